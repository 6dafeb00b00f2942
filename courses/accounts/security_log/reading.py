"""Reads the security log, for whoever runs the site and for the person concerned."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from courses.accounts.models import SecurityEvent, User
from courses.accounts.security_log.events import KEPT, SecurityKind, hashes_of

TOLD_FOR = timedelta(days=90)


def lines_between(first: date, last: date) -> QuerySet[SecurityEvent]:
    """Lines of these days, in the site's time zone, oldest first."""
    return SecurityEvent.objects.filter(at__date__gte=first, at__date__lte=last).order_by("pk")


def about_person(lines: QuerySet[SecurityEvent], person: User) -> QuerySet[SecurityEvent]:
    """Those that concern an account, and those of what it did."""
    known = hashes_of(person)
    return lines.filter(Q(account__in=known) | Q(actor__in=known))


def second_step_freed_at(person: User, *, now: datetime) -> datetime | None:
    """When an operator last took away this account's second step, if its page still has to say so."""
    freed = SecurityEvent.objects.filter(
        kind=SecurityKind.SECOND_STEP_FREED, account__in=hashes_of(person), at__gt=now - TOLD_FOR
    )
    return freed.order_by("-pk").values_list("at", flat=True).first()


def forget_old_lines(*, now: datetime) -> None:
    SecurityEvent.objects.filter(at__lte=now - KEPT).delete()
