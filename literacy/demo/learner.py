"""A learner half-way through a course, so that the demo's pages have something to show."""

from datetime import datetime, timedelta

from courses.accounts.models import User
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.learning.lessons import actions

DEMO_USERNAME = "xiaolin"
DEMO_PASSWORD = "learn-a-little-daily"  # noqa: S105 - printed at every start; the account exists in the demo only


def seed(*, now: datetime) -> None:
    """Make the demo learner once: the first lesson finished, the second half-way. Repeating changes nothing."""
    learner, is_new = User.objects.get_or_create(
        username=DEMO_USERNAME, defaults={"date_joined": now, "last_active_on": now.date()}
    )
    if not is_new:
        return
    learner.set_password(DEMO_PASSWORD)
    learner.save(update_fields=["password"])
    for course in list(catalog().courses.values())[:1]:
        _learn(learner, course, now)


def _learn(learner: User, course: Course, now: datetime) -> None:
    for days_ago, lesson in zip((3, 1), course.lessons, strict=False):
        questions = lesson.marked_questions if days_ago == 3 else lesson.marked_questions[:2]
        for number, question in enumerate(questions):
            at = now - timedelta(days=days_ago) + timedelta(minutes=number)
            if number == 0 and (wrong := wrong_answer(question)):
                _answer(learner, lesson, question, wrong, f"demo-{days_ago}-wrong", at)
            _answer(learner, lesson, question, right_answer(question), f"demo-{days_ago}-{number}", at)


def _answer(learner: User, lesson: Lesson, question: Question, given: str, key: str, at: datetime) -> None:
    actions.record_answer(
        learner=lambda _now: learner, lesson=lesson, question=question, occasion="lesson", given=given, key=key, now=at
    )


def right_answer(question: Question) -> str:
    """The right answer in canonical text (see courses.catalog.kinds)."""
    return question.body.right_given


def wrong_answer(question: Question) -> str | None:
    """A wrong answer, where there is an obvious one."""
    return question.body.wrong_given
