"""allauth's forms for a second step and for passkeys, in this site's manner."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

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
from courses.accounts.sign_in.forms import Folded, Plain
from courses.accounts.sign_in.second_step_secrets import as_stored, hash_codes, is_first_use

APP_OR_CODE = _("From your authenticator app, or one of your codes for the second step.")


class _OpensOnce(forms.Form):
    """A code of the app or of those on paper; each opens once."""

    user: User

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        self.cleaned_data["code"] = as_stored(typed, self.user)
        super().clean_code()  # type: ignore[misc]
        if not is_first_use(typed, self.user):
            refusal: ValidationError = get_adapter().validation_error("incorrect_code")
            raise refusal
        hash_codes(self.user)
        return typed


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
        refusal: ValidationError = get_adapter().validation_error("incorrect_code")
        raise refusal from problem


class _Adding(forms.Form):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean(self) -> Any:
        with _refused_as_wrong_code():
            return super().clean()


class _Authenticating(forms.Form):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        with _refused_as_wrong_code():
            return super().clean_credential()  # type: ignore[misc]


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
