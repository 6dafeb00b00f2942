"""Payments every week, held against the income of a month."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from courses.exercises.debts.late_or_more_time.case import work_out
from tests.exercises.debts.lateness.late_loan import PAGE, filled, form_of, problems_of, result_of

WEEKLY = {
    "interval": "week", "principal": "5200", "count": "26", "rate": "0", "arrears": "200", "days_late": "5",
    "can_pay": "900", "pause": "3", "spread": "52", "free": "26",
}  # fmt: skip


def test_weekly_payments_are_held_against_a_month_and_a_month_may_hold_five_weeks() -> None:
    agreed, _part, pause, spread, *_others = result_of(**WEEKLY).ways
    assert agreed.name == "As agreed, with the overdue ¥200 at the next payment"
    assert (agreed.heaviest, agreed.total, agreed.ends, agreed.fits) == ("¥1,000", "¥5,400", "after 6 months", False)
    assert pause.name == "3 months without a payment, interest runs on"
    assert pause.ends == "after 9 months"
    assert (spread.heaviest, spread.total, spread.fits) == ("¥519.25", "¥5,400", True)  # 103.85 five times
    result = result_of(**WEEKLY)
    assert result.box.heading == "As agreed, it does not fit into ¥900 a month"
    assert "¥200 each time." in result.counted[0]


def test_thirty_days_of_weekly_payments_miss_as_many_as_fall_due_in_them() -> None:
    case = work_out(form_of(**WEEKLY))
    due = [0, 4, 9, 13]  # the next one in two days, then one every seven
    assert [row.missed for row in case.rows] == [1 + count for count in due]  # with the overdue one


@pytest.mark.parametrize(("interval", "each"), [("week", "208.07"), ("two_weeks", "416.58"), ("month", "909.27")])
def test_rate_follows_from_the_instalment_however_often_is_paid(interval: str, each: str) -> None:
    count = {"week": "26", "two_weeks": "13", "month": "6"}[interval]
    form = form_of(interval=interval, principal="5200", count=count, rate="", instalment=each)
    assert abs(form.terms.debt.annual_rate - Decimal("0.16")) < Decimal("0.01")
    again = form_of(interval=interval, principal="5200", count=count, rate="16", instalment=each)  # they fit together
    assert again.terms.schedule.instalments[0].years == form.terms.debt.interval.years


def test_sum_of_a_month_is_no_instalment_of_a_week() -> None:
    assert set(problems_of(**WEEKLY | {"rate": "", "instalment": "800元/月"})) == {"instalment"}
    assert form_of(**WEEKLY | {"rate": "", "instalment": "210元/周"}).terms.debt.annual_rate > 0


def test_chinese_bound_has_no_space_on_either_side() -> None:
    body = Client().post(PAGE.replace("/en/", "/zh-hans/"), filled(plan_fee="")).content.decode()
    assert "至少多付" in body
    assert re.findall("[\u4e00-\u9fff] 至[少多]|至[少多] [\u4e00-\u9fff]", body) == []
