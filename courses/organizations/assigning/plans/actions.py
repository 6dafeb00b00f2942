"""Writes of plans: make, change, remove, give to groups, undo a giving; one transaction each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.db.models import F, QuerySet

from courses.accounts.http.refusals import ChangedMeanwhileError, ClosedError
from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import record_event, record_events
from courses.organizations.assigning.actions import present_of
from courses.organizations.assigning.plans.lines import PlanLine, by_day, moved
from courses.organizations.assigning.repeats import asks_the_same
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Assignment, AssignmentMember, Giving, Group, Organization, Plan

People = Mapping[int, Collection[int]]  # by group, the numbers of its members


@transaction.atomic
def make_plan(
    *, organization: Organization, name: str, starts_on: date, lines: Iterable[PlanLine], actor: User, key: str,
    now: datetime,
) -> Plan:  # fmt: skip
    """Create a plan; the same key again returns the same plan."""
    made, is_new = Plan.objects.get_or_create(
        organization=organization, key=key,
        defaults={
            "name": name, "starts_on": starts_on, "lines": _rows(lines), "created_by": actor, "created_at": now,
        },
    )  # fmt: skip
    if is_new:
        record_event(organization=organization, actor=actor, what="plan-made", about=name, now=now)
    return made


def _rows(lines: Iterable[PlanLine]) -> list[list[str]]:
    return [line.as_row() for line in by_day(lines)]


def lines_of(plan: Plan) -> tuple[PlanLine, ...]:
    return tuple(PlanLine.of_row(row) for row in plan.lines)


@transaction.atomic
def change_plan(*, plan: Plan, version: int, name: str, lines: Iterable[PlanLine], actor: User, now: datetime) -> None:
    """Save the plan; assignments already made from it do not change. Raises ChangedMeanwhileError."""
    saved = Plan.objects.filter(pk=plan.pk, version=version)
    if not saved.update(name=name, lines=_rows(lines), version=F("version") + 1):
        raise ChangedMeanwhileError
    record_event(organization=plan.organization, actor=actor, what="plan-changed", about=name, now=now)


@transaction.atomic
def remove_plan(*, plan: Plan, actor: User, now: datetime) -> None:
    """Remove the plan; assignments made from it stay. Repeating changes nothing."""
    if Plan.objects.filter(pk=plan.pk, removed_at=None).update(removed_at=now):
        record_event(organization=plan.organization, actor=actor, what="plan-removed", about=plan.name, now=now)


@transaction.atomic
def take_plan_back(*, plan: Plan, actor: User, now: datetime) -> None:
    if Plan.objects.filter(pk=plan.pk, removed_at__isnull=False).update(removed_at=None):
        record_event(organization=plan.organization, actor=actor, what="plan-restored", about=plan.name, now=now)


@transaction.atomic
def give_plan(
    *, plan: Plan, groups: Sequence[Group], starts_on: date, gives_again: bool, actor: User, key: str, now: datetime,
    people: People | None = None,
) -> Giving:  # fmt: skip
    """Give the plan to all of `groups` or, on an error, to none; the same key again changes nothing.

    `people` are member numbers by group, None for whole groups. Raises ClosedError and NobodyError.
    """
    giving, is_new = Giving.objects.get_or_create(
        plan=plan, key=key,
        defaults={
            "organization_id": plan.organization_id, "starts_on": starts_on, "given_by": actor, "given_at": now,
        },
    )  # fmt: skip
    if not is_new:
        return giving
    lines = moved(lines_of(plan), starts_on - plan.starts_on)
    held = Group.objects.select_for_update(of=("self",)).select_related("organization")
    given = [
        group
        for group in held.filter(pk__in=[one.pk for one in groups]).order_by("pk")
        if give_lines(
            group=group, lines=lines, giving=giving, gives_again=gives_again, actor=actor, now=now,
            people=None if people is None else people[group.pk],
        )
    ]  # fmt: skip
    _record_in_groups(plan, given, "plan-given", actor, now)
    return giving


def give_lines(
    *, group: Group, lines: Iterable[PlanLine], actor: User, now: datetime, giving: Giving | None = None,
    gives_again: bool = False, people: Collection[int] | None = None,
) -> bool:  # fmt: skip
    """Give plan lines to one group; lines with the same course, day and note become one assignment form.

    Returns whether any was new. Raises ClosedError and NobodyError.
    """
    if not group.is_open(today_in(group.time_zone, now)):
        raise ClosedError
    present = present_of(group, people)
    standing = () if gives_again else tuple(Assignment.objects.standing().asked_of(people).filter(group=group))
    new = [line for line in lines if line.wanted(catalog()) and not stands_already(line, standing)]
    source = f"plan-{giving.pk}" if giving else "copied"
    made = Assignment.objects.bulk_create(
        Assignment(
            organization_id=group.organization_id, group=group, key=f"{source}-{number}", course=line.course,
            lesson=line.lesson, is_first_check=line.is_first_check, due_on=line.due_on, giving=giving,
            note=line.note, for_all=people is None, created_by=actor, created_at=now,
        )
        for number, (_what, together) in enumerate(groupby(new, key=lambda line: (line.course, line.due_on, line.note)))
        for line in together
    )  # fmt: skip
    AssignmentMember.objects.bulk_create(
        AssignmentMember(organization_id=group.organization_id, assignment=row, member_id=member)
        for row in made
        for member in present
    )
    return bool(new)


def stands_already(line: PlanLine, standing: Iterable[Assignment]) -> bool:
    """Whether one of these assignments overlaps with the line."""
    wanted = line.wanted(catalog())
    return wanted is not None and any(asks_the_same(row, wanted) for row in standing)


@transaction.atomic
def undo_giving(*, giving: Giving, actor: User, now: datetime) -> None:
    """Withdraw everything given by this giving in all groups, at any later time; learning records stay.

    Repeating changes nothing.
    """
    if Giving.objects.filter(pk=giving.pk, undone_at=None).update(undone_at=now):
        giving.assignments.filter(withdrawn_at=None).update(withdrawn_at=now)
        _record_in_groups(giving.plan, _groups_of(giving), "plan-undone", actor, now)


@transaction.atomic
def redo_giving(*, giving: Giving, actor: User, now: datetime) -> None:
    """Restore an undone giving; assignments that were withdrawn before the undo stay withdrawn."""
    held = Giving.objects.select_for_update().get(pk=giving.pk)
    if held.undone_at is None:
        return
    held.assignments.filter(withdrawn_at=held.undone_at).update(withdrawn_at=None)
    Giving.objects.filter(pk=held.pk).update(undone_at=None)
    _record_in_groups(giving.plan, _groups_of(giving), "plan-redone", actor, now)


def _groups_of(giving: Giving) -> QuerySet[Group]:
    return Group.objects.filter(assignments__giving=giving).distinct().order_by("pk")


def _record_in_groups(plan: Plan, groups: Iterable[Group], what: str, actor: User, now: datetime) -> None:
    lines = [(None, group) for group in groups]
    record_events(organization=plan.organization, actor=actor, what=what, lines=lines, about=plan.name, now=now)
