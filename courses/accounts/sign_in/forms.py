"""allauth's forms with this site's fields and error messages: no placeholders, one password box."""

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from courses.accounts.codes import MAIL, pasted_code
from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.sign_in.adapter import normal_name

PASSWORD_HINT = _("At least 10 characters. Three or four words that do not belong together are good.")
CODE_HINT = _("From the e-mail; capitals, spaces and hyphens do not matter.")


class Plain:
    """Removes the browser's own validation messages, and the second password box."""

    use_required_attribute = False
    required_messages: ClassVar[dict[str, Any]] = {
        "login": _("Enter your user name or e-mail address"),
        "username": _("Choose a user name"),
        "email": _("Enter your e-mail address, like name@example.org"),
        "password": _("Enter your password"),
        "password1": _("Choose a password"),
        "oldpassword": _("Enter the password that you use now"),
        "code": _("Enter the code"),
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT, "password": "", "oldpassword": ""}

    labels: ClassVar[dict[str, Any]] = {
        "password": _("Password"),
        "code": _("Code"),
        "oldpassword": _("Present password"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        fields.pop("password2", None)
        for name, field in fields.items():
            for attribute in ("placeholder", "maxlength", "minlength"):
                field.widget.attrs.pop(attribute, None)
            if name in self.required_messages:
                field.error_messages["required"] = self.required_messages[name]
            if name in self.labels:
                field.label = self.labels[name]
            if name in self.hints:
                field.help_text = self.hints[name]
            if isinstance(field, forms.EmailField):
                field.label = _("E-mail address")
                field.error_messages["invalid"] = self.required_messages["email"]
            if name == "code":
                field.widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false", "class": "short"})


NEW_PASSWORD_LABELS: dict[str, Any] = {"oldpassword": _("Present password"), "password1": _("New password")}


class SharedChoice(forms.Form):
    """The question whether the computer is shared, asked at every sign-in."""

    shared = forms.BooleanField(
        label=_("This is a shared computer"),
        help_text=_("You are then signed out after 15 minutes without use, and when the browser is closed."),
        required=False,
    )

    @classmethod
    def keep(cls, request: HttpRequest) -> None:
        """Remember the answer in this request until the sign-in is complete."""
        form = cls(request.POST)
        session_lifetime.want_shared(request.session, is_shared=form.is_valid() and form.cleaned_data["shared"])


class SignInForm(Plain, allauth_forms.LoginForm, SharedChoice):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].widget.attrs.update(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.order_fields(["login", "password", "shared"])

    def clean_login(self) -> str:
        typed = str(self.cleaned_data["login"]).strip()
        return typed if "@" in typed else normal_name(typed)

    def user_credentials(self) -> dict[str, str]:
        """An address is no user name too: tried as both, a known one would cost two hashes and an unknown one one."""
        found: dict[str, str] = super().user_credentials()
        if "email" in found:
            found.pop("username", None)
        return found

    def login(self, request: HttpRequest, redirect_url: Any = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        life = session_lifetime.life_of(request.session)
        request.session.set_expiry(0 if life and life.is_shared else None)
        return response


class _SignUpForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]
    """Asks only for what its own way in needs."""

    asks: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "username" in self.fields:
            name = self.fields["username"]
            name.label = _("User name")
            name.help_text = _("Not your real name. Letters and digits, no spaces.")
            name.error_messages["min_length"] = _("Use at least 2 letters or digits")
            name.widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})

    def _get_signup_fields(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {name: {"required": True} for name in self.asks}


class NameSignUpForm(_SignUpForm, SharedChoice):
    """A user name with a password; for the passkey's sign-up allauth leaves the password out."""

    asks = ("username", "password1")
    field_order = ("username", "password1", "shared")


class MailLimit:
    """Mails to one mailbox count by address and mailbox together: whoever floods it keeps its owner out of nothing."""

    def clean_email(self) -> str:
        mailbox = str(super().clean_email())  # type: ignore[misc]
        request = context.request
        if mailbox and throttle.count(request, "mail", address_of(request), mailbox.lower()) is None:
            raise get_adapter().validation_error("too_many_login_attempts")
        return mailbox


class EmailSignUpForm(MailLimit, _SignUpForm, SharedChoice):
    """An address and a code sent to it; no password."""

    asks = ("email",)
    field_order = ("email", "shared")


class CodeRequestForm(MailLimit, Plain, allauth_forms.RequestLoginCodeForm, SharedChoice):  # type: ignore[misc]
    field_order = ("email", "shared")


class Folded(Plain):
    """Normalises a typed code before allauth compares it."""

    alphabet = MAIL

    def clean_code(self) -> str:
        cleaned: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        cleaned["code"] = pasted_code(str(cleaned["code"]), self.alphabet)
        checked: str = super().clean_code()  # type: ignore[misc]
        return checked


class _CodeForm(Folded):
    hints: ClassVar[dict[str, Any]] = {"code": CODE_HINT}


class SignInCodeForm(_CodeForm, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class EmailCodeForm(_CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ResetCodeForm(_CodeForm, allauth_forms.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class EmailForm(MailLimit, Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class OtherEmailForm(MailLimit, Plain, allauth_forms.ChangeEmailForm):  # type: ignore[misc]
    pass


class PasswordChangeForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = NEW_PASSWORD_LABELS


class PasswordSetForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    labels = NEW_PASSWORD_LABELS


class LostPasswordForm(MailLimit, Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = NEW_PASSWORD_LABELS


class ConfirmPasswordForm(Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    pass
