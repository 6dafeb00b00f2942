"""Writes of assignments: give, change the due day, withdraw, restore; one transaction each, all in the audit log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from courses.accounts.http.refusals import ClosedError
from courses.accounts.models import User
from courses.catalog.model.lessons import Course
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Assignment, AssignmentMember, Event, Group, Member


class NobodyError(Exception):
    """None of the people chosen is in the group any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The content of the form that gives an assignment.

    Empty `lessons` means the whole course, `people` None the whole group. The first check comes before the lessons, or
    instead of them when `is_only_check`.
    """

    course: Course
    lessons: tuple[str, ...] = ()
    people: tuple[int, ...] | None = None
    due_on: date | None = None
    note: str = ""
    has_first_check: bool = False
    is_only_check: bool = False

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """Each row to be made: its lesson, and whether it is the first check."""
        lessons = () if self.is_only_check else self.lessons or ("",)
        return (*((("", True),) if self.has_first_check else ()), *((lesson, False) for lesson in lessons))


@transaction.atomic
def assign(*, group: Group, wanted: Wanted, actor: User, key: str, now: datetime) -> tuple[Assignment, ...]:
    """Create one row for each lesson, or one for the course, and one for its first check.

    The same key again changes nothing. Raises ClosedError and NobodyError.
    """
    held = Group.objects.select_for_update().select_related("organization").get(pk=group.pk)
    before = tuple(Assignment.objects.filter(group=held, key=key).order_by("pk"))
    if before:
        return before
    if not held.is_open(today_in(held.time_zone, now)):
        raise ClosedError
    people = present_of(held, wanted.people)
    made = [
        Assignment.objects.create(
            organization_id=held.organization_id, group=held, key=key, course=wanted.course.slug, lesson=lesson,
            is_first_check=is_check, for_all=wanted.people is None, due_on=wanted.due_on, note=wanted.note,
            created_by=actor, created_at=now,
        )
        for lesson, is_check in wanted.parts
    ]  # fmt: skip
    AssignmentMember.objects.bulk_create(
        AssignmentMember(organization_id=held.organization_id, assignment=row, member_id=member)
        for row in made
        for member in people
    )
    record_rows(made, actor=actor, what="assigned", now=now)
    return tuple(made)


def present_of(group: Group, people: Collection[int] | None) -> Collection[int]:
    """Numbers of those of `people` who are in the group; empty where `people` is None (the whole group)."""
    if people is None:
        return ()
    found = Member.objects.present().filter(group=group, pk__in=people).values_list("pk", flat=True)
    if not found:
        raise NobodyError
    return tuple(found)


def record_rows(rows: Sequence[Assignment], *, actor: User, what: str, now: datetime) -> Event:
    """Write one event for one form: the course, and which part of it if not the whole."""
    first = rows[0]
    lessons = ", ".join(row.lesson or "first-check" for row in rows if row.lesson or row.is_first_check)
    return record_event(
        organization=first.organization, actor=actor, group=first.group, what=what, now=now,
        about=f"{first.course}: {lessons}" if lessons else first.course,
    )  # fmt: skip


def given_together(assignment: Assignment) -> list[Assignment]:
    """All assignments created by the same form as this one."""
    rows = Assignment.objects.filter(group=assignment.group_id, key=assignment.key).order_by("pk")
    return list(rows.select_related("organization", "group"))


@transaction.atomic
def withdraw(*, assignment: Assignment, actor: User, now: datetime) -> None:
    """Withdraw an assignment; what was learned stays with the learners. Repeating changes nothing."""
    rows = given_together(assignment)
    if Assignment.objects.filter(pk__in=[row.pk for row in rows], withdrawn_at=None).update(withdrawn_at=now):
        record_rows(rows, actor=actor, what="assignment-withdrawn", now=now)


@transaction.atomic
def give_back(*, assignment: Assignment, actor: User, now: datetime) -> None:
    """Undo a withdrawal, however long ago it was. Repeating changes nothing."""
    rows = given_together(assignment)
    withdrawn = Assignment.objects.filter(pk__in=[row.pk for row in rows], withdrawn_at__isnull=False)
    if withdrawn.update(withdrawn_at=None):
        record_rows(rows, actor=actor, what="assignment-restored", now=now)


@transaction.atomic
def change_day(*, assignment: Assignment, due_on: date | None, actor: User, now: datetime) -> None:
    """Set another due day, or none, for all that was given together; the previous day is kept and shown.

    Repeating changes nothing.
    """
    rows = given_together(assignment)
    standing = Assignment.objects.filter(pk__in=[row.pk for row in rows], withdrawn_at=None)
    other = standing.exclude(due_on=due_on) if due_on else standing.filter(due_on__isnull=False)
    if other.update(due_before=F("due_on"), due_on=due_on, due_changed_at=now):
        record_rows(rows, actor=actor, what="assignment-day-changed", now=now)


@transaction.atomic
def day_as_before(*, assignment: Assignment, due_on: date | None, actor: User, now: datetime) -> None:
    """Undo a change of the due day; does nothing unless `due_on` is the previous day."""
    if assignment.due_changed_at is not None and assignment.due_before == due_on:
        change_day(assignment=assignment, due_on=due_on, actor=actor, now=now)
