"""Puts a step of a lesson, or all of it, together: the rendered text, and each question as this learner sees it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Course, Lesson, Page, PageStep, Piece, StepKind
from courses.catalog.model.questions import SHUFFLES, Question
from courses.learning.course_progress.progress import LessonState
from courses.learning.course_progress.way_on import NextThing
from courses.learning.lessons.addresses import step_url, walked
from courses.learning.lessons.question_view import QuestionBlock, TypedAnswer, question_block
from courses.learning.lessons.walking import go_on_number, minutes_left
from courses.learning.models import Answer


@dataclass(frozen=True, slots=True)
class Focus:
    """The question that the reader comes from, and the element of it that gets focus."""

    question: str = ""
    part: str = ""  # "feedback", "form" or "errors"
    occasion: str = Answer.LESSON


NOWHERE = Focus()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list of steps."""

    number: int
    step: PageStep
    url: str
    is_here: bool
    is_done: bool  # all that it asks has its answer, or its exercise was done; with nothing to do it is never marked

    @property
    def holds(self) -> str:
        """What addresses of the lesson may name in it."""
        return " ".join(sorted(self.step.anchors))


@dataclass(frozen=True, slots=True)
class LessonPage:
    """All that the lesson templates show: one step, or (number 0) the whole lesson."""

    course: Course
    lesson: Lesson
    page: Page
    position: int
    items: tuple["PageItem", ...]
    state: LessonState
    number: int = 0
    again: tuple[QuestionBlock, ...] = ()
    previous: Lesson | None = None
    next: Lesson | None = None
    has_errors: bool = False
    language: str = ""
    way_on: NextThing | None = None  # for whoever has finished the lesson
    is_trying_again: bool = False  # the reader comes from one of the questions that were missed

    @property
    def here(self) -> PageStep:
        return self.page.steps[self.number - 1]

    @property
    def count(self) -> int:
        return len(self.page.steps)

    @property
    def minutes_left(self) -> int:
        return minutes_left(self.lesson, self.number, self.count)

    @property
    def lines(self) -> tuple[StepLine, ...]:
        return tuple(
            StepLine(number, step, walked(number, self.lesson), number == self.number, self._is_done(step))
            for number, step in enumerate(self.page.steps, 1)
        )

    def _is_done(self, step: PageStep) -> bool:
        marked = self._marked(step)
        if not marked:
            is_end_done = step.kind is StepKind.END and self.state.is_complete
            return is_end_done or bool(step.exercises) and self.state.exercises.issuperset(step.exercises)
        return all(self.state.of(asked).is_resolved for asked in marked)

    @property
    def is_open(self) -> bool:
        """Whether a question of this step has no answer yet."""
        return not all(self.state.of(one).is_resolved for one in self._marked(self.here))

    def _marked(self, step: PageStep) -> list[str]:
        """What a step asks, without guesses."""
        return [question.id for question in self.lesson.marked_questions if question.id in step.questions]

    @property
    def back_url(self) -> str:
        return walked(self.number - 1, self.lesson) if self.number > 1 else ""

    @property
    def continue_url(self) -> str:
        return walked(self.number + 1, self.lesson) if self.number < self.count else ""

    @property
    def go_on_at(self) -> StepLine | None:
        """The step offered to somebody who returns to the first one."""
        number = go_on_number(self.state, self.page) if self.number == 1 else 0
        return self.lines[number - 1] if number > 1 else None

    @property
    def next_question_url(self) -> str:
        waiting = self.state.next_question
        return step_url(self.lesson, question=waiting) if waiting else ""

    @property
    def has_numbers(self) -> bool:
        """Whether the text has telephone numbers, so that the note about them is shown once."""
        pieces = self.here.pieces if self.number else self.page.pieces
        return any(piece.kind == "helpline" for piece in pieces)

    @property
    def missed_left(self) -> int:
        return sum(block.phase != "resolved" for block in self.again)

    @property
    def titles(self) -> Mapping[str, str]:
        return {
            "previous": self.previous.page(self.language).title if self.previous else "",
            "next": self.next.page(self.language).title if self.next else "",
        }


@dataclass(frozen=True, slots=True)
class PageItem:
    """A piece of the text; where it is a question, as the reader sees it."""

    piece: Piece
    block: QuestionBlock | None = None


def lesson_page(
    course: Course, lesson: Lesson, *, language: str, state: LessonState, visit: Visit, focus: Focus, reopened: Focus,
    number: int = 0, typed: TypedAnswer | None = None, way_on: NextThing | None = None,
) -> LessonPage:  # fmt: skip
    """Combine a step of a lesson (0: all of it) and a learner's state; asks the database nothing."""
    page = lesson.page(language)
    pieces = page.steps[number - 1].pieces if number else page.pieces
    maker = _BlockMaker(lesson, language, state, visit.seed % SHUFFLES, focus, reopened, typed)
    position = course.lessons.index(lesson)
    return LessonPage(
        course=course,
        lesson=lesson,
        page=page,
        position=position + 1,
        items=tuple(maker.items(pieces)),
        state=state,
        number=number,
        again=tuple(maker.again()) if number in (0, len(page.steps)) else (),
        previous=course.lessons[position - 1] if position else None,
        next=course.lessons[position + 1] if position + 1 < len(course.lessons) else None,
        has_errors=bool(typed and (typed.errors or typed.note)),
        language=language,
        way_on=way_on,
        is_trying_again=Answer.AGAIN in (focus.question and focus.occasion, reopened.question and reopened.occasion),
    )


def what_is_seen(
    state: LessonState, number: int, language: str, visit: Visit, way_on: NextThing | None
) -> Hashable:  # fmt: skip
    """A cache key of everything that a step depends on besides the lesson.

    Readers with equal keys see the same HTML.
    """
    page = state.lesson.page(language)
    is_end = number in (0, len(page.steps))
    asked = page.steps[number - 1].questions if number else tuple(state.lesson.questions)
    again = state.missed if is_end and state.is_complete else ()  # asked once more at the end
    orders = tuple(  # many seeds, few orders
        state.lesson.questions[one].shuffled(visit.seed % SHUFFLES) for one in (*asked, *again)
    )
    if not state.is_started:
        return orders
    done = tuple(question.id for question in state.lesson.marked_questions if state.of(question.id).is_resolved)
    tries = tuple(
        (one, occasion, answer.given, answer.result, state.lesson.questions[one].means(answer.version))
        for occasion, ones in ((Answer.LESSON, asked), (Answer.AGAIN, again))
        for one in ones for answer in state.of(one, occasion).tries
    )  # fmt: skip
    end = (state.right, again, len(state.retired), way_on.key if way_on else ()) if is_end else ()
    exercises = tuple(sorted(state.exercises))
    return (orders, done, tries, exercises, go_on_number(state, page) if number == 1 else 0, end)


@dataclass(frozen=True, slots=True)
class _BlockMaker:
    lesson: Lesson
    language: str
    state: LessonState
    seed: int
    focus: Focus
    reopened: Focus
    typed: TypedAnswer | None

    def items(self, pieces: Iterable[Piece]) -> Iterator[PageItem]:
        marked = [question.id for question in self.lesson.marked_questions]
        for piece in pieces:
            if piece.kind != "question":
                yield PageItem(piece)
                continue
            question = self.lesson.questions[piece.reference]
            number = marked.index(question.id) + 1 if question.id in marked else 0
            yield PageItem(piece, self._block(question, Answer.LESSON, number, len(marked)))

    def again(self) -> Iterator[QuestionBlock]:
        """Missed questions once more, after the lesson is finished, in another order."""
        if not self.state.is_complete:
            return
        missed = self.state.missed
        for number, question in enumerate(missed[1:] + missed[:1], 1):
            yield self._block(self.lesson.questions[question], Answer.AGAIN, number, len(missed))

    def _block(self, question: Question, occasion: str, number: int, count: int) -> QuestionBlock:
        here = self.focus.question == question.id and self.focus.occasion == occasion
        reopened = self.reopened.question == question.id and self.reopened.occasion == occasion
        return question_block(
            question,
            self.state.of(question.id, occasion),
            language=self.language,
            seed=self.seed,
            occasion=occasion,
            number=number,
            count=count,
            sources=self.lesson.page(self.language).sources,
            reopened=reopened,
            typed=self.typed if here else None,
            focus=self.focus.part if here else "",
        )
