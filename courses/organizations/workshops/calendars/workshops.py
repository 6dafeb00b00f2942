"""Workshops to come: planned, moved, cancelled and taken back by facilitators, read by the group."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from courses.accounts.http.refusals import ClosedError
from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.catalog.model.lessons import Lesson
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.zones import today_in, zone_of
from courses.organizations.models import Group, PlannedWorkshop

MOST_SHOWN = 3
SOMEWHERE = timedelta(days=1)  # somewhere on Earth it is still yesterday


@dataclass(frozen=True, slots=True)
class Coming:
    """One workshop, with its lesson; `at` is None when no hour was said."""

    row: PlannedWorkshop
    lesson: Lesson
    at: datetime | None

    @property
    def move(self) -> int:
        """Which move was the last: what takes it back names it, so that pressing twice does it once."""
        return int(self.row.moved_at.timestamp()) if self.row.moved_at else 0


@transaction.atomic
def plan_workshop(
    *, group: Group, lesson: Lesson, day: date, hour: time | None, actor: User, key: str, now: datetime
) -> PlannedWorkshop:
    """The same key returns the same workshop; raises ClosedError."""
    if not group.is_open(today_in(group.time_zone, now)):
        raise ClosedError
    row, is_new = PlannedWorkshop.objects.get_or_create(
        group=group, key=key,
        defaults={
            "organization_id": group.organization_id, "course": lesson.course, "lesson": lesson.slug, "day": day,
            "hour": hour, "planned_by": actor, "planned_at": now,
        },
    )  # fmt: skip
    if is_new:
        _record(row, "workshop-planned", actor, now)
    return row


@transaction.atomic
def cancel_workshop(*, row: PlannedWorkshop, actor: User, now: datetime) -> None:
    if PlannedWorkshop.objects.filter(pk=row.pk, cancelled_at=None).update(cancelled_at=now):
        _record(row, "workshop-cancelled", actor, now)


@transaction.atomic
def restore_workshop(*, row: PlannedWorkshop, actor: User, now: datetime) -> None:
    if PlannedWorkshop.objects.filter(pk=row.pk, cancelled_at__isnull=False).update(cancelled_at=None):
        _record(row, "workshop-restored", actor, now)


@transaction.atomic
def move_workshop(*, row: PlannedWorkshop, day: date, hour: time | None, actor: User, now: datetime) -> None:
    """Another day or hour; learners read what it was before. Repeating changes nothing."""
    held = (
        PlannedWorkshop.objects.select_for_update(of=("self",)).select_related("group", "organization").get(pk=row.pk)
    )
    if (held.day, held.hour) == (day, hour):
        return
    held.day_before, held.hour_before, held.moved_at = held.day, held.hour, now
    held.day, held.hour = day, hour
    held.save(update_fields=["day", "hour", "day_before", "hour_before", "moved_at"])
    _record(held, "workshop-moved", actor, now)


@transaction.atomic
def move_back(*, row: PlannedWorkshop, move: int, actor: User, now: datetime) -> None:
    """The day and hour before the move of this number, unless that day has passed or another move followed."""
    found = with_lessons([row])
    if row.day_before is None or not found or found[0].move != move:
        return
    if row.day_before >= today_in(row.group.time_zone, now):
        move_workshop(row=row, day=row.day_before, hour=row.hour_before, actor=actor, now=now)


def _record(row: PlannedWorkshop, what: str, actor: User, now: datetime) -> None:
    about = f"{row.course}: {row.lesson}, {row.day}"
    record_event(organization=row.organization, actor=actor, group=row.group, what=what, about=about, now=now)


def coming_of(groups: Collection[int], *, since: date) -> tuple[Coming, ...]:
    """Those of these groups from this day on, the next first, without what was cancelled; one query."""
    rows = PlannedWorkshop.objects.filter(group__in=groups, day__gte=since, cancelled_at=None)
    return with_lessons(rows.select_related("group").order_by("day", "hour", "pk"))


def coming_for(learner: User | None, now: datetime) -> tuple[Coming, ...]:
    """The next three of this learner's groups; one query, none for a visitor."""
    if learner is None:
        return ()
    found = with_lessons(_planned_for(learner.pk, timezone.localdate(now) - SOMEWHERE))
    return tuple(one for one in found if one.row.day >= today_in(one.row.group.time_zone, now))[:MOST_SHOWN]


def _in_groups_of(learner: int, since: date) -> QuerySet[PlannedWorkshop]:
    mine = Q(group__members__learner=learner, group__members__joined_at__isnull=False)
    here = Q(group__members__left_at=None, group__members__removed_at=None)
    is_open = Q(group__archived_at=None, organization__archived_at=None, cancelled_at=None)
    rows = PlannedWorkshop.objects.filter(mine & here & is_open, day__gte=since)
    return rows.select_related("group").order_by("day", "hour", "pk")


_planned_for = Prepared(PlannedWorkshop, _in_groups_of, int, date)


def with_lessons(rows: Collection[PlannedWorkshop]) -> tuple[Coming, ...]:
    """Without those whose lesson was retired since."""
    found = []
    for row in rows:
        course = catalog().courses.get(row.course)
        if course is not None and row.lesson in course.by_slug:
            at = datetime.combine(row.day, row.hour, zone_of(row.group.time_zone)) if row.hour else None
            found.append(Coming(row, course.by_slug[row.lesson], at))
    return tuple(found)
