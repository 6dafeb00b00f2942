"""Stores when people were on which group's list: written with every change of a place.

It is read where only that time counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from courses.organizations.forms.zones import today_in
from courses.organizations.models import Group, Member, Stay

BATCH = 500
GONE = Q(member__left_at__isnull=False) | Q(member__removed_at__isnull=False) | ~Q(group=F("member__group"))


def note_stays(members: Collection[int], *, now: datetime) -> None:
    """End and begin the stays of these places according to their present state.

    Call it in the transaction of whatever adds, removes or moves members; without a change it writes nothing.
    """
    places = sorted(members)
    for start in range(0, len(places), BATCH):
        part = places[start : start + BATCH]
        Stay.objects.filter(GONE, member__in=part, until=None).update(until=now)
        stands = Stay.objects.filter(member=OuterRef("pk"), until=None)
        here = Member.objects.present().filter(~Exists(stands), pk__in=part)
        Stay.objects.bulk_create(
            Stay(organization_id=organization, group_id=group, member_id=member, since=now)
            for member, group, organization in here.order_by("pk").values_list("pk", "group", "organization")
        )


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a stay, both included, in the group's time zone; `until` is None while it lasts."""

    since: date
    until: date | None

    def __contains__(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def days_listed(members: QuerySet[Member] | Sequence[Member], group: Group) -> Mapping[int, tuple[Days, ...]]:
    """For each of `members`, the days on which they were on this group's list; one query."""
    found: dict[int, list[Days]] = defaultdict(list)
    rows = Stay.objects.filter(group=group, member__in=members).order_by("pk")
    for member, since, until in rows.values_list("member", "since", "until"):
        found[member].append(_days(group.time_zone, since, until))
    return {member: tuple(days) for member, days in found.items()}


def stays_of(member: Member) -> Iterable[tuple[int, Days]]:
    """The groups on whose list this person was, and when; one query."""
    for stay in member.stays.select_related("group"):
        yield stay.group_id, _days(stay.group.time_zone, stay.since, stay.until)


def _days(zone: str, since: datetime, until: datetime | None) -> Days:
    return Days(today_in(zone, since), today_in(zone, until) if until else None)
