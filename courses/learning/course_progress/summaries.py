"""Keeps one summary row for each learner and course, so that groups of thousands of learners are sorted quickly."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from courses.accounts.prepared import Prepared
from courses.learning.course_progress import statements
from courses.learning.models import CheckAttempt, CourseProgress, LessonProgress

FACTS = (
    "begun", "finished", "begun_count", "finished_count", "opened_at", "touched_at", "stuck_at", "checked_at",
    "has_passed",
)  # fmt: skip
Checks = Sequence[tuple[datetime | None, bool | None]]  # when each final check was sent, and whether it was passed


def between_bars(lessons: Iterable[str]) -> str:
    return "|" + "".join(f"{lesson}|" for lesson in lessons)


def lessons_between_bars(text: str | None) -> frozenset[str]:
    """The inverse of `between_bars`: "|rates|fees|" as a set of slugs; empty for None or ""."""
    return frozenset((text or "").strip("|").split("|")) - {""}


def summary_of(rows: Sequence[LessonProgress], checks: Checks) -> CourseProgress | None:
    """The summary of one learner's rows and final checks in one course; None without rows, or if the times of those
    contradict each other.

    Every finished or stuck time in a summary therefore lies between `opened_at` and `touched_at`.
    """
    if not rows:
        return None
    opened, touched = min(row.opened_at for row in rows), max(row.touched_at for row in rows)
    moments = [at for row in rows for at in (row.opened_at, row.touched_at, row.completed_at, row.stuck_at) if at]
    if (min(moments), max(moments)) != (opened, touched):
        return None
    finished = [row.lesson for row in rows if row.completed_at]
    return CourseProgress(
        learner_id=rows[0].learner_id,
        course=rows[0].course,
        begun=between_bars(row.lesson for row in rows),
        finished=between_bars(finished),
        begun_count=len(rows),
        finished_count=len(finished),
        opened_at=opened,
        touched_at=touched,
        stuck_at=max((row.stuck_at for row in rows if row.stuck_at), default=None),
        checked_at=min((sent_at for sent_at, _passed in checks if sent_at), default=None),
        has_passed=any(passed for _sent_at, passed in checks) if checks else None,
    )


def summarize(learner: int, course: str) -> None:
    """Recompute the summary from the rows; call it in the transaction that changed them, with the learner locked."""
    rows = list(LessonProgress.objects.raw(ROWS_OF_COURSE, (learner, course)))
    found = summary_of(rows, _checks_of(learner, course))
    if found is None:
        CourseProgress.objects.filter(learner=learner, course=course).delete()
    else:
        statements.upsert(found, unique=("learner", "course"), replace=FACTS)


_checks_of = Prepared(
    CheckAttempt,
    lambda learner, course: CheckAttempt.objects.filter(
        learner=learner, course=course, kind=CheckAttempt.FINAL, sent_at__isnull=False
    ).values_list("sent_at", "passed"),
    int, str,
)  # fmt: skip


def summarize_touch(learner: int, course: str, lesson: str, now: datetime) -> bool:
    """Store that a lesson begun before was worked on. Returns False when its row or the summary must be created."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(TOUCH_LESSON, (at, learner, course, lesson))
        if not cursor.rowcount:
            return False
        cursor.execute(TOUCH_COURSE, (at, learner, course, at))
        return bool(cursor.rowcount)


# short statements, since every other answer waits meanwhile (see courses.learning.course_progress.statements)
ROWS_OF_COURSE = "SELECT * FROM learning_lessonprogress WHERE learner_id = %s AND course = %s ORDER BY id"
TOUCH_LESSON = (
    "UPDATE learning_lessonprogress SET touched_at = %s WHERE learner_id = %s AND course = %s AND lesson = %s"
)
TOUCH_COURSE = """
    UPDATE learning_courseprogress SET touched_at = %s WHERE learner_id = %s AND course = %s AND touched_at <= %s
"""


def summarize_all(learner: int) -> None:
    """Recompute all summaries of a learner after rows were moved from or to another one."""
    courses = {
        *LessonProgress.objects.filter(learner=learner).values_list("course", flat=True),
        *CourseProgress.objects.filter(learner=learner).values_list("course", flat=True),
    }
    for course in sorted(courses):
        summarize(learner, course)


def wrong_summaries() -> list[str]:
    """Contradictions between summaries and rows, one line each; a missing summary is none."""
    lines = []
    for kept in CourseProgress.objects.order_by("pk").iterator():
        rows = LessonProgress.objects.filter(learner=kept.learner_id, course=kept.course).order_by("pk")
        found = summary_of(list(rows), _checks_of(kept.learner_id, kept.course))
        if found is None or any(getattr(found, name) != getattr(kept, name) for name in FACTS):
            whose = f"learner {kept.learner_id}: the summary of {kept.course}"
            lines.append(f"{whose} is not what its lessons and checks say")
    return lines
