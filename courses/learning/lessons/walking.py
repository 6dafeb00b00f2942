"""A learner's position in the steps of a lesson: derived from their answers, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson, Page, PageStep
from courses.learning.course_progress.progress import LessonState, lesson_state
from courses.learning.lessons.addresses import number_of
from courses.learning.models import Answer

FIRST_KEYS = ("step",)  # what the buttons of the lesson's thing to do come back with


@dataclass(frozen=True, slots=True)
class WalkPlace:
    """The step to continue with, and what is left from there."""

    number: int
    count: int
    step: PageStep
    minutes_left: int

    @property
    def steps_done(self) -> int:
        return self.number - 1


def minutes_left(lesson: Lesson, number: int, count: int) -> int:
    """Minutes from the beginning of a step to the lesson's end, rounded up; none are left at the end itself."""
    left = count - number if number else count - 1
    return -(-lesson.minutes * left // max(count - 1, 1))


def go_on_number(state: LessonState, page: Page) -> int:
    """The step to go on with: that of a question begun, else the one after the last thing done; 0 before anything.

    Steps that hold nothing but an exercise that was done are behind the learner, too.
    """
    number = _number_after_answers(state, page) if state.is_started else 0
    while number and _is_done_exercise(state, page.steps[number - 1]):
        number += 1
    return number


def _is_done_exercise(state: LessonState, step: PageStep) -> bool:
    return bool(step.exercises) and not step.questions and state.exercises.issuperset(step.exercises)


def _number_after_answers(state: LessonState, page: Page) -> int:
    waiting = state.next_question
    if waiting is None:
        return len(page.steps)
    if state.of(waiting).tries:
        return number_of(page, f"q-{waiting}")
    order = [question.id for question in state.lesson.marked_questions]
    before, asked_at = order[: order.index(waiting)], number_of(page, f"q-{waiting}")
    if before:
        return number_of(page, f"q-{before[-1]}") + 1
    return min([asked_at, *(page.step_with_exercise(kind) + 1 for kind in state.exercises)])


def place_of(learner: User | None, lesson: Lesson, language: str) -> WalkPlace:
    """Where a learner goes on in a lesson they have begun; one query, none for a visitor."""
    page = lesson.page(language)
    number = max(go_on_number(lesson_state(learner, lesson), page), 1)
    return WalkPlace(number, len(page.steps), page.steps[number - 1], minutes_left(lesson, number, len(page.steps)))


def number_asked_for(page: Page, *, question: str, occasion: str, query: Mapping[str, str]) -> int:
    """The step that a query means, wherever it stands; 0 where it means none, or nothing that is known."""
    if question:
        is_again = occasion == Answer.AGAIN and number_of(page, f"q-{question}")
        return len(page.steps) if is_again else number_of(page, f"q-{question}")
    return len(page.steps) if any(name in query for name in FIRST_KEYS) else 0
