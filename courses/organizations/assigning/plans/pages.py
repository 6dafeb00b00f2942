"""What the pages of plans show: past givings, and what a group already has of a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.organizations.assigning.plans.actions import stands_already
from courses.organizations.assigning.plans.lines import PlanLine, ShownLine, shown_lines
from courses.organizations.models import Assignment, Giving, Group, Member, Plan


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """One giving, with those of its groups that this person leads. Only somebody who leads all of them may undo it."""

    giving: Giving
    groups: tuple[Group, ...]
    may_undo: bool


def givings_of(plan: Plan, viewer: User) -> tuple[GivenPlan, ...]:
    """When and to which groups of `viewer` the plan was given, the newest first; three queries."""
    rows = Assignment.objects.filter(giving__plan=plan).order_by()
    pairs = set(rows.values_list("giving", "group").distinct())
    led = {group.pk: group for group in Group.objects.led_by(viewer).filter(organization=plan.organization_id)}
    found = []
    for giving in Giving.objects.filter(plan=plan).order_by("-pk"):
        of_it = [group for one, group in pairs if one == giving.pk]
        mine = sorted((led[pk] for pk in of_it if pk in led), key=lambda group: (group.name, group.pk))
        if mine:
            found.append(GivenPlan(giving, tuple(mine), len(mine) == len(of_it)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class GroupToGive:
    """A group, its chosen members, which lines it already has, and whether a line is due after its last day."""

    group: Group
    names: tuple[str, ...] | None  # None: for the whole group
    already: tuple[ShownLine, ...]
    is_after_its_end: bool


def groups_to_give(
    groups: Sequence[Group], lines: Sequence[PlanLine], catalog: Catalog, people: Mapping[int, Sequence[Member]] | None
) -> tuple[GroupToGive, ...]:
    """For each group, or its chosen members, which of the lines exist already; one query for all groups."""
    standing: dict[int, list[Assignment]] = {}
    chosen = None if people is None else [one.pk for members in people.values() for one in members]
    for row in Assignment.objects.standing().asked_of(chosen).filter(group__in=[group.pk for group in groups]):
        standing.setdefault(row.group_id, []).append(row)
    last = max((line.due_on for line in lines if line.due_on), default=None)
    return tuple(
        GroupToGive(
            group,
            None if people is None else tuple(one.nickname for one in people[group.pk]),
            shown_lines([line for line in lines if stands_already(line, standing.get(group.pk, ()))], catalog),
            last is not None and last > group.ends_on,
        )
        for group in groups
    )
