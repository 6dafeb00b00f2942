"""Writes about action steps: taking up, answering, what was in the way, mail. Each one may be repeated."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.learning.lessons.actions import LockLearner, note_activity
from courses.learning.models import StepChoice
from courses.learning.planning.steps.asking import FIRST, NOT_YET, is_settled, last_answer, may_answer
from courses.learning.planning.steps.stopping import OTHERS

BEGUN_ANEW = {"after_7": "", "after_7_at": None, "after_30": "", "after_30_at": None, "reason": ""}


class NotTakenUp(Exception):
    """The learner has not said that they would do this."""


class NotAsked(Exception):
    """This question is not asked now."""


class NoAddress(Exception):
    """There is no e-mail address to write to."""


@transaction.atomic
def choose(*, learner: LockLearner, lesson: Lesson, choice: str, now: datetime) -> StepChoice:
    """Take a lesson's action up, or decline it; the same choice again changes nothing.

    The last press counts. Taking up what was given up, or another action than before, begins anew.
    """
    person = learner(now)  # its row is locked: two presses at once make one row
    row = StepChoice.objects.filter(learner=person, course=lesson.course, lesson=lesson.slug).first()
    is_other = row is None or row.action != lesson.action.id
    if row is not None and not is_other and _stays(row, choice):
        return row
    row = row or StepChoice(learner=person, course=lesson.course, lesson=lesson.slug)
    anew = BEGUN_ANEW if is_other or choice == StepChoice.WILL else {}
    mail = {} if choice == StepChoice.WILL else {"wants_mail": False}
    _save(row, person, now, action=lesson.action.id, choice=choice, chosen_at=now, **anew, **mail)
    return row


def _stays(row: StepChoice, choice: str) -> bool:
    """Whether `choice` changes nothing: the learner already means to do it, or has already given it up."""
    given_up = is_settled(row) and last_answer(row) != "done"
    return row.choice == choice and (choice != StepChoice.WILL or not given_up)


@transaction.atomic
def answer_question(
    *, learner: LockLearner, lesson: Lesson, days: int, answer: str, now: datetime
) -> StepChoice:  # fmt: skip
    """Store the learner's answer after 7 or 30 days; it can be changed later. Raises NotTakenUp or NotAsked."""
    person = learner(now)
    row = _taken_up(person, lesson)
    if not may_answer(row, days, timezone.localdate(now)):
        raise NotAsked
    name = "after_7" if days == FIRST else "after_30"
    if getattr(row, name) != answer:
        _save(row, person, now, **{name: answer, f"{name}_at": now, "reason": ""})
    return row


@transaction.atomic
def give_reason(*, learner: LockLearner, lesson: Lesson, reason: str, now: datetime) -> StepChoice:
    """Keep what was in the way, after "not yet". Raises NotTakenUp or NotAsked."""
    person = learner(now)
    row = _taken_up(person, lesson)
    if last_answer(row) != NOT_YET:
        raise NotAsked
    if row.reason != reason:
        _save(row, person, now, reason=reason)
    return row


@transaction.atomic
def want_mail(*, learner: LockLearner, lesson: Lesson, is_wanted: bool, now: datetime) -> StepChoice:
    """Turn the reminder by e-mail on or off for one step. Raises NotTakenUp or NoAddress."""
    person = learner(now)
    row = _taken_up(person, lesson)
    if is_wanted and not person.email:
        raise NoAddress
    if row.wants_mail != is_wanted:
        _save(row, person, now, wants_mail=is_wanted)
    return row


@transaction.atomic
def stop_mail(*, learner: int, now: datetime) -> None:
    """Turn all reminders of one learner off, of every kind; safe to repeat, and for nobody it does nothing."""
    person = User.objects.select_for_update().filter(pk=learner).first()
    if person is not None:
        StepChoice.objects.filter(learner=person, wants_mail=True).update(wants_mail=False)
        for other in OTHERS:
            other.end(person, now)


def _taken_up(person: User, lesson: Lesson) -> StepChoice:
    here = {"course": lesson.course, "lesson": lesson.slug, "action": lesson.action.id}
    row = StepChoice.objects.filter(learner=person, choice=StepChoice.WILL, **here).first()
    if row is None:
        raise NotTakenUp
    return row


def _save(row: StepChoice, person: User, now: datetime, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    note_activity(person, now)
