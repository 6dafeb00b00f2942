"""Daily clean-up of groups: archives ended ones, deletes places of people who left, and old access log rows."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.organizations.groups.actions import end_groups
from courses.organizations.models import AccessLog, Member

LOOKS_KEPT = timedelta(days=365)


def age_out_groups(*, now: datetime) -> dict[str, int]:
    """Archive groups that have ended; delete access log rows older than twelve months."""
    looks, _by_table = AccessLog.objects.filter(at__lte=now - LOOKS_KEPT).delete()
    ended = end_groups(now=now)
    return {"ended groups": ended, "looks": looks}


def places_to_forget(*, now: datetime) -> QuerySet[Member]:
    """Places of people who left, or were removed, 30 days ago."""
    gone = now - UNDO_WINDOW
    return Member.objects.filter(Q(left_at__lte=gone) | Q(removed_at__lte=gone))


def unreachable_accounts(*, now: datetime) -> QuerySet[User]:
    """Accounts made for a group that nobody can enter any more: no place, no way in of their own, unused as long as
    a guest may be."""
    last_day = (now - timedelta(days=settings.GUEST_DAYS)).date()
    made_for_groups = User.objects.filter(username__startswith="m-", places=None, last_active_on__lt=last_day)
    without_way = made_for_groups.filter(password__startswith="!", emailaddress=None, authenticator=None)  # noqa: S106
    return without_way.filter(recovery_codes=None, memberships=None)
