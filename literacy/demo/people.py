"""Who is in the demo's group, how each of them learns, and the rows that come of it: made by the learners' actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.accounts.models import User
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import Question
from courses.learning.course_progress.progress import TRIES
from courses.learning.exams.actions import save_answer, send_check, start_check
from courses.learning.exams.sitting import sitting_of
from courses.learning.lessons import actions
from courses.learning.lessons.actions import LockLearner
from courses.learning.models import Answer, CheckAttempt, StepChoice
from courses.learning.planning.steps.actions import answer_question, choose
from courses.learning.planning.steps.asking import DONE, FIRST, NOT_YET
from courses.learning.wellbeing.actions import keep_result
from courses.learning.wellbeing.forms import FilledQuestionnaire
from courses.learning.wellbeing.scale import scale
from literacy.demo.learner import right_answer, wrong_answer

DIFFICULTIES = (3, 7, 5)  # of the questions in turn: whoever has less skill is wrong at the first try
EVENING = timedelta(minutes=2)  # between two answers


@dataclass(frozen=True, slots=True)
class Pupil:
    """`done` lessons are finished, one each second day until `idle` days ago. `before` and `after`: right in the
    checks. `wellbeing`: what every item of the questionnaire was worth before and after learning."""

    nickname: str
    skill: int
    done: int
    idle: int = 1
    is_stuck: bool = False
    before: int | None = None
    after: int | None = None
    wellbeing: tuple[int, int] | None = None


PUPILS = (
    Pupil("陈姐", skill=8, done=99, idle=2, before=6, after=10, wellbeing=(2, 3)),
    Pupil("老周", skill=5, done=99, idle=3, before=3, after=10, wellbeing=(1, 2)),
    Pupil("阿梅", skill=6, done=99, idle=2, before=4, after=11, wellbeing=(2, 2)),
    Pupil("李想", skill=9, done=99, idle=4, before=5, after=12, wellbeing=(1, 3)),
    Pupil("小何", skill=4, done=99, idle=5, before=2, after=6, wellbeing=(1, 1)),
    Pupil("刘师傅", skill=2, done=1, is_stuck=True, before=2),
    Pupil("王阿姨", skill=6, done=1, idle=18, before=4),
    Pupil("阿勇", skill=7, done=3, idle=2),
    Pupil("小满", skill=5, done=0),
    Pupil("小赵", skill=6, done=2),
    Pupil("孙大爷", skill=4, done=1, idle=20),
    Pupil("小雪", skill=6, done=0),
)


def learn(pupil: Pupil, learner: User, course: Course, *, now: datetime) -> None:
    """Store everything this person has done in the course until `now`."""
    lock: LockLearner = lambda _now: learner  # noqa: E731 - an action wants a way to lock; nobody else is here
    lessons = course.lessons[: pupil.done]
    begun = now - timedelta(days=pupil.idle + 2 * len(lessons))
    if pupil.before is not None:
        sit(course, CheckAttempt.DIAGNOSTIC, pupil.before, lock, begun)
    if pupil.wellbeing:
        _fill_in("before", pupil.wellbeing[0], lock, begun)
    for number, lesson in enumerate(lessons, 1):
        _take(lesson, pupil.skill, lock, begun + timedelta(days=2 * number))
    if lessons:
        _mean_to_do(lessons[0], pupil.skill, lock, begun + timedelta(days=2, hours=1), now)
    if pupil.is_stuck and len(course.lessons) > len(lessons):
        _get_stuck(course.lessons[len(lessons)], lock, now - timedelta(days=pupil.idle))
    if pupil.after is not None:
        sit(course, CheckAttempt.FINAL, pupil.after, lock, now - timedelta(hours=30))
    if pupil.wellbeing:
        _fill_in("after", pupil.wellbeing[1], lock, now - timedelta(hours=29))


def _mean_to_do(lesson: Lesson, skill: int, lock: LockLearner, at: datetime, now: datetime) -> None:
    """Take the lesson's action up, and say after a week whether it was done, where the week is over."""
    choose(learner=lock, lesson=lesson, choice=StepChoice.WILL, now=at)
    asked_on = at + timedelta(days=FIRST, hours=6)
    if asked_on < now - timedelta(days=1):
        said = DONE if skill >= DIFFICULTIES[-1] else NOT_YET
        answer_question(learner=lock, lesson=lesson, days=FIRST, answer=said, now=asked_on)


def _tries(lesson: Lesson, skill: int) -> Iterator[tuple[Question, str]]:
    """Wrong and right answers in turn; where nothing is obviously wrong, everybody is right."""
    turn = 0
    for question in lesson.marked_questions:
        wrong = wrong_answer(question)
        if wrong:
            turn += 1
            if skill < DIFFICULTIES[turn % len(DIFFICULTIES)]:
                yield question, wrong
        yield question, right_answer(question)


def _take(lesson: Lesson, skill: int, lock: LockLearner, at: datetime) -> None:
    for number, (question, given) in enumerate(_tries(lesson, skill)):
        _answer(lesson, question, given, number, lock, at)


def _get_stuck(lesson: Lesson, lock: LockLearner, at: datetime) -> None:
    """Right until a question comes that is wrong as often as it may be tried."""
    for number, question in enumerate(lesson.marked_questions):
        wrong = wrong_answer(question)
        if wrong:
            for turn in range(TRIES):
                _answer(lesson, question, wrong, number + turn, lock, at)
            return
        _answer(lesson, question, right_answer(question), number, lock, at)


def _answer(lesson: Lesson, question: Question, given: str, number: int, lock: LockLearner, at: datetime) -> None:
    actions.record_answer(
        learner=lock, lesson=lesson, question=question, occasion=Answer.LESSON, given=given,
        key=f"demo-{lesson.slug}-{number}", now=at + number * EVENING,
    )  # fmt: skip


def sit(course: Course, kind: str, right: int, lock: LockLearner, at: datetime) -> None:
    """Send a check with this many right answers; the others are "I don't know"."""
    attempt = start_check(learner=lock, course=course, kind=kind, key=f"demo-{kind}", seed=right, now=at)
    for number, item in enumerate(sitting_of(attempt, course).items):
        given = right_answer(item.question) if number < right else ""
        save_answer(learner=lock, attempt=attempt.pk, question=item.question, given=given, now=at + number * EVENING)
    send_check(learner=lock, attempt=attempt.pk, course=course, now=at + timedelta(minutes=30))


def _fill_in(occasion: str, value: int, lock: LockLearner, at: datetime) -> None:
    filled = FilledQuestionnaire(occasion=occasion, age="18-61", mode="self", answers=(value,) * len(scale().items))
    keep_result(learner=lock, filled=filled, key=f"demo-{occasion}", now=at)
