"""Reads a learner's paths: the one in force, the one being made, earlier ones, and the state of its questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.learning.course_progress.progress import CourseState
from courses.learning.exams.drawing import DrawnItem
from courses.learning.exams.sitting import SittingItem, item_at
from courses.learning.models import CheckAnswer, LearningPath
from courses.learning.planning.paths.drawing import item_of
from courses.learning.planning.paths.goals import LearningGoal, chosen
from courses.learning.planning.paths.ordering import OrderedPath, ordered

EARLIER = 3  # paths made before that are offered to be taken up again


class OwnPaths:
    """One learner's paths; empty for a visitor."""

    def __init__(self, rows: Sequence[LearningPath] = ()) -> None:
        self._made = [row for row in rows if row.made_at is not None]
        self.open = next((row for row in rows if row.made_at is None), None)

    @property
    def current(self) -> LearningPath | None:
        """The path made or resumed last, also when it was put away."""
        return self._made[0] if self._made else None

    @property
    def in_force(self) -> LearningPath | None:
        return self.current if self.current and self.current.put_away_at is None else None

    @property
    def earlier(self) -> tuple[LearningPath, ...]:
        return tuple(self._made[1 : EARLIER + 1])

    @cached_property
    def goals(self) -> tuple[LearningGoal, ...]:
        """The goals chosen last: shown again to somebody who changes the path."""
        last = self.open or self.current
        return chosen(last.goals) if last else ()

    def order(self, states: Sequence[CourseState]) -> OrderedPath | None:
        """All courses in the order of the path in force; None where there is none."""
        return order_of(self.in_force, states) if self.in_force else None


def own_paths(learner: User | None) -> OwnPaths:
    """All paths of a learner, the last touched first; one query, none for a visitor."""
    return OwnPaths(tuple(learner.paths.order_by("-touched_at", "-pk")) if learner is not None else ())


def order_of(path: LearningPath, states: Sequence[CourseState]) -> OrderedPath:
    return ordered(states, chosen(path.goals), results_of(path))


def results_of(path: LearningPath) -> Mapping[tuple[str, str], Sequence[str]]:
    """How its questions went, by course and lesson."""
    found: dict[tuple[str, str], list[str]] = {}
    for place, row in enumerate(path.drawn, 1):
        item = item_of(row)
        result = path.results.get(str(place))
        if result is not None:
            found.setdefault((item.course, item.drawn.lesson), []).append(result)
    return found


@dataclass(frozen=True, slots=True)
class PathSitting:
    """A path and its questions that are still asked; what left its course left the path."""

    path: LearningPath
    items: tuple[SittingItem, ...]

    @property
    def is_made(self) -> bool:
        return self.path.made_at is not None

    @property
    def answered(self) -> int:
        return sum(item.is_settled for item in self.items)

    @property
    def left_out(self) -> tuple[SittingItem, ...]:
        """Questions without an answer, skipped or never reached."""
        return tuple(item for item in self.items if not item.is_settled)

    def at(self, place: int) -> SittingItem | None:
        return item_at(self.items, place)

    def before(self, place: int) -> SittingItem | None:
        """The question before, to change its answer; once the path is made, only what was left out can be answered."""
        items = self.left_out if self.is_made else self.items
        return next((item for item in reversed(items) if item.place < place), None)

    def after(self, place: int) -> SittingItem | None:
        """Where to go on: the next question without an answer, then those before it that were not passed over."""
        later = [item for item in self.left_out if item.place > place]
        if self.is_made:
            return next(iter(later), None)
        waiting = [item for item in self.left_out if not self.was_passed_over(item) and item.place != place]
        return next((item for item in later if item in waiting), next(iter(waiting), None))

    def was_passed_over(self, item: SittingItem) -> bool:
        return bool(self.path.results.get(str(item.place)) == LearningPath.LEFT_OUT)

    def may_answer(self, item: SittingItem) -> bool:
        return not (self.is_made and item.is_settled)


def path_sitting(path: LearningPath, catalog: Catalog) -> PathSitting:
    """The path against the courses as they are now; no query."""
    items: list[SittingItem] = []
    for place, row in enumerate(path.drawn, 1):
        item = item_of(row)
        course = catalog.courses.get(item.course)
        lesson = course.by_slug.get(item.drawn.lesson) if course else None
        question = lesson.pool.get(item.drawn.question) if lesson else None
        if lesson and question:
            answer = _answer(path, place, item.drawn)
            items.append(SittingItem(place, len(items) + 1, lesson, item.drawn, question, answer))
    return PathSitting(path, tuple(items))


def _answer(path: LearningPath, place: int, drawn: DrawnItem) -> CheckAnswer | None:
    """The answer as a check's would be, kept nowhere."""
    result = path.results.get(str(place))
    if result is None or result == LearningPath.LEFT_OUT:
        return None
    given, version = path.given.get(str(place), ["", drawn.version])
    return CheckAnswer(lesson=drawn.lesson, question=drawn.question, given=given, version=version, result=result)
