"""Puts the pages of a sitting together: one question without any marks, and all answers before they are sent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.model.questions import SHUFFLES
from courses.learning.course_progress.progress import UNTOUCHED
from courses.learning.exams.sitting import ItemState, Sitting, SittingItem
from courses.learning.lessons.question_view import QuestionBlock, TypedAnswer, given_words, question_block


@dataclass(frozen=True, slots=True)
class CheckQuestionPage:
    """One question of a sitting, its saved answer chosen, nothing said about right or wrong."""

    sitting: Sitting
    item: SittingItem
    block: QuestionBlock
    note: str  # about a change of the question since it was drawn or answered

    @property
    def previous(self) -> SittingItem | None:
        return self.sitting.before(self.item.place)

    @property
    def following(self) -> SittingItem | None:
        """The next question in order, answered or not, for who leaves this one open."""
        return next((item for item in self.sitting.items if item.place > self.item.place), None)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question on "check your answers"."""

    item: SittingItem
    words: tuple[str, ...]
    note: str


def question_page(
    sitting: Sitting, item: SittingItem, *, language: str, typed: TypedAnswer | None = None, focus: str = ""
) -> CheckQuestionPage:
    """The page of one question; `typed` stands in the fields in place of the saved answer."""
    saved = TypedAnswer(item.question.fields(item.answer.given if item.answer else ""))
    block = question_block(
        item.question,
        UNTOUCHED,
        language=language,
        seed=sitting.attempt.seed % SHUFFLES,
        number=item.number,
        count=len(sitting.items),
        typed=typed or saved,
        focus=focus,
    )
    return CheckQuestionPage(sitting, item, block, "" if typed else change_note(item))


def answer_lines(sitting: Sitting, language: str) -> tuple[AnswerLine, ...]:
    return tuple(AnswerLine(item, _words(item, language), change_note(item)) for item in sitting.items)


def change_note(item: SittingItem) -> str:
    """What a change of the content means for this answer; empty where there was none."""
    if item.state is ItemState.AGAIN:
        return _("This question was changed, and what you chose is no longer offered. Please choose again.")
    if not item.is_reworded:
        return ""
    if item.state is ItemState.OPEN:
        return _("This question was reworded after you began. This is the new text.")
    return _("This question was reworded after you answered it. Your answer counts as it was, unless you change it.")


def _words(item: SittingItem, language: str) -> tuple[str, ...]:
    if item.state is not ItemState.ANSWERED or item.answer is None:
        return ()
    return given_words(item.question, item.answer.given, language)
