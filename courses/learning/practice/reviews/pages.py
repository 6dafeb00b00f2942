"""Puts a review question together: which of its rounds is shown, how far the day is, and where Continue leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from courses.accounts.models import User
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.lessons import Catalog, Lesson, Page, Piece
from courses.catalog.model.questions import SHUFFLES, Question
from courses.learning.course_progress.progress import QuestionState
from courses.learning.lessons.pages import Focus
from courses.learning.lessons.question_view import QuestionBlock, TypedAnswer, question_block
from courses.learning.models import Answer, ReviewCard
from courses.learning.practice.reviews.today import Card, ReviewToday, card_of, cards_of, is_of, round_state, today_of


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the page of one review question shows."""

    lesson: Lesson
    block: QuestionBlock
    form_key: str
    passage: tuple[Piece, ...]  # what stands before it in the lesson: a question may speak of "the table above"

    @property
    def has_errors(self) -> bool:
        return bool(self.block.errors or self.block.note)


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """The round of a question to show, today's review around it."""

    today: ReviewToday
    state: QuestionState

    @property
    def number(self) -> int:
        """Its place in the day: after those done, or the last of them."""
        return max(1, self.today.done + (not self.state.is_resolved))

    @property
    def count(self) -> int:
        return max(self.number, self.today.done + self.today.count)


def address(question: Question | Card, name: str = "question") -> str:
    """The address of a question's review."""
    identity = question.id if isinstance(question, Question) else question.question
    names = {"course": question.course, "lesson": question.lesson, "question": identity}
    return reverse(f"learning:review-{name}", kwargs=names)


def round_to_show(learner: User, question: Question, catalog: Catalog, now: datetime) -> ReviewRound | None:
    """Today's round, or the one just finished; None when the question is not today's. Two queries. Raises NoCard."""
    cards = cards_of(learner)
    card = card_of(question, cards)
    today = today_of(cards, catalog, now)
    answers = Answer.objects.filter(
        learner=learner, course=question.course, lesson=question.lesson, question=question.id,
        occasion=Answer.REVIEW, round__in=(card.rounds, card.rounds + 1),
    ).order_by("id")  # fmt: skip
    return _round(card, question, answers, today)


def _round(card: ReviewCard, question: Question, answers: Iterable[Answer], today: ReviewToday) -> ReviewRound | None:
    if card in today.due:
        return ReviewRound(today, round_state(answers, question, card.rounds + 1))
    finished = round_state(answers, question, card.rounds)
    return ReviewRound(today, finished) if finished.is_resolved else None


def review_page(
    lesson: Lesson, question: Question, shown: ReviewRound, *, visit: Visit, language: str, focus: Focus,
    typed: TypedAnswer | None = None,
) -> ReviewPage:  # fmt: skip
    """Combine a question and its round; asks the database nothing."""
    following = next((card for card in shown.today.due if not is_of(card, question)), None)
    block = question_block(
        question,
        shown.state,
        language=language,
        seed=visit.seed % SHUFFLES,
        occasion=Answer.REVIEW,
        number=shown.number,
        count=shown.count,
        sources=lesson.page(language).sources,
        reopened=focus.part == "form",
        typed=typed,
        focus=focus.part,
        continue_to=address(following) if following else reverse("learning:review"),
    )
    passage = passage_before(lesson.page(language), question.id, lesson_url=block.lesson_url)
    return ReviewPage(lesson, block, visit.new_form_key(), passage)


def passage_before(page: Page, question: str, *, lesson_url: str) -> tuple[Piece, ...]:
    """Text and specimens between the last second-level heading and a question; links lead into the lesson."""
    passage: list[Piece] = []
    for piece in page.pieces:
        if piece.kind == "question" and piece.reference == question:
            break
        if piece.kind == "html":
            _, heading, after = piece.html.rpartition("<h2")
            passage = [] if heading else passage
            passage.append(Piece("html", f"{heading}{after}".replace('href="#', f'href="{lesson_url}#')))
        elif piece.kind in ("specimen", "drawing"):
            passage.append(piece)
    return tuple(passage)
