"""When a question comes back: pure functions around fsrs, at the granularity of days. No clock, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler

from courses.learning.course_progress.progress import QuestionState

MOST_DAYS = 180  # a guest's record is erased after so long without a visit, so nothing may wait longer
SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),  # no steps of minutes: what was learned today is first asked on a later day
    relearning_steps=(timedelta(days=1),),
    maximum_interval=MOST_DAYS,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The day on which a question is due, and the card of fsrs as its own dictionary."""

    due_on: date
    state: Mapping[str, Any]


def rating_of(state: QuestionState) -> Rating:
    """The rating passed to fsrs, derived from how a question was resolved: learners do not rate themselves."""
    if state.is_right_at_first_try:
        return Rating.Good
    return Rating.Hard if state.is_right else Rating.Again


def first_schedule(rating: Rating, day: date) -> Scheduled:
    """The schedule of a question that was resolved for the first time."""
    return _schedule(Card(card_id=0, due=_noon(day)), rating, day)


def next_schedule(state: Mapping[str, Any], rating: Rating, day: date) -> Scheduled:
    """The schedule after another round: wrong, tomorrow; right at once, later than last time; else not later."""
    try:
        card = Card.from_dict(dict(state))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):  # written by another version of fsrs: begin anew rather than fail
        return first_schedule(rating, day)
    return _schedule(card, rating, day)


def _schedule(card: Card, rating: Rating, day: date) -> Scheduled:
    waited = (card.due - card.last_review).days if card.last_review else None
    after, _ = SCHEDULER.review_card(card, rating, _noon(day))
    days = _days((after.due - _noon(day)).days, rating, waited)
    after.due = _noon(day + timedelta(days=days))
    return Scheduled(after.due.date(), after.to_dict())


def _days(proposed: int, rating: Rating, waited: int | None) -> int:
    """The days that fsrs proposes, held to what the site says about them."""
    if rating is Rating.Again:
        return 1
    if waited is None:
        return proposed
    if rating is Rating.Hard:
        return min(proposed, waited)
    return min(max(proposed, waited + 1), MOST_DAYS)


def _noon(day: date) -> datetime:
    """The day as fsrs wants it: it counts spans of 24 hours, and between two noons there are only whole days."""
    return datetime.combine(day, time(12), tzinfo=UTC)
