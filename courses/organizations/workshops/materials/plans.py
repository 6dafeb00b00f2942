"""What a workshop page holds besides the session plan: the answer key and the blank worksheet of a lesson."""

from dataclasses import dataclass

from courses.catalog.model.lessons import Lesson, Piece
from courses.catalog.model.questions import Question
from courses.catalog.model.schema import WorksheetItem
from courses.learning.lessons.question_view import right_words


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item of a worksheet: a question, an exercise to fill in, or lines to write on."""

    item: WorksheetItem
    question: Question | None = None
    exercise: Piece | None = None

    @property
    def lines(self) -> range:
        return range(self.item.lines or 0)


def answer_key(lesson: Lesson, language: str) -> list[tuple[Question, tuple[str, ...]]]:
    return [(question, right_words(question, language)) for question in lesson.marked_questions]


def worksheet_of(lesson: Lesson) -> tuple[SheetItem, ...]:
    """The items of the lesson's worksheet; a question that the lesson no longer has is left out."""
    items = []
    for item in lesson.guide.worksheet:
        question = lesson.questions.get(item.question) if item.question else None
        if item.question and question is None:
            continue
        exercise = Piece("exercise", reference=item.exercise.value) if item.exercise else None
        items.append(SheetItem(item, question, exercise))
    return tuple(items)
