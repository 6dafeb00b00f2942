"""Effective, nominal and simple rates: edge cases, several rates, and rates that do not exist."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.errors import SeveralRates
from courses.loans.money import as_percent
from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import (
    all_rates,
    cycle_apr,
    dated_effective_rate,
    effective_annual_rate,
    nominal_annual_rate,
    simple_annual_cost,
    simple_fee_apr,
    simple_interest,
)
from courses.loans.schedules.schedule import equal_instalments, flat_fee
from tests.loans.schedules.rate_flows import WEEK, flows_at, level_loan, reason_of


# Edge cases
@pytest.mark.parametrize(
    ("pairs", "rate"),
    [
        ([(0, 100), (1, -80)], -0.2),
        ([(0, 100), (1, -100)], 0.0),
        ([("0", 1000), ("1/365", -2000)], 2.0**365 - 1),
        ([("0", 1400), ("7/365", -2000)], (10 / 7) ** (365 / 7) - 1),
        # Touches the axis at one rate.
        ([(0, 100), (1, -220), (2, 121)], 0.1),
        # Unsorted, with several sums on one day.
        ([(1, -60), (0, 150), (0, -50), (1, -50)], 0.1),
        # What cancels out on the first day is no start.
        ([(0, 100), (0, -100), (5, 100), (6, -110)], 0.1),
        # Sums too small for a float beside the others change nothing.
        ([(0, "1e6"), (1, "-1e-310"), (2, "1e-320"), (3, -1)], 0.01 - 1),
        # An investor's series solves to the same rate.
        ([(0, -100), (1, 110)], 0.1),
    ],
)
def test_effective_rate_of_edge_cases(pairs, rate) -> None:
    assert effective_annual_rate(flows_at(*pairs)) == pytest.approx(rate, rel=1e-12, abs=1e-12)


def test_rate_of_one_day_at_double_the_sum_does_not_overflow() -> None:
    assert effective_annual_rate(flows_at((0, 1000), ("1/365", -2000))) == pytest.approx(7.515e109, rel=1e-3)


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([], "one_sided"),
        ([(0, 0), (1, 0)], "one_sided"),
        ([(0, 100)], "one_sided"),
        ([(0, -100), (1, -5)], "one_sided"),
        # One sign is left after the sums of each day are added up.
        ([(0, 100), (0, -100), (1, -5)], "one_sided"),
        ([(0, 100), (0, -50), (1, 5)], "one_sided"),
        ([(0, 100), (0, -110)], "no_time"),
        ([(3, 100), (3, -100)], "no_time"),
        ([(0, 100), (1, -200), (2, 132)], "no_solution"),
        # Nothing up to exp(700) is enough for this one.
        ([("0", "0.01"), ("1/365", -1_000_000)], "out_of_range"),
        ([("0", 1_000_000), ("50", "-0.00001")], None),
    ],
)
def test_no_rate_says_why(pairs, reason) -> None:
    flows = flows_at(*pairs)

    if reason is None:
        assert effective_annual_rate(flows) == pytest.approx(1e-11 ** (1 / 50) - 1)
    else:
        assert reason_of(lambda: effective_annual_rate(flows)) == reason
        assert all_rates(flows) == []


@pytest.mark.parametrize(
    ("pairs", "rates"),
    [
        ([(0, 100), (1, -230), (2, 132)], ["10.00", "20.00"]),
        ([(0, -100), (1, 100), (2, 0), (3, -7)], ["-67.89", "-8.33"]),
    ],
)
def test_several_rates_are_all_given(pairs, rates) -> None:
    with pytest.raises(SeveralRates) as caught:
        effective_annual_rate(flows_at(*pairs))

    assert [str(as_percent(rate)) for rate in caught.value.rates] == rates
    assert caught.value.rates == tuple(all_rates(flows_at(*pairs)))


def test_several_nominal_rates_are_nominal() -> None:
    with pytest.raises(SeveralRates) as caught:
        nominal_annual_rate(flows_at(("0", 100), ("1/12", -230), ("1/6", 132)), periods_per_year=12)

    assert caught.value.rates == pytest.approx((1.2, 2.4))


def test_loan_drawn_repaid_and_drawn_again_has_its_one_rate() -> None:
    flows = flows_at((0, 1000), (1, -1120), (2, 500), (3, -560))

    assert effective_annual_rate(flows) == pytest.approx(0.12)


def test_rate_zero_is_exactly_zero() -> None:
    flows = equal_instalments(Decimal(10_000), Decimal(0), 3).flows()

    assert effective_annual_rate(flows) == nominal_annual_rate(flows, periods_per_year=12) == 0.0


def test_weekly_doorstep_loan() -> None:
    flows = level_loan("100", "-3.50", 52, WEEK)

    assert str(as_percent(effective_annual_rate(flows))) == "272.20"
    assert str(as_percent(nominal_annual_rate(flows, periods_per_year=52))) == "133.10"


def test_dated_rate_counts_days_and_takes_any_order() -> None:
    start = date(2026, 1, 31)
    payments = [(start + timedelta(days=73), Decimal(-1_100)), (start, Decimal(1_000))]

    assert dated_effective_rate(payments) == pytest.approx(1.1**5 - 1, rel=1e-12)
    assert reason_of(lambda: dated_effective_rate([])) == "one_sided"


# The Chinese examples of the cost statement, as re-implemented in public
def test_statement_examples_agree_with_the_nominal_rate() -> None:
    plain = equal_instalments(Decimal(10_000), Decimal("0.058") / 12, 12)
    guaranteed = [CashFlow(flow.years, flow.amount - (Decimal("47.56") if flow.years else 0)) for flow in plain.flows()]

    assert nominal_annual_rate(guaranteed, periods_per_year=12) * 100 == pytest.approx(15.9993, abs=1e-4)
    assert nominal_annual_rate(level_loan("200", "-67.56", 3), periods_per_year=12) * 100 == pytest.approx(
        8.0222, abs=1e-4
    )


# Simple rates
def test_simple_rates_follow_their_formulas() -> None:
    assert simple_fee_apr(amount=Decimal(1_400), fee=Decimal(600), days=7) == pytest.approx(22.3469, abs=1e-4)
    assert cycle_apr(charge=Decimal("4.50"), base=Decimal(100), cycles_per_year=12) == pytest.approx(0.54)
    assert simple_interest(principal=Decimal(10_000), daily_rate=Decimal("0.0005"), days=1) == Decimal("5.00")
    assert simple_interest(principal=Decimal("0.01"), daily_rate=Decimal("0.5"), days=1) == Decimal("0.01")


def test_simple_annual_cost_of_a_flat_fee_is_24_r_n_over_n_plus_1() -> None:
    in_use = flat_fee(Decimal(12_000), Decimal("0.006"), 12).outstanding()

    assert simple_annual_cost(cost=Decimal(864), outstanding=in_use) == pytest.approx(24 * 0.006 * 12 / 13, rel=1e-14)


def test_simple_annual_cost_without_time_or_principal_has_no_rate() -> None:
    assert reason_of(lambda: simple_annual_cost(cost=Decimal(1), outstanding=[])) == "no_time"
    zero = [(Fraction(0), Decimal(100)), (Fraction(1), Decimal(0))]
    assert reason_of(lambda: simple_annual_cost(cost=Decimal(1), outstanding=zero)) == "no_time"
