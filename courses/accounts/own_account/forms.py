"""Forms about a person's settings and ways back into an account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.accounts.codes import LONGEST, MAIL, pasted_code
from courses.accounts.models import User
from courses.accounts.sign_in.adapter import normal_name
from courses.accounts.sign_in.allauth_internals import compare_user_code
from courses.accounts.sign_in.forms import CODE_HINT, PASSWORD_HINT


class DisplayForm(forms.Form):
    """Theme and text size; `next` is a path of this site to go back to."""

    use_required_attribute = False
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[("auto", _("Same as the device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("normal", _("Normal")), ("large", _("Large")), ("larger", _("Larger"))],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class NextForm(forms.Form):
    """A path of this site to go on to."""

    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


class RecoverForm(forms.Form):
    """A code of the recovery sheet and a new password. Whether name and code fit is said elsewhere, in one sentence."""

    use_required_attribute = False
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        error_messages={"required": _("Enter your user name"), "max_length": _("This name is too long")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("One code of your recovery sheet"),
        help_text=_("Capitals, spaces and hyphens do not matter."),
        max_length=LONGEST,
        error_messages={"required": _("Enter a code of your sheet"), "max_length": _("This is too long for a code")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    password1 = forms.CharField(
        label=_("New password"),
        help_text=PASSWORD_HINT,
        strip=False,
        error_messages={"required": _("Choose a password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        return normal_name(str(self.cleaned_data["username"]))

    def clean_password1(self) -> str:
        typed = str(self.cleaned_data["password1"])
        nobody = User(username=self.cleaned_data.get("username"))  # the same checks whether or not the name exists
        checked: str = get_adapter().clean_password(typed, user=nobody)
        return checked


class ConfirmByCodeForm(forms.Form):
    """The code that was sent to the person's own address."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code"),
        help_text=CODE_HINT,
        max_length=LONGEST,
        error_messages={"required": _("Enter the code"), "max_length": _("This is too long for a code")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "short"}),
    )

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        typed = pasted_code(str(self.cleaned_data["code"]), MAIL)
        if not compare_user_code(actual=typed, expected=self.expected):
            raise get_adapter().validation_error("incorrect_code")
        return typed
