"""Writes of an assisted sitting: begin and end. Each may be repeated."""

from datetime import datetime, timedelta

from django.db import transaction

from courses.accounts.models import User
from courses.learning.lessons.actions import LockLearner

SITTING = timedelta(hours=3)  # nobody's answers are marked for longer because ending it was forgotten


def locked(learner: User) -> LockLearner:
    """Return a function that locks and returns `learner`.

    For actions that a facilitator starts instead of the learner.
    """
    return lambda _now: User.objects.select_for_update().get(pk=learner.pk)


@transaction.atomic
def begin_assistance(*, learner: LockLearner, now: datetime) -> User:
    """From now on, and for three hours at most, answers of this learner are marked as given with help."""
    return _set(learner(now), now + SITTING)


@transaction.atomic
def end_assistance(*, learner: LockLearner, now: datetime) -> User:
    """Mark answers from now on as the learner's alone; those given with help stay marked."""
    return _set(learner(now), None)


def _set(person: User, until: datetime | None) -> User:
    person.assisted_until = until
    person.save(update_fields=["assisted_until"])
    return person
