"""Writes of a learner's answers: atomic, repeatable with the same key; a refusal raises an error."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, Q

from courses.accounts.http.refusals import NotYoursError
from courses.accounts.models import User
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.learning.course_progress import statements
from courses.learning.course_progress.progress import state_of
from courses.learning.course_progress.summaries import summarize, summarize_touch
from courses.learning.models import Answer, LessonProgress
from courses.learning.practice.reviews.cards import after_lesson

LockLearner = Callable[[datetime], User]  # locks, or makes, the learner inside the answer's own transaction
Own = TypeVar("Own", bound=Model)  # a row with a `learner`


class KeyAlreadyUsed(Exception):
    """This form was sent before with another choice; `answer` is what was recorded then."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.key)
        self.answer = answer


class AlreadyResolved(Exception):
    """The question has its answer: nothing more is recorded."""


def record_answer(
    *, learner: LockLearner, lesson: Lesson, question: Question, occasion: str, given: str, key: str, now: datetime,
    known: User | None = None, language: str = "",
) -> Answer:  # fmt: skip
    """Mark and keep one try; the same key again returns the first result. `given` is a canonical answer.

    `known` is whom `learner` will most probably lock, looked up already: what they did is then read before the lock.
    `language` is the one in which it was asked.
    Raises NotAChoice, KeyAlreadyUsed or AlreadyResolved; then nothing is written.
    """
    answer = Answer(
        key=key, course=lesson.course, lesson=lesson.slug, question=question.id, version=question.version,
        occasion=occasion, given=given, result=question.mark(given).code, language=language, at=now,
    )  # fmt: skip
    return _write(learner, known, lesson, question, answer)


def show_answer(
    *, learner: LockLearner, lesson: Lesson, question: Question, occasion: str, key: str, now: datetime,
    known: User | None = None, language: str = "",
) -> Answer:  # fmt: skip
    """Store that the answer was shown on request; the same key again changes nothing."""
    answer = Answer(
        key=key, course=lesson.course, lesson=lesson.slug, question=question.id, version=question.version,
        occasion=occasion, result=Answer.SHOWN, language=language, at=now,
    )  # fmt: skip
    return _write(learner, known, lesson, question, answer)


@transaction.atomic
def finish_lesson(*, learner: LockLearner, lesson: Lesson, now: datetime) -> None:
    """Complete a lesson that has no questions; repeatable."""
    touch(learner(now), lesson, now, is_complete=not lesson.marked_questions)


def _write(
    learner: LockLearner, known: User | None, lesson: Lesson, question: Question, answer: Answer
) -> Answer:  # fmt: skip
    """One transaction, and in it no more than has to be: other answers wait for it. What it depends on is read before,
    and inside only looked at again, by the numbers of the rows, which never change."""
    key, now = answer.key, answer.at
    before = _Before(lesson, question, key, known)
    if (repeated := before.same(answer)) is not None:
        return repeated
    with transaction.atomic():
        person = learner(now)  # its row is locked: one answer of a learner at a time
        if not before.holds_for(person):
            before = _Before(lesson, question, key, person)
            if (repeated := before.same(answer)) is not None:
                return repeated
        answer.learner, answer.is_assisted = person, person.is_assisted_at(now)
        statements.insert(answer)
        _follow(person, before, answer, now)
    return answer


class _Before:
    """What a learner did in a lesson before this answer."""

    def __init__(self, lesson: Lesson, question: Question, key: str, person: User | None) -> None:
        self.lesson, self.question, self.key = lesson, question, key
        place = Q(course=lesson.course, lesson=lesson.slug)
        found = Answer.objects.filter(Q(key=key) | place, learner=person).order_by("id")
        self.rows = list(found) if person else []
        self._person = person

    def same(self, answer: Answer) -> Answer | None:
        """The answer that was kept under this key. Raises KeyAlreadyUsed and AlreadyResolved."""
        repeated = next((row for row in self.rows if row.key == self.key), None)
        if repeated is not None:
            return same_answer(repeated, self.question, answer.given, answer.result)
        if state_of(self.lesson, self.rows).of(self.question.id, answer.occasion).is_resolved:
            raise AlreadyResolved
        return None

    def holds_for(self, person: User) -> bool:
        """Whether that is still all, now that nobody else can add to it."""
        if self._person is not None and self._person.pk != person.pk:
            return False
        asked = (person.pk, self.key, self.lesson.course, self.lesson.slug)
        with connection.cursor() as cursor:
            cursor.execute(NUMBERS_OF_ANSWERS, asked)
            return [number for (number,) in cursor.fetchall()] == [row.pk for row in self.rows]


NUMBERS_OF_ANSWERS = """
    SELECT id FROM learning_answer WHERE learner_id = %s AND (key = %s OR (course = %s AND lesson = %s)) ORDER BY id
"""


def _follow(person: User, before: _Before, answer: Answer, now: datetime) -> None:
    """What follows from an answer just kept: how far the lesson is, and when the question comes back."""
    question, state = before.question, state_of(before.lesson, [*before.rows, answer])
    touch(person, before.lesson, now, is_complete=state.is_complete, is_stuck=state.is_stuck)
    if answer.occasion == Answer.LESSON and state.of(question.id).is_resolved:
        was_reviewed = any((row.question, row.occasion) == (question.id, Answer.REVIEW) for row in before.rows)
        after_lesson(person, question, state.of(question.id), now, was_reviewed=was_reviewed)


def same_answer(answer: Answer, question: Question, given: str, result: str) -> Answer:
    """The answer stored under a key, when the repeated form has the same content; else raises KeyAlreadyUsed."""
    asked_to_show = result == Answer.SHOWN
    if (answer.question, answer.given, answer.result == Answer.SHOWN) != (question.id, given, asked_to_show):
        raise KeyAlreadyUsed(answer)
    return answer


def touch(learner: User, lesson: Lesson, now: datetime, *, is_complete: bool, is_stuck: bool = False) -> None:
    """Store that the lesson was worked on; the times of finishing and of first being stuck are set once."""
    facts = [name for name, is_so in (("completed_at", is_complete), ("stuck_at", is_stuck)) if is_so]
    if facts or not summarize_touch(learner.pk, lesson.course, lesson.slug, now):
        row = LessonProgress(
            learner=learner, course=lesson.course, lesson=lesson.slug, opened_at=now, touched_at=now,
            **dict.fromkeys(facts, now),
        )  # fmt: skip
        statements.upsert(row, unique=("learner", "course", "lesson"), replace=["touched_at"], once=facts)
        summarize(learner.pk, lesson.course)
    note_activity(learner, now)


def locked_own(rows: type[Own], pk: int, learner: LockLearner, now: datetime) -> tuple[User, Own]:
    """Lock the learner and then their row until the transaction ends. Raises NotYoursError."""
    person = learner(now)
    found = rows._default_manager.select_for_update().filter(pk=pk, learner=person).first()
    if found is None:
        raise NotYoursError
    return person, found


def note_activity(learner: User, now: datetime) -> None:
    """Store the day on which a learner was last active; retention is counted from it."""
    if learner.last_active_on != now.date():
        User.objects.filter(pk=learner.pk).update(last_active_on=now.date())
