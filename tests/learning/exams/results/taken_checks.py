"""Checks that were taken, and their results."""

from courses.catalog.published.library import catalog
from courses.learning.exams.actions import send_check, start_check
from courses.learning.exams.results import result_of
from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.conftest import NOW


def taken(learner, course, marks, *, kind=CheckAttempt.FINAL, seed=1, key="key") -> CheckAttempt:
    """A sent attempt; `marks` are r, w and u in the order of the blueprint."""
    attempt = start_check(learner=lambda _: learner, course=course, kind=kind, key=key, seed=seed, now=NOW)
    order = [lesson.slug for lesson in course.lessons]
    words = {"r": CheckAnswer.RIGHT, "w": CheckAnswer.WRONG, "u": CheckAnswer.UNKNOWN}
    rows = sorted(attempt.drawn, key=lambda row: (order.index(row[0]), row[1]))
    for mark, (lesson, _, question, version) in zip(marks, rows, strict=True):
        given = "" if mark == "u" else answer_of(course, lesson, question)
        CheckAnswer.objects.create(
            attempt=attempt, lesson=lesson, question=question, version=version, given=given, result=words[mark], at=NOW
        )
    return send_check(learner=lambda _: learner, attempt=attempt.pk, course=course, now=NOW)


def answer_of(course, lesson, question) -> str:
    return right_answer(course.by_slug[lesson].pool[question])


def result(learner, attempt):
    return result_of(learner, attempt, catalog(), "en")


def all_unknown(learner, rows: list[list[str]], **fields) -> CheckAttempt:
    """An open check of these items, each answered with "I don't know"."""
    values = {"course": "reading-a-loan", "course_version": 1, "kind": CheckAttempt.FINAL, "seed": 1, **fields}
    attempt = CheckAttempt.objects.create(learner=learner, key="unknown", drawn=rows, started_at=NOW, **values)
    for row in rows:
        CheckAnswer.objects.create(
            attempt=attempt, lesson=row[0], question=row[2], version=row[3], given="", result=CheckAnswer.UNKNOWN,
            at=NOW,
        )  # fmt: skip
    return attempt
