"""One attempt matched with the current content: its questions as worded now, their answers, and what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courses.accounts.models import User
from courses.catalog.model.asking import NotAChoice
from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.catalog.model.questions import Question
from courses.learning.exams.drawing import DrawnItem
from courses.learning.models import CheckAnswer, CheckAttempt


class ItemState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    UNKNOWN = "unknown"  # "I don't know" is an answer too
    AGAIN = "again"  # what was chosen is no longer offered


@dataclass(frozen=True, slots=True)
class SittingItem:
    """A drawn item that the course still has. `place` is its place in the draw, `number` its place among those left."""

    place: int
    number: int
    lesson: Lesson
    drawn: DrawnItem
    question: Question
    answer: CheckAnswer | None = None

    @property
    def state(self) -> ItemState:
        if self.answer is None:
            return ItemState.OPEN
        if self.answer.result == CheckAnswer.UNKNOWN:
            return ItemState.UNKNOWN
        return ItemState.ANSWERED if is_offered(self.question, self.answer.given) else ItemState.AGAIN

    @property
    def is_settled(self) -> bool:
        return self.state in (ItemState.ANSWERED, ItemState.UNKNOWN)

    @property
    def is_reworded(self) -> bool:
        """Whether the question means something else than when it was drawn or, later, answered."""
        seen = self.answer.version if self.answer else self.drawn.version
        return not self.question.means(seen)


def item_at(items: Iterable[SittingItem], place: int) -> SittingItem | None:
    return next((item for item in items if item.place == place), None)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt and its items; items that left the course are left out."""

    attempt: CheckAttempt
    course: Course
    items: tuple[SittingItem, ...]

    @property
    def is_diagnostic(self) -> bool:
        return self.attempt.kind == CheckAttempt.DIAGNOSTIC

    @property
    def is_sent(self) -> bool:
        return self.attempt.sent_at is not None

    @property
    def removed(self) -> int:
        return len(self.attempt.drawn) - len(self.items)

    @property
    def unsettled(self) -> tuple[SittingItem, ...]:
        return tuple(item for item in self.items if not item.is_settled)

    @property
    def settled(self) -> int:
        return len(self.items) - len(self.unsettled)

    def at(self, place: int) -> SittingItem | None:
        return item_at(self.items, place)

    def before(self, place: int) -> SittingItem | None:
        return next((item for item in reversed(self.items) if item.place < place), None)

    def after(self, place: int) -> SittingItem | None:
        """Where to go on from `place`: the next item without an answer, else the first other one, else None."""
        left = [item for item in self.unsettled if item.place != place]
        return next((item for item in left if item.place > place), left[0] if left else None)


def is_offered(question: Question, given: str) -> bool:
    """Whether an answer can still be given to the question as it is now."""
    try:
        question.mark(given)
    except NotAChoice:
        return False
    return True


def open_sitting(learner: User | None, catalog: Catalog, course: str, attempt: int) -> Sitting | None:
    """The learner's own attempt in a published course; two queries, none for a visitor."""
    if learner is None or course not in catalog.courses:
        return None
    found = learner.check_attempts.filter(pk=attempt, course=course).first()
    return sitting_of(found, catalog.courses[course]) if found else None


def sitting_of(attempt: CheckAttempt, course: Course) -> Sitting:
    """The attempt against the course as it is now; one query."""
    answers = {(answer.lesson, answer.question): answer for answer in attempt.answers.all()}
    return Sitting(attempt, course, _items(attempt, course, answers))


def _items(
    attempt: CheckAttempt, course: Course, answers: Mapping[tuple[str, str], CheckAnswer]
) -> tuple[SittingItem, ...]:
    items: list[SittingItem] = []
    for place, drawn in enumerate(drawn_items(attempt), 1):
        lesson = course.by_slug.get(drawn.lesson)
        question = lesson.pool.get(drawn.question) if lesson else None
        if lesson and question:
            answer = answers.get(drawn.item)
            items.append(SittingItem(place, len(items) + 1, lesson, drawn, question, answer))
    return tuple(items)


def drawn_items(attempt: CheckAttempt) -> Sequence[DrawnItem]:
    return [DrawnItem(*row) for row in attempt.drawn]
