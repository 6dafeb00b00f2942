"""Terms of an organisation: made and removed by its owners; who may see which; and the days that are offered first."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.zones import today_in, zone_of
from courses.organizations.models import Organization, Term

HALF_YEAR = 6  # months


class TermsOverlapError(Exception):
    """Days of this span belong to another term already."""

    def __init__(self, other: Term) -> None:
        super().__init__(str(other))
        self.other = other


@dataclass(frozen=True, slots=True)
class Span:
    """A term in moments: from the first midnight to the one after its last day."""

    since: datetime
    until: datetime


def span_of(term: Term) -> Span:
    zone = zone_of(term.organization.time_zone)
    return Span(
        datetime.combine(term.begins_on, time(), zone),
        datetime.combine(term.ends_on + timedelta(days=1), time(), zone),
    )


def offered_days(organization: Organization, today: date) -> tuple[date, date]:
    """The half-year up to the end of the last month; after an earlier term, the half-year that follows it."""
    last = organization.terms.standing().order_by("-ends_on").first()
    if last is not None:
        begins_on = last.ends_on + timedelta(days=1)
        return begins_on, months_later(begins_on, HALF_YEAR) - timedelta(days=1)
    this_month = today.replace(day=1)
    return months_later(this_month, -HALF_YEAR), this_month - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or the last one that it has."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=years, month=month + 1, day=min(day.day, monthrange(years, month + 1)[1]))


@transaction.atomic
def make_term(
    *, organization: Organization, begins_on: date, ends_on: date, actor: User, key: str, now: datetime
) -> Term:
    """Repeating with the same key gives the same term; days of one that was removed bring that back. Raises
    TermsOverlapError."""
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    known = held.terms.filter(key=key).first()
    if known is not None:
        return known
    if (other := held.terms.meeting(begins_on, ends_on).first()) is not None:
        raise TermsOverlapError(other)
    days = {"begins_on": begins_on, "ends_on": ends_on}
    made = held.terms.filter(**days).first() or Term(organization=held, **days, made_at=now)
    made.key, made.removed_at = key, None
    made.save()
    record_event(organization=held, actor=actor, what="term-made", about=str(made), now=now)
    return made


@transaction.atomic
def remove_term(*, term: Term, actor: User, now: datetime) -> None:
    """Its days only: nothing that was learned. Who enters the same days has it back, closed as it was and with the
    same figures; that it was removed is recorded."""
    if Term.objects.standing().filter(pk=term.pk).update(removed_at=now):
        record_event(organization=term.organization, actor=actor, what="term-removed", about=str(term), now=now)


def is_over(term: Term, now: datetime) -> bool:
    return term.ends_on < today_in(term.organization.time_zone, now)
