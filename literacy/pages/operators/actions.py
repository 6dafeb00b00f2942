"""Makes an account that of an operator, and ends it; both stand in the security log."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note


class NoAccountToSignInError(Exception):
    """It may not sign in, so it cannot be that of an operator."""


@transaction.atomic
def make_operator(*, account: User, now: datetime) -> bool:
    """Returns whether it was none yet. Raises NoAccountToSignInError."""
    if not account.is_active:
        raise NoAccountToSignInError
    return _set(account, is_staff=True, about="operator", now=now)


@transaction.atomic
def end_operator(*, account: User, now: datetime) -> bool:
    """Also where it is open in a browser at this moment. Returns whether it was one."""
    return _set(account, is_staff=False, about="no operator any more", now=now)


def _set(account: User, *, is_staff: bool, about: str, now: datetime) -> bool:
    if not User.objects.filter(pk=account.pk, is_staff=not is_staff).update(is_staff=is_staff):
        return False
    note(SecurityKind.ROLE_CHANGED, account=account, actor=OPERATOR, about=about, now=now)
    return True
