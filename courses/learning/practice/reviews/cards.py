"""Updates the review schedule of a question that was just resolved; called inside the answer's transaction."""

from datetime import datetime

from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.model.questions import Question
from courses.learning.course_progress import statements
from courses.learning.course_progress.progress import QuestionState, start_of
from courses.learning.models import ReviewCard
from courses.learning.practice.reviews.schedule import Scheduled, first_schedule, next_schedule, rating_of


def after_lesson(
    learner: User, question: Question, state: QuestionState, now: datetime, *, was_reviewed: bool = True
) -> None:
    """Make or move the card of a question that was just resolved in its lesson.

    What was never reviewed needs no looking: one statement makes its card, or begins its schedule again.
    """
    place = {"learner": learner, "course": question.course, "lesson": question.lesson, "question": question.id}
    card = ReviewCard.objects.filter(**place).first() if was_reviewed else None
    if card is not None:
        _move(card, state, now)
        card.save(update_fields=["state", "due_at", "reviewed_at"])
        return
    card = ReviewCard(**place, reviewed_at=now)
    _put(card, first_schedule(rating_of(state), timezone.localdate(now)))
    statements.upsert(card, unique=list(place), replace=["state", "due_at", "reviewed_at"])


def after_round(card: ReviewCard, state: QuestionState, now: datetime) -> None:
    """Reschedule the card of a question that was just resolved in review, and count one more round."""
    _move(card, state, now)
    card.rounds += 1
    card.save(update_fields=["state", "due_at", "reviewed_at", "rounds"])


def _move(card: ReviewCard, state: QuestionState, now: datetime) -> None:
    card.reviewed_at = now
    _put(card, next_schedule(card.state, rating_of(state), timezone.localdate(now)))


def _put(card: ReviewCard, scheduled: Scheduled) -> None:
    card.state = dict(scheduled.state)
    card.due_at = start_of(scheduled.due_on)
