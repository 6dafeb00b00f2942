"""Marks sent answers again where a question's answer key was wrong: recorded, with both scores, never for the worse."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.model.asking import NotAChoice
from courses.catalog.model.lessons import Catalog, Course
from courses.catalog.model.questions import Question
from courses.learning.course_progress.summaries import summarize
from courses.learning.exams.passing import has_passed
from courses.learning.models import CheckAnswer, CheckAttempt, Regrade


def regrade(catalog: Catalog, *, now: datetime) -> int:
    """Mark again what was answered before a key was corrected; returns how many results differ. Safe to repeat."""
    return sum(
        _regrade_answer(course, correction, answer.pk, now)
        for course in catalog.courses.values()
        for correction in _corrections(course)
        for answer in _answered_before(course, correction)
    )


@dataclass(frozen=True, slots=True)
class _Correction:
    question: Question
    day: date


def _corrections(course: Course) -> Iterator[_Correction]:
    for lesson in course.lessons:
        for question in lesson.pool.values():
            if question.body.corrected is not None:
                yield _Correction(question, question.body.corrected)


def _answered_before(course: Course, correction: _Correction) -> list[CheckAnswer]:
    """Sent answers to an earlier key, given before the day of the correction was over, and not marked again yet."""
    question = correction.question
    here = {"attempt__course": course.slug, "lesson": question.lesson, "question": question.id}
    sent = CheckAnswer.objects.filter(attempt__sent_at__isnull=False, **here).exclude(result=CheckAnswer.UNKNOWN)
    older = sent.exclude(version__in=question.versions).exclude(regrades__corrected_on=correction.day)
    return [one for one in older.order_by("pk") if timezone.localdate(one.at) <= correction.day]


@transaction.atomic
def _regrade_answer(course: Course, correction: _Correction, answer: int, now: datetime) -> int:
    """Learner and attempt are locked in the order of every other write. 1 where the result differs, else 0."""
    row = CheckAnswer.objects.filter(pk=answer).select_related("attempt").first()
    if row is None:
        return 0
    User.objects.select_for_update().get(pk=row.attempt.learner_id)
    attempt = CheckAttempt.objects.select_for_update().get(pk=row.attempt_id)
    try:
        became = correction.question.mark(row.given).code
    except NotAChoice:  # what was chosen is not offered any more: its result stays
        return 0
    if became == row.result or row.regrades.filter(corrected_on=correction.day).exists():
        return 0
    _note(course, correction.day, attempt, row, became, now)
    return 1


def _note(
    course: Course, day: date, attempt: CheckAttempt, row: CheckAnswer, became: str, now: datetime
) -> None:  # fmt: skip
    is_better = became == CheckAnswer.RIGHT
    right = (attempt.right or 0) + (1 if is_better else -1)
    passes = attempt.kind == CheckAttempt.FINAL and has_passed(course, right, attempt.asked or 0)
    Regrade.objects.create(
        answer=row, corrected_on=day, was=row.result, became=became, right_was=attempt.right or 0,
        right_became=right, passed_was=bool(attempt.passed), passed_became=passes, at=now,
    )  # fmt: skip
    if is_better:
        CheckAnswer.objects.filter(pk=row.pk).update(result=became)
        CheckAttempt.objects.filter(pk=attempt.pk).update(right=right, passed=bool(attempt.passed) or passes)
        summarize(attempt.learner_id, attempt.course)
