"""Puts a lesson page together: the rendered text, and each question as this learner sees it."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from courses.accounts.visits import Visit
from courses.catalog.model.lessons import Course, Lesson, Page, Piece
from courses.catalog.model.questions import SHUFFLES, Question
from courses.learning.blocks import QuestionBlock, Typed, question_block
from courses.learning.models import Answer
from courses.learning.progress import LessonState
from courses.learning.way_on import NextThing


@dataclass(frozen=True, slots=True)
class Focus:
    """Which question the reader comes from, and what of it takes focus."""

    question: str = ""
    part: str = ""  # "feedback", "form" or "errors"
    occasion: str = Answer.LESSON


@dataclass(frozen=True, slots=True)
class LessonPage:
    """All that the lesson template shows."""

    course: Course
    lesson: Lesson
    page: Page
    position: int
    items: tuple["PageItem", ...]
    state: LessonState
    again: tuple[QuestionBlock, ...] = ()
    previous: Lesson | None = None
    next: Lesson | None = None
    has_errors: bool = False
    language: str = ""
    way_on: NextThing | None = None  # for whoever has finished the lesson
    is_trying_again: bool = False  # the reader comes from one of the questions that were missed

    @property
    def has_numbers(self) -> bool:
        """Whether telephone numbers stand in the text: what holds for all of them is said once."""
        return any(piece.kind == "helpline" for piece in self.page.pieces)

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
    """A piece of the text. Where it is a question: `block` makes it as the reader sees it, from nothing but the
    question and `depends_on`; None when nobody else can see it so, because the reader comes from it just now."""

    piece: Piece
    question: Question | None = None
    block: Callable[[], QuestionBlock] | None = None
    depends_on: tuple[Hashable, ...] | None = None


def lesson_page(
    course: Course, lesson: Lesson, *, language: str, state: LessonState, visit: Visit, focus: Focus, reopened: Focus,
    typed: Typed | None = None, way_on: NextThing | None = None,
) -> LessonPage:  # fmt: skip
    """Combine a lesson and a learner's state; asks the database nothing. Blocks are made when asked for."""
    maker = _BlockMaker(lesson, language, state, visit.seed % SHUFFLES, focus, reopened, typed)
    position = course.lessons.index(lesson)
    return LessonPage(
        course=course,
        lesson=lesson,
        page=lesson.page(language),
        position=position + 1,
        items=tuple(maker.items()),
        state=state,
        again=tuple(maker.again()),
        previous=course.lessons[position - 1] if position else None,
        next=course.lessons[position + 1] if position + 1 < len(course.lessons) else None,
        has_errors=bool(typed and (typed.errors or typed.note)),
        language=language,
        way_on=way_on,
        is_trying_again=Answer.AGAIN in (focus.question and focus.occasion, reopened.question and reopened.occasion),
    )


@dataclass(frozen=True, slots=True)
class _BlockMaker:
    lesson: Lesson
    language: str
    state: LessonState
    seed: int
    focus: Focus
    reopened: Focus
    typed: Typed | None

    def items(self) -> Iterator[PageItem]:
        marked = [question.id for question in self.lesson.marked_questions]
        for piece in self.lesson.page(self.language).pieces:
            if piece.kind != "question":
                yield PageItem(piece)
                continue
            question = self.lesson.questions[piece.reference]
            number = marked.index(question.id) + 1 if question.id in marked else 0
            block = partial(self._block, question, Answer.LESSON, number, len(marked))
            is_left = self.focus.question == question.id
            depends_on = None if is_left else self._depends_on(question, number, len(marked))
            yield PageItem(piece, question, block, depends_on)

    def _depends_on(self, question: Question, number: int, count: int) -> tuple[Hashable, ...]:
        """All that a question's block is made from, besides the question itself."""
        tries = tuple(
            (answer.given, answer.result, question.means(answer.version)) for answer in self.state.of(question.id).tries
        )
        return (self.language, self.seed, number, count, tries, self._continue_to(question.id, Answer.LESSON))

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
            continue_to=self._continue_to(question.id, occasion),
        )

    def _continue_to(self, question: str, occasion: str) -> str:
        """The next unresolved question after this one, else the end of the lesson."""
        order = [one.id for one in self.lesson.marked_questions]
        if occasion == Answer.AGAIN or question not in order:
            return "#lesson-end"
        after = order[order.index(question) + 1 :] + order[: order.index(question)]
        following = next((one for one in after if not self.state.of(one).is_resolved), None)
        return f"#q-{following}" if following else "#lesson-end"
