"""Getting more time: the checked table of plans and their limits."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.errors import InvalidInput
from courses.loans.lateness.arrears import (
    AsAgreed,
    Debt,
    Deferral,
    InterestFree,
    PartPayment,
    PenaltyRule,
    Plan,
    Respread,
    by_month,
    compare_plans,
    plan_result,
)
from courses.loans.schedules.flows import Interval
from tests.loans.offers import D

RULE = PenaltyRule(multiple=D("1.5"))
DEBT = Debt(principal=D(9_000), annual_rate=D("0.18"), instalments_left=9, arrears=D(250))


@pytest.mark.parametrize(
    ("plan", "first", "last", "ends_after", "total", "extra"),
    [
        (AsAgreed(), "1326.49", "1076.47", 9, "9938.39", "0.00"),
        (Deferral(instalments=3, interest_runs=True), "1149.27", "1149.23", 12, "10343.39", "405.00"),
        (Deferral(instalments=3, interest_runs=False), "1104.27", "1104.23", 12, "9938.39", "0.00"),
        (
            Deferral(instalments=3, interest_runs=True, then="same_end"),
            "1688.90",
            "1688.87",
            9,
            "10133.37",
            "194.98",
        ),
        (Respread(18), "590.20", "590.28", 18, "10623.68", "685.29"),
        (InterestFree(instalments=12), "770.83", "770.87", 12, "9250.00", "-688.39"),
    ],
)
def test_plan_gives_the_checked_table(
    plan: Plan, first: str, last: str, ends_after: int, total: str, extra: str
) -> None:
    result = plan_result(DEBT, plan)

    assert (result.first, result.last) == (D(first), D(last))
    assert (result.ends_after, result.total, result.extra) == (ends_after, D(total), D(extra))
    assert result.due[-1] == ends_after
    assert len(result.due) == len(result.payments) == result.count
    assert (result.fits, result.unknowns) == (None, ())


def test_deferral_without_a_word_on_interest_shows_the_dearer_case() -> None:
    result = plan_result(DEBT, Deferral(instalments=3))

    assert result.total == D("10343.39")
    assert result.unknowns == ("interest_runs",)


def test_fee_of_a_deferral_is_spread_over_the_rest() -> None:
    result = plan_result(DEBT, Deferral(instalments=3, interest_runs=False, fee=D(90)))

    assert result.extra == D("90.00")


def test_down_payment_is_the_first_payment_today() -> None:
    plan = InterestFree(instalments=12, waived=D(250), down_payment=D(3000))
    result = plan_result(DEBT, plan)

    assert (result.first, result.due[0], result.largest) == (D(3000), 0, D(3000))
    assert (result.payments[1], result.last, result.total) == (D("500.00"), D("500.00"), D("9000.00"))
    assert result.ends_after == 12


@pytest.mark.parametrize(("can_pay", "fits"), [("1326.49", True), ("1326.48", False)])
def test_plan_fits_when_its_largest_payment_does(can_pay: str, fits: bool) -> None:
    assert plan_result(DEBT, AsAgreed(), can_pay=D(can_pay)).fits is fits


def test_comparison_names_the_least_total_and_the_least_payment() -> None:
    plans = (AsAgreed(), Deferral(instalments=3), Respread(18), InterestFree(instalments=12))
    compared = compare_plans(DEBT, plans)

    assert [result.plan for result in compared.results] == list(plans)
    assert (compared.least_total, compared.least_monthly) == (3, 2)


@pytest.mark.parametrize(
    ("plan", "field", "code"),
    [
        (Deferral(instalments=9, then="same_end"), "instalments", "too_large"),
        (Deferral(instalments=600), "instalments", "too_large"),
        (Respread(601), "instalments", "too_large"),
        (InterestFree(instalments=601), "instalments", "too_large"),
        (InterestFree(instalments=12, waived=D(9251)), "waived", "too_large"),
        (InterestFree(instalments=12, waived=D(9000), down_payment=D(251)), "down_payment", "too_large"),
    ],
)
def test_plan_that_cannot_be_made_is_refused(plan: Plan, field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        plan_result(DEBT, plan)

    assert (caught.value.field, caught.value.code) == (field, code)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"principal": D(0)}, "principal", "too_small"),
        ({"annual_rate": D(101)}, "annual_rate", "too_large"),
        ({"instalments_left": 0}, "instalments_left", "too_small"),
        ({"instalments_left": 601}, "instalments_left", "too_large"),
        ({"instalments_left": 10**9}, "instalments_left", "too_large"),
        ({"arrears": D("-0.01")}, "arrears", "negative"),
        ({"interval": "fortnight"}, "interval", "not_known"),
    ],
)
def test_debt_outside_its_limits_is_refused(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        replace(DEBT, **changes)

    assert (caught.value.field, caught.value.code) == (field, code)


@pytest.mark.parametrize("make", [lambda: Deferral(instalments=1, then="never"), lambda: Respread(0)])
def test_plan_outside_its_limits_is_refused(make: Any) -> None:
    with pytest.raises(InvalidInput):
        make()


@settings(max_examples=40, deadline=None)
@given(
    owed=st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100),
    count=st.integers(1, 60),
    waived=st.integers(0, 100),
)
def test_interest_free_parts_add_up_and_are_never_negative(owed: Decimal, count: int, waived: int) -> None:
    debt = Debt(principal=owed, annual_rate=D(0), instalments_left=1)
    result = plan_result(debt, InterestFree(instalments=count, waived=min(owed, Decimal(waived))))

    assert sum(result.payments) == owed - min(owed, Decimal(waived))
    assert min(result.payments) >= 0


@settings(max_examples=150, deadline=None)
@given(
    interval=st.sampled_from([Interval.WEEK, Interval.TWO_WEEKS, Interval.MONTH, Interval.QUARTER]),
    count=st.integers(1, 60),
    arrears=st.integers(0, 900),
    plan=st.sampled_from([AsAgreed(), Deferral(instalments=2), Respread(20), InterestFree(instalments=9)]),
)
def test_plan_by_month_pays_the_same_and_owes_nothing_at_its_end(
    interval: Interval, count: int, arrears: int, plan: Plan
) -> None:
    debt = Debt(
        principal=D(7_000), annual_rate=D("0.2"), instalments_left=count, arrears=D(arrears), interval=interval
    )  # fmt: skip
    found = plan_result(debt, plan)
    months = by_month(found, interval, can_pay=D(500))
    assert sum(months.payments) == sum(found.payments) == months.total
    assert (months.owed[0], months.owed[-1]) == (found.owed[0], 0)
    assert len(months.owed) == months.ends_after + 1
    assert months.heaviest >= found.heaviest
    assert months.fits is (months.heaviest <= 500)
    if interval == Interval.MONTH:
        assert months == replace(found, fits=months.fits)


def test_five_weeks_of_a_month_are_paid_in_it() -> None:
    debt = Debt(principal=D(2_600), annual_rate=D(0), instalments_left=13, interval=Interval.WEEK)
    months = by_month(plan_result(debt, AsAgreed()), Interval.WEEK)
    assert (months.due, months.payments) == ((1, 2, 3), (D(800), D(800), D(1_000)))


ALL_OVERDUE = Debt(principal=D(0), annual_rate=D("0.24"), instalments_left=0, arrears=D(5000))


@pytest.mark.parametrize(
    ("plan", "payments", "due"),
    [
        (AsAgreed(), ("5000",), (1,)),
        (Deferral(instalments=3, interest_runs=True, fee=D(50)), ("5350.00",), (3,)),
        (Deferral(instalments=3, interest_runs=False), ("5000",), (3,)),
        (InterestFree(instalments=4), ("1250.00", "1250.00", "1250.00", "1250.00"), (1, 2, 3, 4)),
        (PartPayment(D(2000)), ("2000", "3000"), (0, 1)),
        (PartPayment(D(5000)), ("5000",), (0,)),
    ],
)
def test_debt_that_is_wholly_overdue_is_paid_in_full(
    plan: Plan, payments: tuple[str, ...], due: tuple[int, ...]
) -> None:
    found = plan_result(ALL_OVERDUE, plan)
    assert (found.payments, found.due) == (tuple(D(paid) for paid in payments), due)
    assert found.owed[-1] == 0


def test_instalments_left_of_nothing_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        Debt(principal=D(100), annual_rate=D(0), instalments_left=0, arrears=D(5))
    assert (refused.value.field, refused.value.code) == ("instalments_left", "too_small")
