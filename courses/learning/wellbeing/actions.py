"""Writes of questionnaires: keep one, remove one. Each may be repeated."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.learning.lessons.actions import LockLearner, note_activity
from courses.learning.models import WellbeingResult
from courses.learning.wellbeing.forms import FilledQuestionnaire


@transaction.atomic
def keep_result(*, learner: LockLearner, filled: FilledQuestionnaire, key: str, now: datetime) -> WellbeingResult:
    """Keep a questionnaire with its score; the same key again returns the first one as it is."""
    person = learner(now)  # its row is locked: two presses at once keep one result
    earlier = WellbeingResult.objects.filter(learner=person, key=key).first()
    if earlier is not None:
        return earlier
    note_activity(person, now)
    return WellbeingResult.objects.create(
        learner=person, key=key, occasion=filled.occasion, age=filled.age, mode=filled.mode,
        answers=list(filled.answers), score=filled.score, at=now,
    )  # fmt: skip


def remove_result(*, learner: User, result: int) -> None:
    """Remove one of the learner's own results; one that is gone already, or another person's, changes nothing."""
    WellbeingResult.objects.filter(learner=learner, pk=result).delete()
