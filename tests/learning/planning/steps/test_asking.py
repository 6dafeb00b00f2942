"""When the question comes: after 7 and 30 days of the site's calendar, and when it does not come any more."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.learning.models import StepChoice
from courses.learning.planning.steps.asking import next_question_on, period_due
from courses.learning.planning.steps.shown import REASONS, SMALLER_STEPS
from tests.learning.planning.steps.presser import DAY

CHOSEN = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)  # 23:00 of the same day in Shanghai
DAY_ONE = CHOSEN.date()


def row(after_7: str = "", after_30: str = "", *, answered: int = 7, reason: str = "", choice: str = "will"):
    return StepChoice(
        choice=choice, chosen_at=CHOSEN, after_7=after_7, after_7_at=CHOSEN + answered * DAY if after_7 else None,
        after_30=after_30, reason=reason,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "days", "due"),
    [
        (row(), 0, 0),
        (row(), 6, 0),
        (row(), 7, 7),
        (row(), 29, 7),
        (row(), 30, 30),
        (row(), 400, 30),
        (row("partly"), 29, 0),
        (row("partly"), 30, 30),
        (row("not-yet"), 30, 30),
        (row("not-yet", answered=29), 30, 0),
        (row("not-yet", answered=29), 35, 0),
        (row("not-yet", answered=29), 36, 30),
        (row("not-yet", reason="forgot"), 30, 30),
        (row("not-yet", reason="not-needed"), 30, 0),
        (row("done"), 30, 0),
        (row("not-for-me"), 30, 0),
        (row("partly", "not-yet"), 60, 0),
        (row("", "partly"), 60, 0),
        (row(choice="not-for-me"), 30, 0),
    ],
)
def test_question_of_the_day(given, days, due) -> None:
    assert period_due(given, DAY_ONE + timedelta(days=days)) == due


def test_days_are_those_of_the_sites_calendar() -> None:
    late = row()
    late.chosen_at = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)  # already the 2nd in Shanghai

    assert next_question_on(late) == DAY_ONE + timedelta(days=8)


def test_every_answer_and_reason_of_the_table_has_words() -> None:
    assert [key for key, _ in REASONS] == [key for key, _ in StepChoice.REASONS] == list(SMALLER_STEPS)
