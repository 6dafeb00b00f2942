"""Paying late and getting more time: the checked tables and the edges of the rules."""

from dataclasses import replace
from decimal import localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.errors import InvalidInput
from courses.loans.lateness.arrears import (
    Debt,
    Deferral,
    Overdue,
    PenaltyRule,
    compounded_extra,
    late_timeline,
    penalty_interest,
    plan_result,
)
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.schedules.schedule import equal_instalments
from tests.loans.offers import D

SCHEDULE = equal_instalments(D(10_000), D("0.015"), 12)
RULE = PenaltyRule(multiple=D("1.5"))
DEBT = Debt(principal=D(9_000), annual_rate=D("0.18"), instalments_left=9, arrears=D(250))


def _late(rule: PenaltyRule | None, day: int, *, first_missed: int = 3, **other: Any) -> Overdue:
    return late_timeline(SCHEDULE, rule, contract_rate=D("0.18"), first_missed=first_missed, days=(day,), **other)[0]


@pytest.mark.parametrize(
    ("day", "missed", "instalments", "penalty", "total", "worst"),
    [
        (1, 1, "916.80", "0.58", "917.38", "917.48"),
        (30, 1, "916.80", "17.53", "934.33", "937.15"),
        (60, 2, "1833.60", "52.85", "1886.45", "1895.09"),
        (90, 3, "2750.40", "106.24", "2856.64", "2874.29"),
    ],
)
def test_late_timeline_gives_the_checked_table(
    day: int, missed: int, instalments: str, penalty: str, total: str, worst: str
) -> None:
    row = _late(RULE, day)

    assert (row.days, row.missed) == (day, missed)
    assert (row.instalments, row.penalty) == (D(instalments), D(penalty))
    assert (row.total, row.worst_case) == (D(total), D(worst))
    assert (row.annual_rate, row.basis) == (D("0.27"), 365)


def test_callers_decimal_context_changes_nothing() -> None:
    plan = Deferral(instalments=3)
    expected = _late(RULE, 90), plan_result(DEBT, plan)

    with localcontext(prec=3):
        assert (_late(RULE, 90), plan_result(DEBT, plan)) == expected


def test_timeline_has_four_days_by_default() -> None:
    rows = late_timeline(SCHEDULE, RULE, contract_rate=D("0.18"), first_missed=3)

    assert [row.days for row in rows] == [1, 30, 60, 90]
    assert [row.per_day for row in rows] == [D("0.58"), D("0.58"), D("1.18"), D("1.78")]


def test_rule_not_known_leaves_the_penalty_open() -> None:
    row = _late(None, 30)

    assert row.instalments == D("916.80")
    assert (row.penalty, row.total, row.worst_case, row.per_day, row.annual_rate) == (None,) * 5


@pytest.mark.parametrize("rule", [PenaltyRule(late_fee=D(50)), RULE])
def test_penalty_rate_not_known_leaves_the_total_open(rule: PenaltyRule) -> None:
    row = late_timeline(SCHEDULE, rule, contract_rate=None, first_missed=3, days=(30,))[0]

    assert (row.penalty, row.total) == (None, None)
    assert row.late_fees == rule.late_fee


def test_compounding_excluded_by_the_contract_leaves_no_worst_case() -> None:
    assert _late(replace(RULE, compounds=False), 90).worst_case is None


def test_whole_balance_bears_penalty_once() -> None:
    row = _late(replace(RULE, on="whole_balance"), 60)
    before = SCHEDULE.instalments[1].balance

    assert row.penalty == penalty_interest(principal=before, annual_rate=D("0.27"), days=60)
    assert _late(replace(RULE, on="whole_balance"), 1, first_missed=1).penalty == D("7.40")


def test_whole_instalment_can_bear_penalty() -> None:
    assert _late(replace(RULE, on="overdue_instalment"), 30).penalty == D("20.35")


def test_contract_interest_runs_on_beside_the_penalty() -> None:
    row = _late(replace(RULE, replaces_interest=False), 30)
    principal = SCHEDULE.instalments[2].principal

    assert row.extra_interest == penalty_interest(principal=principal, annual_rate=D("0.18"), days=30)
    assert row.total == D("934.33") + row.extra_interest
    assert row.worst_case > D("937.15")


def test_late_fees_are_due_for_each_missed_instalment_after_its_grace() -> None:
    rule = replace(RULE, late_fee=D(10), late_fee_share=D("0.01"), grace_days=3)

    assert _late(rule, 3).late_fees == D(0)
    assert _late(rule, 3).penalty == D(0)
    assert _late(rule, 4).late_fees == D("19.17")
    assert _late(rule, 4).penalty == _late(RULE, 1).penalty
    assert _late(rule, 60).late_fees == D("38.34")


def test_timeline_stops_with_the_last_instalment() -> None:
    assert _late(RULE, 90, first_missed=12).missed == 1


def test_weekly_instalments_are_missed_every_seven_days() -> None:
    assert _late(RULE, 30, interval="week").missed == 5


@pytest.mark.parametrize(
    ("unit", "value", "basis", "yearly"),
    [("day", "0.0005", 360, "0.18"), ("day", "0.0005", 365, "0.1825"), ("month", "0.02", 365, "0.24")],
)
def test_own_penalty_rate_is_brought_to_a_year(unit: str, value: str, basis: int, yearly: str) -> None:
    rule = PenaltyRule(rate=QuotedRate(D(value), RateUnit(unit)), basis=basis)

    assert rule.yearly(None) == D(yearly)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"basis": 366}, "basis", "not_known"),
        ({"rate": QuotedRate(D("0.1"))}, "rate", "conflict"),
        ({"multiple": D(-1)}, "multiple", "negative"),
        ({"multiple": D("NaN")}, "multiple", "not_finite"),
        ({"grace_days": -1}, "grace_days", "too_small"),
        ({"late_fee": D("0.005")}, "late_fee", "too_many_decimals"),
        ({"late_fee_share": D(2)}, "late_fee_share", "too_large"),
        ({"on": "everything"}, "on", "not_known"),
        ({"multiple": None, "rate": QuotedRate(D("0.01"), RateUnit.INSTALMENT)}, "rate", "unit_needed"),
    ],
)
def test_penalty_rule_outside_its_limits_is_refused(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        replace(RULE, **changes)

    assert (caught.value.field, caught.value.code) == (field, code)


def test_missed_instalment_must_be_on_the_schedule() -> None:
    with pytest.raises(InvalidInput) as caught:
        _late(RULE, 30, first_missed=13)

    assert (caught.value.field, caught.value.code) == ("first_missed", "too_large")


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        penalty_interest(principal=D(100), annual_rate=0.18, days=30)  # type: ignore[arg-type]


def test_compounding_adds_nothing_within_its_first_period() -> None:
    assert compounded_extra(amount=D(1000), annual_rate=D("0.27"), days=30) == D("0.00")
    assert compounded_extra(amount=D(1000), annual_rate=D("0.27"), days=60) == D("0.49")


def test_compounding_beyond_all_bounds_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        compounded_extra(amount=D(1000), annual_rate=D(10_000), days=18_250)

    assert caught.value.code == "too_large"


@settings(max_examples=40, deadline=None)
@given(day=st.integers(0, 400), step=st.integers(1, 40), share=st.sampled_from(["overdue_principal", "whole_balance"]))
def test_more_days_never_cost_less(day: int, step: int, share: str) -> None:
    rule = replace(RULE, on=share, grace_days=2, late_fee=D(5))
    sooner, later = _late(rule, day), _late(rule, day + step)

    assert sooner.total <= later.total
    assert sooner.total <= sooner.worst_case
