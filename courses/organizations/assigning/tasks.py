"""Groups assignments into tasks: lessons of one course for the same people, with their due days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.languages.known import current_language
from courses.organizations.models import Assignment, Group


def task_title(course: Course, lessons: Sequence[Lesson], *, is_whole: bool, is_first_check: bool = False) -> str:
    """The title of a task in the active language.

    It is the course, its first check, the one lesson, or the number of lessons.
    """
    title = course.title.in_language(current_language())
    if is_first_check:
        return _("First check: %(title)s") % {"title": title}
    if is_whole or not lessons:
        return title
    if len(lessons) == 1:
        return lessons[0].page(current_language()).title
    words = ngettext("%(title)s, %(count)s lesson", "%(title)s, %(count)s lessons", len(lessons))
    return words % {"title": title, "count": len(lessons)}


@dataclass(frozen=True, slots=True)
class Task:
    """All of one course that a whole group was given, or that some of its members were given by one form.

    `key` names it in addresses. `assignment` is a row whose people it is for; None when it is for everybody.
    """

    key: str
    course: Course
    lessons: tuple[Lesson, ...]
    is_whole: bool
    is_first_check_given: bool = False
    late: frozenset[str] = frozenset()  # slugs of lessons whose day has passed
    late_since: date | None = None  # the last day that passed
    due_on: date | None = None  # the next day that has not passed
    coming: frozenset[str] = frozenset()  # slugs of lessons that are due on that day
    coming_since: datetime | None = None  # when they were given
    assignment: int | None = None

    @property
    def title(self) -> str:
        return task_title(self.course, self.lessons, is_whole=self.is_whole)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(lesson.slug for lesson in self.lessons)

    @property
    def has_check(self) -> bool:
        """Whether the task includes the course's final check: it does when it is the whole course."""
        return self.is_whole and bool(self.course.draw)


def tasks_from(assignments: Iterable[Assignment], catalog: Catalog, today: date) -> tuple[Task, ...]:
    """Build tasks from assignments: those for everybody first, then the newest.

    Retired courses and lessons are left out, and so are first checks, of which no result of one person is shown.
    """
    gathered: dict[tuple[str, str], list[Assignment]] = {}
    checked = set()
    for row in sorted(assignments, key=lambda one: one.pk):
        if row.is_first_check:
            checked.add(row.course)
        else:
            gathered.setdefault((row.course, "" if row.for_all else row.key), []).append(row)
    tasks = [
        (rows[-1].pk, _task(rows, catalog.courses[course], today, is_checked=course in checked))
        for (course, _form), rows in gathered.items()
        if course in catalog.courses
    ]
    return tuple(task for _pk, task in sorted(tasks, key=_newest_for_all) if task.lessons)


def _newest_for_all(found: tuple[int, Task]) -> tuple[bool, int]:
    pk, task = found
    return task.assignment is not None, -pk


def _task(rows: list[Assignment], course: Course, today: date, *, is_checked: bool) -> Task:
    first = rows[0]
    passed = [row for row in rows if row.due_on and row.due_on < today]
    due_on = min((row.due_on for row in rows if row.due_on and row.due_on >= today), default=None)
    coming = [row for row in rows if due_on and row.due_on == due_on]
    late = {lesson.slug for lesson in _lessons(passed, course)}
    return Task(
        key=course.slug if first.for_all else f"{course.slug}.{first.pk}",
        course=course,
        lessons=_lessons(rows, course),
        is_whole=any(not row.lesson for row in rows),
        is_first_check_given=is_checked,
        late=frozenset(late),
        late_since=max((row.due_on for row in passed if row.due_on), default=None),
        due_on=due_on,
        coming=frozenset(lesson.slug for lesson in _lessons(coming, course)),
        coming_since=min((row.created_at for row in coming), default=None),
        assignment=None if first.for_all else first.pk,
    )


def _lessons(rows: Iterable[Assignment], course: Course) -> tuple[Lesson, ...]:
    given = {row.lesson for row in rows}
    return tuple(lesson for lesson in course.lessons if "" in given or lesson.slug in given)


def tasks_of(group: Group, catalog: Catalog, today: date) -> tuple[Task, ...]:
    """The tasks of a group that are not withdrawn; one query."""
    return tasks_from(Assignment.objects.standing().filter(group=group), catalog, today)
