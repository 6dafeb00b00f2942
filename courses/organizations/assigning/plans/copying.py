"""Copies a group for the next term: its settings, leads and plan with moved due days; its members are invited."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from courses.accounts.models import User
from courses.organizations.assigning.plans.actions import give_lines
from courses.organizations.assigning.plans.lines import PlanLine, by_day
from courses.organizations.forms.zones import zone_of
from courses.organizations.groups.actions import create_group
from courses.organizations.groups.members import list_member
from courses.organizations.models import Assignment, Group, GroupFacilitator, Member
from courses.organizations.workshops.calendars.workshops import Coming, coming_of, plan_workshop


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The assignments of a whole group, its planned workshops, and the day from which all days are counted."""

    starts_on: date
    lines: tuple[PlanLine, ...]
    workshops: tuple[Coming, ...]


def plan_of(group: Group) -> GroupPlan:
    """Read a group's plan; assignments for some people only are left out. Two queries."""
    rows = list(Assignment.objects.standing().filter(group=group, for_all=True).select_related("giving").order_by("pk"))
    zone = zone_of(group.time_zone)
    days = [row.giving.starts_on if row.giving else row.created_at.astimezone(zone).date() for row in rows]
    lines = [PlanLine(row.course, row.lesson, row.is_first_check, row.due_on, row.note) for row in rows]
    began = group.created_at.astimezone(zone).date()
    workshops = coming_of([group.pk], since=date.min)
    return GroupPlan(min(days, default=began), by_day(dict.fromkeys(lines)), workshops)


@dataclass(frozen=True, slots=True)
class GroupCopy:
    """The content of the copy form.

    `people` are numbers of members to invite; workshops move `by` the same number of days as the lines.
    """

    name: str
    ends_on: date
    lines: tuple[PlanLine, ...]
    people: Collection[int]
    workshops: tuple[Coming, ...] = ()
    by: timedelta = timedelta(0)


@transaction.atomic
def copy_group(*, group: Group, wanted: GroupCopy, actor: User, key: str, now: datetime) -> Group:
    """Create the copy; the same key returns the group that was made by it."""
    known = Group.objects.filter(organization=group.organization_id, key=key).first()
    if known is not None:
        return known
    values = {
        "name": wanted.name, "who_joins": group.who_joins, "mode": group.mode, "ends_on": wanted.ends_on,
        "time_zone": group.time_zone,
    }  # fmt: skip
    made = create_group(organization=group.organization, values=values, actor=actor, key=key, now=now)
    for membership in GroupFacilitator.objects.filter(group=group).values_list("membership", flat=True):
        GroupFacilitator.objects.get_or_create(
            organization=group.organization, group=made, membership_id=membership, defaults={"since": now}
        )
    give_lines(group=made, lines=wanted.lines, actor=actor, now=now)
    for number, one in enumerate(wanted.workshops):
        plan_workshop(
            group=made, lesson=one.lesson, day=one.row.day + wanted.by, hour=one.row.hour, actor=actor,
            key=f"copied-{number}", now=now,
        )  # fmt: skip
    for place in _present(group, wanted.people):
        new = list_member(group=made, nickname=place.nickname, consent="", actor=actor, now=now)
        if place.joined_at is not None:  # they read of the new group on their own page, and join or do not
            Member.objects.filter(pk=new.pk).update(follows=place)
    return made


def people_by_name(group: Group, people: Collection[int]) -> Iterable[str]:
    """Nicknames of those of `people` who are still in the group, by member number."""
    return [place.nickname for place in _present(group, people)]


def _present(group: Group, people: Collection[int]) -> Iterable[Member]:
    return Member.objects.present().filter(group=group, pk__in=people).by_name()
