"""What one learner has to review today: at most ten questions in all, oldest first, and when the next ones come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.accounts.models import User
from courses.accounts.prepared import Prepared
from courses.catalog.model.lessons import SECONDS_A_QUESTION, Catalog
from courses.catalog.model.questions import Question
from courses.learning.course_progress.progress import QuestionState, start_of
from courses.learning.models import Answer, ReviewCard

MOST_A_DAY = 10


def _day_words(day: date, today: date) -> str:
    """Tomorrow, a weekday of the next days, or a date."""
    if day - today == timedelta(days=1):
        return _("tomorrow")
    return date_format(day, "l" if day - today < timedelta(days=7) else "DATE_FORMAT")


class NoCard(Exception):
    """This learner has not answered the question in a lesson, so there is nothing to review."""


class CardDay(NamedTuple):
    """The fields of a ReviewCard that say when it is due; most pages need no more of a learner's hundreds of cards."""

    course: str
    lesson: str
    question: str
    due_at: datetime
    is_done_today: bool


Card = ReviewCard | CardDay


@dataclass(frozen=True, slots=True)
class ReviewToday:
    """`due` are the cards still to review today, in the order they are asked; `done` were reviewed today."""

    due: tuple[Card, ...] = ()
    done: int = 0
    next_on: date | None = None
    next_count: int = 0
    ready: frozenset[tuple[str, str]] = frozenset()  # lessons with a due question: (course, lesson)
    today: date | None = None

    @property
    def count(self) -> int:
        return len(self.due)

    @property
    def most(self) -> int:
        return MOST_A_DAY

    @property
    def minutes(self) -> int:
        return ceil(self.count * SECONDS_A_QUESTION / 60)

    @property
    def next_line(self) -> str:
        """When the next ones come, in words; a backlog never reads more than 10+."""
        if self.next_on is None or self.today is None:
            return ""
        count = f"{MOST_A_DAY}+" if self.next_count > MOST_A_DAY else str(self.next_count)
        line = ngettext("Next: %(day)s (%(count)s question).", "Next: %(day)s (%(count)s questions).", self.next_count)
        return line % {"day": _day_words(self.next_on, self.today), "count": count}

    def ready_in(self, course: str) -> frozenset[str]:
        """The lessons of a course that have a due question."""
        return frozenset(lesson for where, lesson in self.ready if where == course)


def question_of(card: Card, catalog: Catalog) -> Question | None:
    """The question of a card as it stands now; None when it, its lesson or its course was retired."""
    course = catalog.courses.get(card.course)
    lesson = course.by_slug.get(card.lesson) if course else None
    question = lesson.questions.get(card.question) if lesson else None
    return question if question is not None and question.is_marked else None


def review_today(learner: User | None, catalog: Catalog, now: datetime) -> ReviewToday:
    """Today's review of one learner, and when the next ones come: one query, none for a visitor."""
    return _read(_cards_by_day, learner, catalog, now)


def due_today(learner: User | None, catalog: Catalog, now: datetime) -> ReviewToday:
    """As `review_today` without the next ones, for pages that only link there: it reads no card of a later day.

    Somebody who has done all courses has hundreds of those, a third of the time of such a page.
    """
    read = _read(_cards_by_day_until_today, learner, catalog, now)
    return replace(read, next_on=None, next_count=0)  # what was read of later days is not all of them


def _read(cards_by_day: Prepared[Any], learner: User | None, catalog: Catalog, now: datetime) -> ReviewToday:
    if learner is None:
        return ReviewToday()
    cards = [CardDay(*row) for row in cards_by_day(learner.pk, *_bounds(now))]
    return _today(cards, sum(card.is_done_today for card in cards), catalog, now)


def _in_order(learner: User | int) -> QuerySet[ReviewCard]:
    """By day, and within a day as they were made."""
    return ReviewCard.objects.filter(learner=learner).order_by("due_at", "pk")


def _met_between(begins: datetime, ends: datetime) -> Q:
    """The cards of a round that was finished on a day."""
    return Q(rounds__gt=0, reviewed_at__gte=begins, reviewed_at__lt=ends)


def _days_of(cards: QuerySet[ReviewCard], begins: datetime, ends: datetime) -> QuerySet[ReviewCard, Any]:
    """The cards as CardDay holds them."""
    is_done = ExpressionWrapper(_met_between(begins, ends), BooleanField())
    return cards.values_list("course", "lesson", "question", "due_at", is_done)


_cards_by_day = Prepared(
    ReviewCard, lambda learner, begins, ends: _days_of(_in_order(learner), begins, ends), int, datetime, datetime
)
_cards_by_day_until_today = Prepared(
    ReviewCard,
    lambda learner, begins, ends: _days_of(
        _in_order(learner).filter(Q(due_at__lt=ends) | _met_between(begins, ends)), begins, ends
    ),
    int, datetime, datetime,
)  # fmt: skip


def cards_of(learner: User) -> tuple[ReviewCard, ...]:
    """A learner's cards in the order they are asked; one query."""
    return tuple(_in_order(learner))


def card_of(question: Question, cards: Iterable[ReviewCard]) -> ReviewCard:
    """The card of a question among a learner's. Raises NoCard."""
    found = next((card for card in cards if is_of(card, question)), None)
    if found is None:
        raise NoCard
    return found


def is_of(card: Card, question: Question) -> bool:
    return (card.course, card.lesson, card.question) == (question.course, question.lesson, question.id)


def today_of(cards: Sequence[ReviewCard], catalog: Catalog, now: datetime) -> ReviewToday:
    """Today's review among a learner's cards, as cards_of orders them."""
    begins, ends = _bounds(now)
    return _today(cards, sum(card.rounds > 0 and begins <= card.reviewed_at < ends for card in cards), catalog, now)


def _bounds(now: datetime) -> tuple[datetime, datetime]:
    """The first moment of today and of tomorrow."""
    today = timezone.localdate(now)
    return start_of(today), start_of(today + timedelta(days=1))


def _today(cards: Iterable[Card], done: int, catalog: Catalog, now: datetime) -> ReviewToday:
    today, ends = timezone.localdate(now), _bounds(now)[1]
    standing = [card for card in cards if question_of(card, catalog) is not None]
    due = [card for card in standing if card.due_at < ends]
    offered = due[: max(MOST_A_DAY - done, 0)]
    left = len(due) - len(offered)
    next_on, next_count = _next_day(standing[len(due) :], today + timedelta(days=1), left)
    return ReviewToday(
        due=tuple(offered),
        done=done,
        next_on=next_on,
        next_count=next_count,
        ready=frozenset((card.course, card.lesson) for card in due),
        today=today,
    )


def _next_day(later: Sequence[Card], tomorrow: date, left: int) -> tuple[date | None, int]:
    """The next day with something to review, and how much: `left` is what today has no room for."""
    if not later and not left:
        return None, 0
    day = tomorrow if left else timezone.localdate(later[0].due_at)
    ends = start_of(day + timedelta(days=1))
    return day, left + sum(card.due_at < ends for card in later)


def round_state(answers: Iterable[Answer], question: Question, number: int) -> QuestionState:
    """The tries of one round; tries at another meaning do not count, the question is asked anew."""
    return QuestionState(
        tuple(answer for answer in answers if answer.round == number and question.means(answer.version))
    )


def days_this_week(learner: User | None, now: datetime) -> int:
    """On how many days since Monday something was answered; one query, none for a visitor."""
    if learner is None:
        return 0
    today = timezone.localdate(now)
    monday = start_of(today - timedelta(days=today.weekday()))
    answered = Answer.objects.filter(learner=learner, at__gte=monday, at__lt=start_of(today + timedelta(days=1)))
    return int(answered.aggregate(days=Count(TruncDate("at"), distinct=True))["days"])
