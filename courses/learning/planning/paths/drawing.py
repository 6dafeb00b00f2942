"""Draws the few questions before a path from the pools of the courses' checks: pure, the same for the same seed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from courses.catalog.model.lessons import Course
from courses.learning.course_progress.progress import CourseState, LessonStatus
from courses.learning.exams.drawing import DrawnItem, Item, draw
from courses.learning.models import LearningPath
from courses.learning.planning.paths.goals import LearningGoal
from courses.learning.planning.paths.ordering import ordered

MOST, MOST_OF_A_COURSE = 12, 2


@dataclass(frozen=True, slots=True)
class PathItem:
    """One question of a path: a drawn item, and the course it is from."""

    course: str
    drawn: DrawnItem

    def as_row(self) -> list[str]:
        """As LearningPath.drawn keeps it; `item_of` reads it back."""
        return [self.course, *self.drawn.as_row()]


def item_of(row: Sequence[str]) -> PathItem:
    course, *drawn = row
    return PathItem(course, DrawnItem(*drawn))


def asked_in(paths: Iterable[LearningPath], course: str = "") -> list[Item]:
    """The items of these paths, oldest first; of one course where it is named."""
    items = (item_of(row) for path in paths for row in path.drawn)
    return [item.drawn.item for item in items if course in ("", item.course)]


def draw_path(
    states: Sequence[CourseState], goals: Sequence[LearningGoal], seed: int, met: Sequence[Item] = ()
) -> tuple[PathItem, ...]:
    """One or two questions of every course that is not finished, at most twelve in all; what matters most is asked
    about first, so that whoever skips the rest has said that. Finished lessons are not asked about; items not met
    before come first."""
    asked = [one for one in ordered(states, goals, {}).courses if not one.is_done][:MOST]
    each = min(MOST_OF_A_COURSE, MOST // max(1, len(asked)))
    return tuple(item for one in asked for item in _of_course(one.state, goals, each, seed, met))


def _of_course(
    state: CourseState, goals: Sequence[LearningGoal], count: int, seed: int, met: Sequence[Item]
) -> Iterator[PathItem]:  # fmt: skip
    course = state.course
    lessons = {
        line.slug: line.lesson for line in state.lines if line.lesson and line.status is not LessonStatus.COMPLETED
    }
    wanted = [lesson for slug, lesson in lessons.items() if slug in _named(course, goals) and course.draw.get(slug)]
    shown = wanted if len(wanted) >= count else lessons.values()
    part = replace(course, lessons=tuple(shown), items=count)
    yield from (PathItem(course.slug, drawn) for drawn in draw(part, seed, met))


def _named(course: Course, goals: Sequence[LearningGoal]) -> Collection[str]:
    """Its lessons that answer to what was said."""
    return {slug for goal in goals for slug in dict(goal.leads).get(course.slug, ())}
