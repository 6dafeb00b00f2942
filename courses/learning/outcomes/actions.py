"""Writes that an exercise was done."""

from datetime import datetime

from django.db import transaction

from courses.exercises.outcome import Outcome
from courses.learning.actions import LockLearner, note_activity, touch
from courses.learning.models import ExerciseOutcome


@transaction.atomic
def record_outcome(*, learner: LockLearner, outcome: Outcome, key: str, now: datetime) -> ExerciseOutcome:
    """Keep that an exercise was done; the same key again changes nothing and returns what was kept.

    A lesson has begun with it. It finishes none: what finishes a lesson are its questions.
    """
    person = learner(now)  # its row is locked: two presses at once make one row
    kept = ExerciseOutcome.objects.filter(learner=person, key=key).first()
    if kept is not None:
        return kept
    lesson, score = outcome.lesson, outcome.score
    row = ExerciseOutcome.objects.create(
        learner=person, key=key, kind=outcome.kind, at=now,
        course=lesson.course if lesson else "", lesson=lesson.slug if lesson else "",
        right=score.right if score else None, asked=score.asked if score else None,
        judged=dict(score.judged) if score else {},
    )  # fmt: skip
    if lesson is not None:
        touch(person, lesson, now, is_complete=False)
    else:
        note_activity(person, now)
    return row
