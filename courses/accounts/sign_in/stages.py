"""Steps of signing in: an address must be confirmed, but nobody needs to have one; the password must still be the one
with which it began when the last step comes."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage as AllauthStage
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from courses.accounts.models import User
from courses.accounts.sign_in.allauth_internals import clear_login, unstash_login

BEGUN_WITH = "begun_with"  # in the session: the hash of the password with which a sign-in began


class EmailVerificationStage(AllauthStage):  # type: ignore[misc]
    """As allauth's, but an account without an address passes. A sign-up with a known address has no user here: it
    goes the same way as an unknown one."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not EmailAddress.objects.filter(user_id=user.pk).exists():
            return None, True
        handled: tuple[Any, bool] = super().handle()
        return handled


def begin_with_password(request: HttpRequest, person: User) -> None:
    request.session[BEGUN_WITH] = person.get_session_auth_hash()


def forget_beginning(request: HttpRequest) -> None:
    request.session.pop(BEGUN_WITH, None)


def end_if_password_changed(request: HttpRequest) -> None:
    """A half sign-in of whoever knew an earlier password goes no further. One by mail began without any."""
    login, begun_with = unstash_login(request, peek=True), request.session.get(BEGUN_WITH)
    if login is None or login.user is None or begun_with is None:
        return
    if not constant_time_compare(begun_with, login.user.get_session_auth_hash()):
        start_anew(request)


def start_anew(request: HttpRequest) -> None:
    clear_login(request)
    forget_beginning(request)
