"""When a learner is asked "Did you do it?": after 7 days, and once more after 30 unless the first answer settled it."""

from datetime import date, timedelta

from django.utils import timezone

from courses.learning.models import StepChoice

PERIODS = (7, 30)  # days after taking it up
FIRST, SECOND = PERIODS
DONE, PARTLY, NOT_YET, NOT_FOR_ME = (key for key, _ in StepChoice.ANSWERS)
NOT_NEEDED = "not-needed"
SETTLED = (DONE, NOT_FOR_ME)


def last_answer(row: StepChoice) -> str:
    """The last answer, or "" without one."""
    return row.after_30 or row.after_7


def is_settled(row: StepChoice) -> bool:
    """Whether nothing more is asked: done, or declined."""
    gone = last_answer(row) == NOT_YET and row.reason == NOT_NEEDED
    return row.choice != StepChoice.WILL or last_answer(row) in SETTLED or gone


def day_after(row: StepChoice, days: int) -> date:
    return timezone.localdate(row.chosen_at) + timedelta(days=days)


def next_question_on(row: StepChoice) -> date | None:
    """From which day on the learner is asked next; None when nothing more is asked.

    Between two questions lie at least 7 days, so a late first answer puts the second off.
    """
    if is_settled(row) or row.after_30:
        return None
    if not row.after_7:
        return day_after(row, FIRST)
    answered = timezone.localdate(row.after_7_at) if row.after_7_at else day_after(row, FIRST)
    return max(day_after(row, SECOND), answered + timedelta(days=FIRST))


def period_due(row: StepChoice, today: date) -> int:
    """Which question waits for an answer today: 7, 30, or 0 for none."""
    asked_from = next_question_on(row)
    if asked_from is None or today < asked_from:
        return 0
    return SECOND if row.after_7 or today >= day_after(row, SECOND) else FIRST


def due_since(row: StepChoice, today: date) -> date | None:
    """The day on which the question that waits today fell due; None when none waits."""
    days, asked_from = period_due(row, today), next_question_on(row)
    if not days or asked_from is None:
        return None
    return asked_from if row.after_7 else day_after(row, days)


def may_answer(row: StepChoice, days: int, today: date) -> bool:
    """Whether an answer to this question can be kept: it is asked today, or was answered and is now changed."""
    answered = row.after_7 if days == FIRST else row.after_30
    return row.choice == StepChoice.WILL and (bool(answered) or today >= day_after(row, days))
