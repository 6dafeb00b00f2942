"""Assignments as the learner's own pages list them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from django.db.models import Exists, OuterRef, Q

from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.published.library import catalog
from courses.learning.exams.passing import length_of
from courses.learning.models import CheckAttempt, LessonProgress
from courses.organizations.assigning.tasks import task_title
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Assignment, AssignmentMember, Group, Member


@dataclass(frozen=True, slots=True)
class Assigned:
    """One assignment from one group.

    `lesson` is set when it is a single lesson; for several, it is None and `is_whole` is false. A first check has no
    lessons. `due_before` is the due day before the last change, meaningful only if it was changed.
    """

    assignment: int  # its first row
    group: str
    place: int  # the learner's place in the group
    course: Course
    lessons: tuple[Lesson, ...]
    is_whole: bool
    note: str
    due_on: date | None
    is_overdue: bool
    is_due_soon: bool
    done: int
    go_on_with: Lesson | None  # the first lesson not finished
    is_first_check: bool = False
    due_before: date | None = None
    due_changed_at: datetime | None = None

    @property
    def title(self) -> str:
        return task_title(self.course, self.lessons, is_whole=self.is_whole, is_first_check=self.is_first_check)

    @property
    def count(self) -> int:
        return 1 if self.is_first_check else len(self.lessons)

    @property
    def is_done(self) -> bool:
        return self.done == self.count

    @property
    def lesson(self) -> Lesson | None:
        return self.lessons[0] if len(self.lessons) == 1 and not self.is_whole else None


SOON_DAYS = 2


def assigned_to(learner: User | None, now: datetime) -> tuple[Assigned, ...]:
    """This learner's current assignments in all groups, the most pressing first, finished ones last.

    Three queries, four if there is a first check; one for a learner without a group, none for a visitor.
    """
    if learner is None:
        return ()
    places = {place.group_id: place for place in _places_of(learner.pk)}
    open_places = {pk: place for pk, place in places.items() if place.group.archived_at is None}
    if not open_places:
        return ()
    rows = list(_rows(open_places.values()))
    checked = _checked(learner, {row.course for row in rows if row.is_first_check})
    return from_rows(open_places, rows, _finished(learner), now, checked=checked)


_places_of = Prepared(Member, lambda learner: Member.objects.of(learner).select_related("group"), int)


def _rows(places: Iterable[Member]) -> Iterable[Assignment]:
    mine = AssignmentMember.objects.filter(assignment=OuterRef("pk"), member__in=[place.pk for place in places])
    standing = Assignment.objects.standing().filter(group__in=[place.group_id for place in places])
    return standing.filter(Q(for_all=True) | Exists(mine)).order_by("pk")


def _finished(learner: User) -> frozenset[tuple[str, str]]:
    finished = LessonProgress.objects.filter(learner=learner, completed_at__isnull=False)
    return frozenset(finished.values_list("course", "lesson"))


def _checked(learner: User, courses: Collection[str]) -> frozenset[str]:
    """Of these courses, those whose first check is taken, or can be no more: the final one was sent."""
    if not courses:
        return frozenset()
    sent = CheckAttempt.objects.filter(learner=learner, course__in=courses, sent_at__isnull=False)
    return frozenset(sent.values_list("course", flat=True))


def from_rows(
    places: Mapping[int, Member],
    rows: Iterable[Assignment],
    finished: frozenset[tuple[str, str]],
    now: datetime,
    *,
    checked: frozenset[str] = frozenset(),
) -> tuple[Assigned, ...]:
    """Build the list from rows, without queries.

    `places`: members by group; `finished`: lessons; `checked`: slugs of courses whose first check was sent at any time.
    """
    forms: dict[tuple[int, str, str, bool], list[Assignment]] = {}
    for row in rows:
        forms.setdefault((row.group_id, row.key, row.course, row.is_first_check), []).append(row)
    found = (
        _first_check(places[group], form[0], checked, now)
        if is_check
        else _assigned(places[group], form, finished, now)
        for (group, _key, _course, is_check), form in forms.items()
    )
    return tuple(sorted((one for one in found if one), key=lambda one: (one.is_done, one.due_on or date.max)))


def _assigned(
    place: Member, rows: list[Assignment], finished: frozenset[tuple[str, str]], now: datetime
) -> Assigned | None:
    """None when everything in it has been retired since."""
    first = rows[0]
    course = catalog().courses.get(first.course)
    given = {row.lesson for row in rows}
    lessons = tuple(one for one in course.lessons if "" in given or one.slug in given) if course else ()
    if course is None or not lessons:
        return None
    left = [lesson for lesson in lessons if (course.slug, lesson.slug) not in finished]
    return Assigned(
        **_shared(place, first, now, is_open=bool(left)), course=course, lessons=lessons, is_whole="" in given,
        done=len(lessons) - len(left), go_on_with=left[0] if left else None,
    )  # fmt: skip


def _first_check(place: Member, row: Assignment, checked: frozenset[str], now: datetime) -> Assigned | None:
    """None when the course or its check has been retired since."""
    course = catalog().courses.get(row.course)
    if course is None or not length_of(course):
        return None
    is_done = row.course in checked
    return Assigned(
        **_shared(place, row, now, is_open=not is_done), course=course, lessons=(), is_whole=False, done=int(is_done),
        go_on_with=None, is_first_check=True,
    )  # fmt: skip


class _Shared(TypedDict):
    """What a first check and lessons have in common."""

    assignment: int
    group: str
    place: int
    note: str
    due_on: date | None
    due_before: date | None
    due_changed_at: datetime | None
    is_overdue: bool
    is_due_soon: bool


def _shared(place: Member, first: Assignment, now: datetime, *, is_open: bool) -> _Shared:
    days = _days_left(place.group, first.due_on, now)
    return _Shared(
        assignment=first.pk, group=place.group.name, place=place.pk, note=first.note, due_on=first.due_on,
        due_before=first.due_before, due_changed_at=first.due_changed_at,
        is_overdue=is_open and days is not None and days < 0,
        is_due_soon=is_open and days is not None and 0 <= days <= SOON_DAYS,
    )  # fmt: skip


def _days_left(group: Group, due_on: date | None, now: datetime) -> int | None:
    """Until the end of the day on which it is due, where the group is."""
    return None if due_on is None else (due_on - today_in(group.time_zone, now)).days
