"""What one person has learned, in every table of learning; private texts hold canaries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.accounts.models import User
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.published.library import catalog
from courses.learning.exams.actions import start_check
from courses.learning.models import (
    Answer,
    CheckAnswer,
    CheckAttempt,
    ExerciseOutcome,
    LearningPath,
    LearningRecord,
    LessonProgress,
    ReminderSent,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from courses.learning.planning.paths.actions import start_path
from courses.learning.sharing.certificates.codes import new_code
from literacy.demo.learner import right_answer
from tests.security.cast.canaries import canary

GONE = "no-longer-there"  # a lesson or question that the course had once: its rows are kept and shown nowhere


@dataclass(frozen=True, slots=True)
class Learned:
    """What addresses name: attempts open and sent, an exercise, a record with its code, a questionnaire, a path that is
    being made and one that was."""

    attempt: int
    sent: int
    outcome: int
    record: int
    record_code: str
    result: int
    path: int
    made_path: int


def learn(person: User, whose: str, course: Course, lesson: Lesson, now: datetime) -> Learned:
    at = now - timedelta(days=2)
    _answers(person, whose, lesson, at)
    _plans(person, whose, lesson, at)
    sent = CheckAttempt.objects.create(
        learner=person, key=canary("key", whose), course=course.slug, course_version=course.version, kind="final",
        seed=1, drawn=[], started_at=at, sent_at=at, right=9, asked=10, passed=True,
    )  # fmt: skip
    attempt = start_check(
        learner=lambda _now: person, course=course, kind="final", key=f"open-{whose}", seed=7, now=now
    )  # fmt: skip
    CheckAnswer.objects.create(
        attempt=attempt, lesson=GONE, question=GONE, version="1", given=canary("check", whose), result="wrong", at=at
    )
    outcome = ExerciseOutcome.objects.create(
        learner=person, key=canary("key", whose), kind="spot-ad", course=lesson.course, lesson=lesson.slug,
        right=1, asked=1, judged={GONE: "caught"}, at=at,
    )  # fmt: skip
    record = LearningRecord.objects.create(
        learner=person, key=f"record-{whose}", code=new_code(), course=course.slug, course_version=course.version,
        right=9, asked=10, passed_on=at.date(), name=canary("record", whose), shows_name=False, issued_at=at,
    )  # fmt: skip
    result = WellbeingResult.objects.create(
        learner=person, key=canary("key", whose), occasion="before", age="18-61", mode="self",
        answers=[2] * 10, score=50, at=at,
    )  # fmt: skip
    paths = _paths(person, whose, now)
    return Learned(attempt.pk, sent.pk, outcome.pk, record.pk, record.code, result.pk, *paths)


def _paths(person: User, whose: str, now: datetime) -> tuple[int, int]:
    at = now - timedelta(days=2)
    made = LearningPath.objects.create(
        learner=person, key=canary("key", whose), goals=["late", canary("goal", whose)], seed=1,
        drawn=[[GONE, GONE, GONE, GONE, "1"]], given={"1": [canary("given", whose), "1"]}, results={"1": "wrong"},
        begun_at=at, touched_at=at, made_at=at,
    )  # fmt: skip
    being_made = start_path(
        learner=lambda _now: person, catalog=catalog(), goals=["month"], asks=True, key=f"path-{whose}", seed=7, now=now
    )  # fmt: skip
    return being_made.pk, made.pk


def _answers(person: User, whose: str, lesson: Lesson, at: datetime) -> None:
    LessonProgress.objects.create(
        learner=person, course=lesson.course, lesson=lesson.slug, opened_at=at, touched_at=at, completed_at=at
    )
    place = {"learner": person, "course": lesson.course, "at": at, "occasion": "lesson"}
    first = lesson.marked_questions[0]
    Answer.objects.create(
        **place, lesson=lesson.slug, key=f"first-{whose}", question=first.id, version=first.version,
        given=right_answer(first), result="right",
    )  # fmt: skip
    Answer.objects.create(
        **place, lesson=GONE, key=f"second-{whose}", question=GONE, version="1", given=canary("given", whose),
        result="wrong",
    )  # fmt: skip


def _plans(person: User, whose: str, lesson: Lesson, at: datetime) -> None:
    """What shall come back to the learner: a card due today, a thing to do, a mail about it."""
    for question in (lesson.marked_questions[0].id, GONE):
        ReviewCard.objects.create(
            learner=person, course=lesson.course, lesson=lesson.slug, question=question,
            state={"note": canary("card", whose)}, due_at=at, reviewed_at=at,
        )  # fmt: skip
    steps = {"learner": person, "course": lesson.course, "choice": "will", "chosen_at": at - timedelta(days=6)}
    StepChoice.objects.create(**steps, lesson=lesson.slug, action=lesson.action.id)
    StepChoice.objects.create(**steps, lesson=GONE, action=canary("step", whose))
    ReminderSent.objects.create(learner=person, day=at.date(), about=canary("sent", whose), sent_at=at)
