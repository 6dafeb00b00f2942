"""What the end of a course shows: results before and after, the sentences to keep, one thing to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext as _

from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Catalog, Lesson
from courses.learning.course_progress.progress import CourseState, LessonStatus
from courses.learning.exams.overview import CheckOverview
from courses.learning.exams.results import Gain, result_of
from courses.learning.models import CheckAttempt, LearningRecord

WIDTH, GAP, HEIGHT, ROW = 360, 4, 22, 62  # of a drawing of bars: a line of words above each row of boxes


@dataclass(frozen=True, slots=True)
class BarBox:
    """One question as a box of the bar."""

    x: str
    y: int
    width: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class ResultBar:
    """One check as a row of boxes, one a question."""

    name: str
    says: str
    right: int
    asked: int
    row: int
    is_after: bool

    @property
    def text_y(self) -> int:
        return self.row * ROW + 18

    @property
    def boxes(self) -> Iterator[BarBox]:
        width = (WIDTH - GAP * (self.asked - 1)) / self.asked
        for place in range(self.asked):
            x = f"{place * (width + GAP):.1f}"
            yield BarBox(x, self.row * ROW + 26, f"{width:.1f}", place < self.right)


@dataclass(frozen=True, slots=True)
class Bars:
    """Checks drawn under one another; the numbers stand beside each row."""

    rows: tuple[ResultBar, ...]

    @property
    def height(self) -> int:
        return (len(self.rows) - 1) * ROW + 26 + HEIGHT + 2

    @property
    def in_words(self) -> str:
        return _("; ").join(f"{bar.name}{_(': ')}{bar.says}" for bar in self.rows)


def bars_of(gain: Gain | None, best: CheckAttempt | None) -> Bars | None:
    """Before and after by the same slots; without a check before, the best final check alone."""
    if gain is not None:
        pair = ((_("Before the course"), gain.before), (_("After the course"), gain.after))
        rows = tuple(_bar(name, right, gain.count, row) for row, (name, right) in enumerate(pair))
        return Bars(rows)
    if best is not None and best.asked:
        return Bars((_bar(_("Final check"), best.right or 0, best.asked, 0, is_after=True),))
    return None


def _bar(name: str, right: int, asked: int, row: int, *, is_after: bool | None = None) -> ResultBar:
    says = _("%(right)s of %(asked)s right") % {"right": right, "asked": asked}
    return ResultBar(name, says, right, asked, row, is_after=row > 0 if is_after is None else is_after)


@dataclass(frozen=True, slots=True)
class CourseEnd:
    """A course whose lessons are done and whose check, where it has one, is passed."""

    bars: Bars | None
    to_do: Lesson  # whose thing to do closes the course
    record: LearningRecord | None
    may_have_record: bool


def course_end(
    learner: User | None, state: CourseState, checks: CheckOverview, catalog: Catalog, language: str
) -> CourseEnd | None:
    """None while something of the course is left; else at most four queries."""
    is_passed = not checks.length or bool(checks.best and checks.best.passed)
    if learner is None or state.status is not LessonStatus.COMPLETED or not is_passed:
        return None
    best = checks.best
    gain = result_of(learner, best, catalog, language).gain if best and checks.diagnostic else None
    records = learner.records.filter(course=state.course.slug, revoked_at=None).order_by("-pk")
    return CourseEnd(bars_of(gain, best), state.course.lessons[-1], records.first(), best is not None)


def safe_end(
    visit: Visit, state: CourseState, checks: CheckOverview, catalog: Catalog, language: str
) -> CourseEnd | None:
    """As course_end; when storage is away the page is shown without it, and says so."""
    try:
        return course_end(visit.learner, state, checks, catalog, language)
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return None
