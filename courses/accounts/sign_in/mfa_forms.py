"""allauth's forms for a second step and for passkeys, in this site's manner."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from courses.accounts.codes import DIGITS
from courses.accounts.models import User
from courses.accounts.rate_limits.known_browsers import TooManyTriesError, count_second_step
from courses.accounts.sign_in.allauth_internals import webauthn
from courses.accounts.sign_in.forms import Folded, Plain
from courses.accounts.sign_in.second_step.app_codes import CodeTime, time_of
from courses.accounts.sign_in.second_step.kept_secrets import as_stored, hash_codes, is_first_use

APP_OR_CODE = _("From your authenticator app, or one of your codes for the second step.")


def _wrong_code() -> ValidationError:
    refusal: ValidationError = get_adapter().validation_error("incorrect_code")
    return refusal


NOT_NOW = _(
    "This code is not good any more, or the clock of the app is wrong. Wait until the app shows another code, then "
    "enter that one."
)
SOMEBODY_TRIES = _(
    "Too many tries. Wait a few minutes, then try again. If it was not you who tried, somebody knows your password: "
    "set another one with your recovery sheet or by e-mail, and sign in with it at once. One of your "
    "codes for the second step may still open."
)


class _OpensOnce(forms.Form):
    """A code of the app or of those on paper; each opens once."""

    user: User

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        try:
            on_paper = len(typed) == app_settings.RECOVERY_CODE_DIGITS
            take_back = count_second_step(context.request, self.user, on_paper=on_paper)
        except TooManyTriesError as problem:
            raise ValidationError(SOMEBODY_TRIES, code="too_many_login_attempts") from problem
        self.authenticator = self._opened_by(typed)
        if not is_first_use(typed, self.user):
            raise _wrong_code()
        take_back()
        hash_codes(self.user)
        return typed

    def _opened_by(self, typed: str) -> Authenticator:
        kept = {one.type: one for one in Authenticator.objects.filter(user_id=self.user.pk)}
        app, codes = (kept.get(one) for one in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES))
        when = time_of(typed, app) if app else CodeTime.NEVER
        if app and when is CodeTime.NOW:
            return app
        if codes and codes.wrap().validate_code(as_stored(typed, self.user)):
            return codes
        if main := app or codes:
            self._emit_authentication_failed(main)  # type: ignore[attr-defined]
        raise _wrong_code() if when is CodeTime.NEVER else ValidationError(NOT_NOW, code="another_time")


class SecondStepForm(Folded, _OpensOnce, base_forms.AuthenticateForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": APP_OR_CODE}


class ConfirmCodeForm(Folded, _OpensOnce, base_forms.ReauthenticateForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": APP_OR_CODE}


class AppForm(Folded, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": _("The six digits that the app shows now.")}


LONGEST_CREDENTIAL = 16_384  # characters; browsers send about 1,000
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


class CredentialField(forms.JSONField):
    """What a browser says of a passkey. A refused one is never shown again: the browser makes another."""

    def to_python(self, value: Any) -> Any:
        with _refused_as_wrong_code():
            if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
                raise ValueError("longer than any passkey")
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


@contextmanager
def _refused_as_wrong_code() -> Iterator[None]:
    """Bytes that are no passkey make allauth and its library stumble in many ways; each is a code that is wrong."""
    try:
        yield
    except UNREADABLE as problem:
        raise _wrong_code() from problem


class _Adding(forms.Form):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean(self) -> Any:
        with _refused_as_wrong_code():
            return super().clean()


class _Authenticating(forms.Form):
    """A passkey cannot be guessed, so no wrong one is counted: whoever sends them keeps no owner out."""

    user: User | None
    credential = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        with _refused_as_wrong_code():
            sent = self.cleaned_data["credential"]
            webauthn.parse_authentication_response(sent)
            person = self.user or webauthn.extract_user_from_response(sent)
            return webauthn.complete_authentication(person, sent)


class _Named(Plain):
    """A key's name, for telling several apart."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]  # type: ignore[attr-defined]
        name.label = _("Name of this passkey")
        name.validators.append(MaxLengthValidator(60))
        name.widget.attrs["autocomplete"] = "off"


class PasskeyForm(_Named, _Adding, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """Every key added here is a passkey: it signs in by itself."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Sign in with this passkey alone, without a password")
        passwordless.help_text = _("Needs the fingerprint, face or PIN of your device.")


class FirstPasskeyForm(_Named, _Adding, webauthn_forms.SignupWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyNameForm(_Named, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeySignInForm(_Authenticating, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeySecondStepForm(_Authenticating, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmPasskeyForm(_Authenticating, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass
