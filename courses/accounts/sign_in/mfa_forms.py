"""allauth's forms for a second step and for passkeys, in this site's manner."""

from typing import Any, ClassVar

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from courses.accounts.codes import DIGITS
from courses.accounts.sign_in.forms import Folded, Plain

APP_OR_CODE = _("From your authenticator app, or one of your codes for the second step.")


class SecondStepForm(Folded, base_forms.AuthenticateForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": APP_OR_CODE}


class ConfirmCodeForm(Folded, base_forms.ReauthenticateForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": APP_OR_CODE}


class AppForm(Folded, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    alphabet = DIGITS
    hints: ClassVar[dict[str, Any]] = {"code": _("The six digits that the app shows now.")}


class _Named(Plain):
    """A key's name, for telling several apart."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]  # type: ignore[attr-defined]
        name.label = _("Name of this passkey")
        name.validators.append(MaxLengthValidator(60))
        name.widget.attrs["autocomplete"] = "off"


class PasskeyForm(_Named, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """Every key added here is a passkey: it signs in by itself."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Sign in with this passkey alone, without a password")
        passwordless.help_text = _("Needs the fingerprint, face or PIN of your device.")


class FirstPasskeyForm(_Named, webauthn_forms.SignupWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyNameForm(_Named, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    pass
