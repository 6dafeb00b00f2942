"""One line of a plan, and how lines are spread over a term and moved; pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.learning.exams.passing import length_of
from courses.organizations.assigning.actions import Wanted

FIRST_CHECK = "first-check"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A whole course, one lesson of it, or its first check."""

    course: str
    lesson: str = ""
    is_first_check: bool = False
    due_on: date | None = None
    note: str = ""

    @classmethod
    def of_row(cls, row: Sequence[str]) -> "PlanLine":
        """The line from its stored form, an entry of `Plan.lines`."""
        course, lesson, check, day, *note = row  # plans made before lines had notes have none
        return cls(course, lesson, bool(check), date.fromisoformat(day) if day else None, "".join(note))

    def as_row(self) -> list[str]:
        check = FIRST_CHECK if self.is_first_check else ""
        return [self.course, self.lesson, check, self.due_on.isoformat() if self.due_on else "", self.note]

    @property
    def choice(self) -> str:
        """The value of this line in a list to choose from."""
        return f"{self.course}/{FIRST_CHECK if self.is_first_check else self.lesson}"

    def wanted(self, catalog: Catalog) -> Wanted | None:
        """The Wanted of this line for a whole group; None when its content was retired."""
        course = catalog.courses.get(self.course)
        if course is None or (self.lesson and self.lesson not in course.by_slug):
            return None
        lessons = (self.lesson,) if self.lesson else ()
        return Wanted(
            course, lessons, None, self.due_on, has_first_check=self.is_first_check, is_only_check=self.is_first_check
        )


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its course and lesson. `lesson` is None for the whole course and for its first check."""

    line: PlanLine
    course: Course
    lesson: Lesson | None


def shown_lines(lines: Iterable[PlanLine], catalog: Catalog) -> tuple[ShownLine, ...]:
    """The lines with their courses and lessons; those retired since are left out."""
    known = [(line, line.wanted(catalog)) for line in lines]
    return tuple(
        ShownLine(line, wanted.course, wanted.course.by_slug[line.lesson] if line.lesson else None)
        for line, wanted in known
        if wanted
    )


def by_day(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Sort lines by due day; those without one last."""
    return tuple(sorted(lines, key=lambda line: line.due_on or date.max))


def moved(lines: Iterable[PlanLine], by: timedelta) -> tuple[PlanLine, ...]:
    return tuple(replace(line, due_on=line.due_on + by) if line.due_on else line for line in lines)


def spread(
    courses: Iterable[Course], *, by_lesson: bool, has_first_check: bool, starts_on: date, every: timedelta | None
) -> tuple[PlanLine, ...]:
    """Return lines with due days, one `every` so many days after the first day; without `every`, none has a due day.

    A first check is due with the line after it.
    """
    steps = [step for course in courses for step in _steps(course, by_lesson=by_lesson)]
    lines: list[PlanLine] = []
    for number, step in enumerate(steps, start=1):
        due_on = starts_on + number * every if every else None
        is_first = step.course not in {line.course for line in lines}
        if has_first_check and is_first and step.has_check:
            lines.append(PlanLine(step.course, is_first_check=True, due_on=due_on))
        lines.append(PlanLine(step.course, step.lesson, due_on=due_on))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Step:
    course: str
    lesson: str
    has_check: bool


def _steps(course: Course, *, by_lesson: bool) -> Iterator[_Step]:
    for lesson in (one.slug for one in course.lessons) if by_lesson else ("",):
        yield _Step(course.slug, lesson, bool(length_of(course)))
