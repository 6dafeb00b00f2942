"""Puts the pages of a path together: one of its questions, and the path with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from courses.catalog.model.questions import SHUFFLES
from courses.learning.course_progress.progress import UNTOUCHED, CourseState
from courses.learning.course_progress.way_on import NextThing
from courses.learning.exams.pages import change_note
from courses.learning.exams.sitting import SittingItem
from courses.learning.lessons.question_view import QuestionBlock, TypedAnswer, question_block
from courses.learning.models import LearningPath
from courses.learning.planning.paths.goals import LearningGoal, chosen
from courses.learning.planning.paths.ordering import OrderedPath
from courses.learning.planning.paths.own import OwnPaths, PathSitting, order_of


@dataclass(frozen=True, slots=True)
class PathQuestionPage:
    """One question of a path, its answer chosen, nothing said about right or wrong."""

    sitting: PathSitting
    item: SittingItem
    block: QuestionBlock
    note: str

    @property
    def previous(self) -> SittingItem | None:
        return self.sitting.before(self.item.place)


def question_page(
    sitting: PathSitting, item: SittingItem, *, language: str, typed: TypedAnswer | None = None, focus: str = ""
) -> PathQuestionPage:
    """The page of one question; `typed` stands in the fields in place of the kept answer."""
    kept = TypedAnswer(item.question.fields(item.answer.given if item.answer else ""))
    block = question_block(
        item.question, UNTOUCHED, language=language, seed=sitting.path.seed % SHUFFLES, number=item.number,
        count=len(sitting.items), typed=typed or kept, focus=focus,
    )  # fmt: skip
    return PathQuestionPage(sitting, item, block, "" if typed else change_note(item))


def address(name: str, path: LearningPath, **more: int) -> str:
    return reverse(f"learning:path-{name}", kwargs={"path": path.pk, **more})


def next_address(sitting: PathSitting, place: int = 0) -> str:
    """Where to go on from a place: the next question, else the path."""
    following = sitting.after(place)
    return address("question", sitting.path, place=following.place) if following else reverse("learning:path")


@dataclass(frozen=True, slots=True)
class PathPage:
    """The path that was made last, whether it is followed or was put away."""

    path: LearningPath
    order: OrderedPath
    goals: tuple[LearningGoal, ...]
    sitting: PathSitting
    earlier: tuple[tuple[LearningPath, tuple[LearningGoal, ...]], ...]
    way_on: NextThing | None  # while it is followed, and not at its end

    @property
    def is_put_away(self) -> bool:
        return self.path.put_away_at is not None

    @property
    def help(self) -> tuple[LearningGoal, ...]:
        """What cannot wait for a course."""
        return tuple(goal for goal in self.goals if goal.help)

    @property
    def left_out_address(self) -> str:
        """The first question that can still be answered."""
        item = next(iter(self.sitting.left_out), None)
        return address("question", self.path, place=item.place) if item else ""


def path_page(
    paths: OwnPaths, current: LearningPath, sitting: PathSitting, states: Sequence[CourseState],
    way_on: NextThing | None,
) -> PathPage:  # fmt: skip
    earlier = tuple((row, chosen(row.goals)) for row in paths.earlier)
    return PathPage(current, order_of(current, states), chosen(current.goals), sitting, earlier, way_on)
