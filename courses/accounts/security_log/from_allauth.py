"""Notes what happens on allauth's pages: it says so by signals only, so this is where they are listened to."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from courses.accounts.models import User
from courses.accounts.security_log.events import SecurityKind, note_request


def listen() -> None:
    """Called once, when the site starts."""
    for signal, receiver in (
        (mfa.authenticator_added, _second_step_set),
        (mfa.authenticator_reset, _second_step_set),
        (mfa.authenticator_removed, _second_step_removed),
        (mfa.authentication_failed, _second_step_failed),
        (account.login_code_rejected, _code_refused),
        (account.password_reset_code_rejected, _code_refused),
        (account.password_set, _password_changed),
        (account.password_changed, _password_changed),
        (account.password_reset, _password_changed),
        (account.email_changed, _address_changed),
        (account.email_added, _address_changed),
        (account.email_removed, _address_changed),
    ):
        signal.connect(receiver)


def _second_step_set(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note_request(request, SecurityKind.SECOND_STEP_SET, user, authenticator.type)


def _second_step_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note_request(request, SecurityKind.SECOND_STEP_REMOVED, user, authenticator.type)


def _second_step_failed(request: HttpRequest, user: User, **_: Any) -> None:
    note_request(request, SecurityKind.SECOND_STEP_FAILED, user, is_own=False)


def _code_refused(request: HttpRequest, user: User | None = None, **_: Any) -> None:
    note_request(request, SecurityKind.SIGN_IN_FAILED, user, "code", is_own=False)


def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    note_request(request, SecurityKind.PASSWORD_CHANGED, user)


def _address_changed(request: HttpRequest, user: User, **_: Any) -> None:
    note_request(request, SecurityKind.ADDRESS_CHANGED, user)
