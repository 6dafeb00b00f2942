"""What the rate solver refuses, and how long it may take."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count as endless
from itertools import repeat as again
from statistics import median
from time import process_time

import pytest

from courses.loans.schedules.flows import MAX_FLOWS, CashFlow
from courses.loans.schedules.rates import (
    UnitPeriodFlow,
    all_rates,
    cycle_apr,
    dated_effective_rate,
    effective_annual_rate,
    nominal_annual_rate,
    simple_annual_cost,
    simple_fee_apr,
    simple_interest,
)
from courses.loans.schedules.schedule import equal_instalments
from tests.loans.refusals import refused
from tests.loans.schedules.rate_flows import MONTH, WEEK, flows_at, level_loan, reason_of, several_changes


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: simple_fee_apr(amount=Decimal(0), fee=Decimal(1), days=7), ("amount", "too_small")),
        (lambda: simple_fee_apr(amount=Decimal(1), fee=Decimal(-1), days=7), ("fee", "negative")),
        (lambda: simple_fee_apr(amount=Decimal(1), fee=Decimal(1), days=0), ("days", "too_small")),
        (lambda: simple_fee_apr(amount=Decimal(1), fee=Decimal(1), days=10**9), ("days", "too_large")),
        (lambda: cycle_apr(charge=Decimal(1), base=Decimal(0), cycles_per_year=12), ("base", "too_small")),
        (lambda: cycle_apr(charge=Decimal("NaN"), base=Decimal(1), cycles_per_year=12), ("charge", "not_finite")),
        (lambda: simple_interest(principal=Decimal(-1), daily_rate=Decimal(0), days=1), ("principal", "negative")),
        (
            lambda: simple_annual_cost(cost=Decimal(1), outstanding=[(Fraction(-1), Decimal(1))]),
            ("years", "negative"),
        ),
        (
            lambda: simple_annual_cost(cost=Decimal(1), outstanding=[(Fraction(1), Decimal(-1))]),
            ("principal", "negative"),
        ),
        (lambda: nominal_annual_rate([], periods_per_year=0), ("periods_per_year", "too_small")),
        (lambda: nominal_annual_rate([], periods_per_year=10**9), ("periods_per_year", "too_large")),
    ],
)
def test_rates_refuse_what_is_outside_the_limits(call, refusal) -> None:
    assert refused(call) == refusal


@pytest.mark.parametrize(
    "call",
    [
        lambda: simple_fee_apr(amount=1.5, fee=Decimal(1), days=7),
        lambda: cycle_apr(charge=Decimal(1), base=1.5, cycles_per_year=12),
        lambda: simple_interest(principal=Decimal(1), daily_rate=0.0005, days=7),
        lambda: simple_annual_cost(cost=1.5, outstanding=[]),
        lambda: simple_annual_cost(cost=Decimal(1), outstanding=[(0.5, Decimal(1))]),
        lambda: dated_effective_rate([(date(2026, 1, 1), 1.5)]),
        lambda: UnitPeriodFlow(1, 0.5, Decimal(1)),
        lambda: UnitPeriodFlow(1.0, Fraction(0), Decimal(1)),
    ],
)
def test_rates_refuse_floats(call) -> None:
    with pytest.raises(TypeError):
        call()


# Limits
def test_more_flows_than_the_limit_are_too_many_even_without_end() -> None:
    forever = (CashFlow(Fraction(k % 5_000), Decimal(1)) for k in endless())

    assert reason_of(lambda: effective_annual_rate(forever)) == "too_many"
    assert reason_of(lambda: dated_effective_rate(again((date(2026, 1, 1), Decimal(1))))) == "too_many"
    assert reason_of(lambda: simple_annual_cost(cost=Decimal(1), outstanding=again((MONTH, Decimal(1))))) == "too_many"


def test_as_many_flows_as_the_limit_are_solved() -> None:
    flows = level_loan("4000", "-1", MAX_FLOWS - 1, Fraction(1, 365))

    assert effective_annual_rate(flows) == pytest.approx(0.034, abs=0.01)


def test_thousands_of_sign_changes_are_too_irregular() -> None:
    flows = [CashFlow(k * MONTH, Decimal(100 + k % 7) * (-1) ** k) for k in range(MAX_FLOWS)]

    assert reason_of(lambda: effective_annual_rate(flows)) == "too_irregular"
    assert all_rates(flows) == []


@pytest.mark.parametrize(("changes", "reason"), [(25, "too_irregular"), (24, None)])
def test_sign_changes_up_to_the_limit_are_solved(changes, reason) -> None:
    flows = [CashFlow(Fraction(k), Decimal(100) * (-1) ** k) for k in range(changes + 1)]

    # With an even number of changes the alternating sum (1 + x^25)/(1 + x) has no positive root.
    assert reason_of(lambda: effective_annual_rate(flows)) == (reason or "no_solution")


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([(0, 100), (Fraction(1, 10**400), -110)], "no_time"),
        ([(0, 100), (Fraction(1, 10**300), -110)], "out_of_range"),
        ([(0, 100), (Fraction(1, 10**200), -220), (Fraction(1, 10**199), 121), (50, -10)], "too_irregular"),
        ([(0, "1e15"), (1, "-1e-999999")], "one_sided"),
    ],
)
def test_hostile_sums_and_times_end_without_a_rate(pairs, reason) -> None:
    assert reason_of(lambda: effective_annual_rate(flows_at(*pairs))) == reason


def test_sums_of_very_different_size_are_solved() -> None:
    assert effective_annual_rate(flows_at((0, "0.01"), (50, -1_000_000_000))) == pytest.approx(1e11 ** (1 / 50) - 1)


# Speed, with three times the time that one quiet core needs
def _seconds(call, times):
    taken = []
    for _ in range(times):
        start = process_time()
        call()
        taken.append(process_time() - start)
    return taken


@pytest.mark.parametrize(
    ("flows", "seconds"),
    [
        (equal_instalments(Decimal(100_000), Decimal("0.005"), 240).flows(), 0.002),
        (equal_instalments(Decimal(100_000), Decimal("0.002"), 1_040, step=WEEK).flows(), 0.010),
        (several_changes(240, 23, seed=1), 0.050),
    ],
    ids=["240 monthly", "1,040 weekly", "23 sign changes"],
)
def test_ordinary_series_are_solved_quickly(flows, seconds) -> None:
    assert median(_seconds(lambda: all_rates(flows), 20)) <= 3 * seconds


def _worst(changes, flows, step):
    """Coefficients so steep that g and all its derivatives have as many roots as signs change."""
    part, series = flows // (changes + 1), []
    for k in range(changes + 1):
        size = Decimal(10) ** 12 * Decimal(10) ** (-Decimal(3 * (2 * k - changes) ** 2) / 40)
        series += [CashFlow(k * step + Fraction(j, 6 * part), (-1) ** k * size / part) for j in range(part)]
    return series


@pytest.mark.parametrize(("changes", "flows"), [(24, 25), (24, 250), (12, 1_040), (5, MAX_FLOWS), (1, MAX_FLOWS)])
def test_no_series_takes_long(changes, flows) -> None:
    series = _worst(changes, flows, Fraction(2))

    assert min(_seconds(lambda: all_rates(series), 5)) <= 3 * 0.050
