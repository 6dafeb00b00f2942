"""Writes of a review: the try, and once it resolves the question its new day, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from courses.catalog.model.lessons import Catalog
from courses.catalog.model.questions import Question
from courses.learning.lessons.actions import LockLearner, note_activity, same_answer
from courses.learning.models import Answer
from courses.learning.practice.reviews.cards import after_round
from courses.learning.practice.reviews.today import card_of, cards_of, round_state, today_of


class NotToday(Exception):
    """This question is not among today's of this learner: not due, reviewed already, or over the day's ten."""


def record_review(
    *, learner: LockLearner, catalog: Catalog, question: Question, given: str, key: str, now: datetime,
    language: str = "",
) -> Answer:  # fmt: skip
    """Mark and keep one try of today's review; the same key again returns the first result.

    Raises NotAChoice, KeyAlreadyUsed, NoCard or NotToday; then nothing is written.
    """
    result = question.mark(given).code
    return _write(learner, catalog, question, given, result, key, now, language)


def show_review_answer(
    *, learner: LockLearner, catalog: Catalog, question: Question, key: str, now: datetime, language: str = ""
) -> Answer:
    """Keep that the answer was shown on request; the same key again changes nothing."""
    return _write(learner, catalog, question, "", Answer.SHOWN, key, now, language)


@transaction.atomic
def _write(
    learner: LockLearner, catalog: Catalog, question: Question, given: str, result: str, key: str, now: datetime,
    language: str,
) -> Answer:  # fmt: skip
    person = learner(now)  # its row is locked: one answer of a learner at a time
    place = {"course": question.course, "lesson": question.lesson, "question": question.id}
    rows = Answer.objects.filter(Q(key=key) | Q(occasion=Answer.REVIEW, **place), learner=person).order_by("id")
    tries = list(rows)
    repeated = next((row for row in tries if row.key == key), None)
    if repeated is not None:
        return same_answer(repeated, question, given, result)
    cards = cards_of(person)
    card = card_of(question, cards)
    if card not in today_of(cards, catalog, now).due:
        raise NotToday
    answer = Answer.objects.create(
        learner=person, key=key, **place, version=question.version, occasion=Answer.REVIEW, round=card.rounds + 1,
        given=given, result=result, language=language, is_assisted=person.is_assisted_at(now), at=now,
    )  # fmt: skip
    state = round_state([*tries, answer], question, card.rounds + 1)
    if state.is_resolved:
        after_round(card, state, now)
    note_activity(person, now)
    return answer
