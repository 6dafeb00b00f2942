"""Writes of a check: begin, save one answer, send. Each may be repeated; nothing changes after sending."""

from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import ClosedError, NotYoursError
from courses.catalog.model.lessons import Course
from courses.catalog.model.questions import Question
from courses.learning.course_progress.summaries import summarize
from courses.learning.exams.drawing import draw
from courses.learning.exams.passing import has_passed
from courses.learning.exams.sitting import Sitting, drawn_items, sitting_of
from courses.learning.lessons.actions import LockLearner, locked_own, note_activity
from courses.learning.models import CheckAnswer, CheckAttempt
from courses.learning.planning.paths.drawing import asked_in


class NothingToAsk(Exception):
    """No lesson of the course has questions for its check."""


class AlreadySent(ClosedError):
    """The answers were sent: they stay as they are."""


class StillOpen(Exception):
    """Some questions have no answer yet; `sitting` says which."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(f"{len(sitting.unsettled)} without an answer")
        self.sitting = sitting


@transaction.atomic
def start_check(*, learner: LockLearner, course: Course, kind: str, key: str, seed: int, now: datetime) -> CheckAttempt:
    """A new attempt, or the one begun with this key, or the open one. The diagnostic is taken once.

    Raises NothingToAsk.
    """
    person = learner(now)  # its row is locked: two presses at once meet one open attempt
    earlier = list(CheckAttempt.objects.filter(learner=person, course=course.slug).order_by("id"))
    for attempt in earlier:
        is_open_or_only = attempt.sent_at is None or kind == CheckAttempt.DIAGNOSTIC
        if attempt.key == key or (attempt.kind == kind and is_open_or_only):
            return attempt
    elsewhere = asked_in(person.paths.order_by("id"), course.slug)
    met = elsewhere + [one.item for attempt in earlier for one in drawn_items(attempt)]
    of_other_kind = {one.item for attempt in earlier if attempt.kind != kind for one in drawn_items(attempt)}
    drawn = draw(course, seed, met, of_other_kind.union(elsewhere))
    if not drawn:
        raise NothingToAsk
    note_activity(person, now)
    return CheckAttempt.objects.create(
        learner=person, key=key, course=course.slug, course_version=course.version, kind=kind, seed=seed,
        drawn=[one.as_row() for one in drawn], started_at=now,
    )  # fmt: skip


@transaction.atomic
def save_answer(
    *, learner: LockLearner, attempt: int, question: Question, given: str, now: datetime, language: str = ""
) -> CheckAnswer:  # fmt: skip
    """Store the answer to one drawn item; `given` is canonical text, empty for "I don't know".

    `language`: the one in which it was asked. The same answer again changes nothing. Raises NotAChoice, NotYoursError
    or AlreadySent.
    """
    result = question.mark(given).code if given else CheckAnswer.UNKNOWN  # pure; before anything is locked
    person, found = locked_own(CheckAttempt, attempt, learner, now)
    if found.sent_at is not None:
        raise AlreadySent
    if (question.lesson, question.id) not in {one.item for one in drawn_items(found)}:
        raise NotYoursError
    note_activity(person, now)
    if person.is_assisted_at(now) and not found.is_assisted:
        found.is_assisted = True
        found.save(update_fields=["is_assisted"])
    saved, _ = CheckAnswer.objects.update_or_create(
        attempt=found,
        lesson=question.lesson,
        question=question.id,
        defaults={"version": question.version, "given": given, "result": result, "language": language, "at": now},
    )
    return saved


@transaction.atomic
def send_check(*, learner: LockLearner, attempt: int, course: Course, now: datetime) -> CheckAttempt:
    """Close the attempt with its result; sending again changes nothing.

    Answers to items that left the course are removed with them, so that the result is what the rows say.
    Raises NotYoursError or StillOpen.
    """
    person, found = locked_own(CheckAttempt, attempt, learner, now)
    if found.sent_at is not None:
        return found
    sitting = sitting_of(found, course)
    if sitting.unsettled:
        raise StillOpen(sitting)
    counting = [item.answer.pk for item in sitting.items if item.answer]
    found.answers.exclude(pk__in=counting).delete()
    found.asked = len(counting)
    found.right = sum(item.answer.result == CheckAnswer.RIGHT for item in sitting.items if item.answer)
    found.passed = found.kind == CheckAttempt.FINAL and has_passed(course, found.right, found.asked)
    found.sent_at = now
    found.save(update_fields=["asked", "right", "passed", "sent_at"])
    summarize(person.pk, found.course)
    note_activity(person, now)
    return found
