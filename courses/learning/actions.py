"""Writes of a learner's record: atomic, repeatable with the same key, never silent when refused."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Coalesce

from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.learning.models import Answer, LessonProgress
from courses.learning.progress import state_of
from courses.learning.reviews.cards import after_lesson
from courses.learning.summaries import summarize, summarize_touch

LockLearner = Callable[[datetime], User]  # locks, or makes, the learner inside the answer's own transaction


class KeyAlreadyUsed(Exception):
    """This form was sent before with another choice; `answer` is what was recorded then."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.key)
        self.answer = answer


class AlreadyResolved(Exception):
    """The question has its answer: nothing more is recorded."""


def record_answer(
    *, learner: LockLearner, lesson: Lesson, question: Question, occasion: str, given: str, key: str, now: datetime
) -> Answer:
    """Mark and keep one try; the same key again returns the first result. `given` is a canonical answer.

    Raises NotAChoice, KeyAlreadyUsed or AlreadyResolved; then nothing is written.
    """
    result = question.mark(given).code  # pure; done before anything is locked
    return _write(learner, lesson, question, occasion, given, result, key, now)


def show_answer(
    *, learner: LockLearner, lesson: Lesson, question: Question, occasion: str, key: str, now: datetime
) -> Answer:
    """Keep that the answer was shown on request; the same key again changes nothing."""
    return _write(learner, lesson, question, occasion, "", Answer.SHOWN, key, now)


@transaction.atomic
def finish_lesson(*, learner: LockLearner, lesson: Lesson, now: datetime) -> None:
    """Complete a lesson that has no questions; repeatable."""
    _touch(learner(now), lesson, now, is_complete=not lesson.marked_questions)


@transaction.atomic
def _write(
    learner: LockLearner, lesson: Lesson, question: Question, occasion: str, given: str, result: str, key: str,
    now: datetime,
) -> Answer:  # fmt: skip
    person = learner(now)  # its row is locked: one answer of a learner at a time
    place = Q(course=lesson.course, lesson=lesson.slug)
    rows = list(Answer.objects.filter(Q(key=key) | place, learner=person).order_by("id"))
    repeated = next((row for row in rows if row.key == key), None)
    if repeated is not None:
        return same_answer(repeated, question, given, result)
    if state_of(lesson, rows).of(question.id, occasion).is_resolved:
        raise AlreadyResolved
    answer = Answer.objects.create(
        learner=person, key=key, course=lesson.course, lesson=lesson.slug, question=question.id,
        version=question.version, occasion=occasion, given=given, result=result, at=now,
    )  # fmt: skip
    state = state_of(lesson, [*rows, answer])
    _touch(person, lesson, now, is_complete=state.is_complete, is_stuck=state.is_stuck)
    if occasion == Answer.LESSON and state.of(question.id).is_resolved:
        was_reviewed = any((row.question, row.occasion) == (question.id, Answer.REVIEW) for row in rows)
        after_lesson(person, question, state.of(question.id), now, was_reviewed=was_reviewed)
    return answer


def same_answer(answer: Answer, question: Question, given: str, result: str) -> Answer:
    """The answer kept under a key, when the form that comes again says the same; else raises KeyAlreadyUsed."""
    asked_to_show = result == Answer.SHOWN
    if (answer.question, answer.given, answer.result == Answer.SHOWN) != (question.id, given, asked_to_show):
        raise KeyAlreadyUsed(answer)
    return answer


def _touch(learner: User, lesson: Lesson, now: datetime, *, is_complete: bool, is_stuck: bool = False) -> None:
    """Note that the lesson was worked on; when it was finished, and when first stuck, is set once and stays."""
    mine = LessonProgress.objects.filter(learner=learner, course=lesson.course, lesson=lesson.slug)
    facts = [name for name, is_so in (("completed_at", is_complete), ("stuck_at", is_stuck)) if is_so]
    once = {name: Coalesce(name, Value(now, output_field=DateTimeField())) for name in facts}
    is_new = not mine.update(touched_at=now, **once)
    if is_new:
        LessonProgress.objects.create(
            learner=learner, course=lesson.course, lesson=lesson.slug, opened_at=now, touched_at=now,
            **dict.fromkeys(facts, now),
        )  # fmt: skip
    if is_new or facts or not summarize_touch(learner.pk, lesson.course, now):
        summarize(learner.pk, lesson.course)
    note_activity(learner, now)


def note_activity(learner: User, now: datetime) -> None:
    """Keep the day on which a learner last did something; her record is kept for so long after it."""
    if learner.last_active_on != now.date():
        User.objects.filter(pk=learner.pk).update(last_active_on=now.date())
