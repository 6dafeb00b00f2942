"""Writes that an exercise was done, takes it back, and keeps it after all. Each may be repeated."""

from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import UNDO_WINDOW, NotYoursError
from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.exercises.results.outcome import Outcome
from courses.learning.course_progress.summaries import summarize
from courses.learning.lessons.actions import LockLearner, note_activity, touch
from courses.learning.models import Answer, ExerciseOutcome, LessonProgress


@transaction.atomic
def record_outcome(*, learner: LockLearner, outcome: Outcome, key: str, now: datetime) -> ExerciseOutcome:
    """Keep that an exercise was done; the same key again returns what was kept, and keeps it if it was taken back.

    A lesson has begun with it. It finishes none: what finishes a lesson are its questions.
    """
    person = learner(now)  # its row is locked: two presses at once make one row
    kept = ExerciseOutcome.objects.filter(learner=person, key=key).first()
    if kept is not None:
        return _kept_again(person, kept, now)
    lesson, score = outcome.lesson, outcome.score
    row = ExerciseOutcome.objects.create(
        learner=person, key=key, kind=outcome.kind, at=now,
        course=lesson.course if lesson else "", lesson=lesson.slug if lesson else "",
        right=score.right if score else None, asked=score.asked if score else None,
        judged=dict(score.judged) if score else {}, is_assisted=person.is_assisted_at(now),
    )  # fmt: skip
    _begin(person, row, now)
    return row


@transaction.atomic
def take_back(*, learner: LockLearner, outcome: int, now: datetime) -> ExerciseOutcome:
    """Take an outcome back, so that it counts nowhere; the first time this was done stays. Raises NotYoursError."""
    person, row = _lock(learner, outcome, now)
    if row.taken_back_at is None:
        row.taken_back_at = now
        row.save(update_fields=["taken_back_at"])
        _begin_no_more(person, row)
        note_activity(person, now)
    return row


@transaction.atomic
def keep_again(*, learner: LockLearner, outcome: int, now: datetime) -> ExerciseOutcome:
    """Undo `take_back`: the outcome counts again, with its original date. Raises NotYoursError."""
    person, row = _lock(learner, outcome, now)
    return _kept_again(person, row, now)


def forget_taken_back(now: datetime) -> None:
    """Erase what was taken back so long ago that it is not kept any more."""
    ExerciseOutcome.objects.filter(taken_back_at__lt=now - UNDO_WINDOW).delete()


def _lock(learner: LockLearner, outcome: int, now: datetime) -> tuple[User, ExerciseOutcome]:
    person = learner(now)
    row = ExerciseOutcome.objects.filter(learner=person, pk=outcome).first()
    if row is None:
        raise NotYoursError
    return person, row


def _kept_again(person: User, row: ExerciseOutcome, now: datetime) -> ExerciseOutcome:
    if row.taken_back_at is not None:
        row.taken_back_at = None
        row.save(update_fields=["taken_back_at"])
        _begin(person, row, now)
    return row


def _begin(person: User, row: ExerciseOutcome, now: datetime) -> None:
    """The lesson in which it stands has begun; there may be none, or none any more."""
    try:
        touch(person, catalog().lesson(row.course, row.lesson), now, is_complete=False)
    except KeyError:
        note_activity(person, now)


def _begin_no_more(person: User, row: ExerciseOutcome) -> None:
    """A lesson in which nothing else was done has not begun."""
    here = {"learner": person, "course": row.course, "lesson": row.lesson}
    if Answer.objects.filter(**here).exists() or ExerciseOutcome.objects.kept().filter(**here).exists():
        return
    if LessonProgress.objects.filter(**here, completed_at=None).delete()[0]:
        summarize(person.pk, row.course)
