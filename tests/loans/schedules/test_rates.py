"""Rates of every method: edge cases, limits, the complete solver and its properties."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count as endless
from itertools import repeat as again
from math import exp, fsum, log, log1p
from random import Random
from statistics import median
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courses.loans.errors import NoRate, SeveralRates
from courses.loans.money import as_percent
from courses.loans.schedules.flows import MAX_FLOWS, CashFlow, repeat
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
    us_actuarial_apr,
)
from courses.loans.schedules.schedule import equal_instalments, flat_fee
from tests.loans.refusals import refused

MONTH, WEEK = Fraction(1, 12), Fraction(1, 52)
seeded = settings(derandomize=True, deadline=None, max_examples=60)


def _flows(*pairs):
    return [CashFlow(Fraction(years), Decimal(str(amount))) for years, amount in pairs]


def _loan(received, payment, count, step=MONTH):
    return [CashFlow(Fraction(0), Decimal(received)), *repeat(Decimal(payment), start=step, step=step, count=count)]


def _reason(call):
    with pytest.raises(NoRate) as caught:
        call()
    return caught.value.reason


def _product(rates):
    """Yearly flows whose rates are exactly these: the coefficients of the product of all 1 - (1 + r) x."""
    coefficients = [Fraction(1)]
    for rate in rates:
        shifted = [Fraction(0), *(-(1 + Fraction(rate)) * c for c in coefficients)]
        coefficients = [a + b for a, b in zip([*coefficients, Fraction(0)], shifted, strict=True)]
    return [CashFlow(Fraction(k), _decimal(1000 * c)) for k, c in enumerate(coefficients)]


def _decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def _several_changes(flows, changes, seed):
    """Monthly flows of random size whose sign changes so many times."""
    random = Random(seed)
    turns, sign, series = set(random.sample(range(1, flows), changes)), 1, []
    for month in range(flows):
        sign = -sign if month in turns else sign
        series.append(CashFlow(month * MONTH, sign * Decimal(random.randint(1, 10_000_000)) / 100))
    return series


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
    assert effective_annual_rate(_flows(*pairs)) == pytest.approx(rate, rel=1e-12, abs=1e-12)


def test_rate_of_one_day_at_double_the_sum_does_not_overflow() -> None:
    assert effective_annual_rate(_flows((0, 1000), ("1/365", -2000))) == pytest.approx(7.515e109, rel=1e-3)


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
    flows = _flows(*pairs)

    if reason is None:
        assert effective_annual_rate(flows) == pytest.approx(1e-11 ** (1 / 50) - 1)
    else:
        assert _reason(lambda: effective_annual_rate(flows)) == reason
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
        effective_annual_rate(_flows(*pairs))

    assert [str(as_percent(rate)) for rate in caught.value.rates] == rates
    assert caught.value.rates == tuple(all_rates(_flows(*pairs)))


def test_several_nominal_rates_are_nominal() -> None:
    with pytest.raises(SeveralRates) as caught:
        nominal_annual_rate(_flows(("0", 100), ("1/12", -230), ("1/6", 132)), periods_per_year=12)

    assert caught.value.rates == pytest.approx((1.2, 2.4))


def test_loan_drawn_repaid_and_drawn_again_has_its_one_rate() -> None:
    flows = _flows((0, 1000), (1, -1120), (2, 500), (3, -560))

    assert effective_annual_rate(flows) == pytest.approx(0.12)


def test_rate_zero_is_exactly_zero() -> None:
    flows = equal_instalments(Decimal(10_000), Decimal(0), 3).flows()

    assert effective_annual_rate(flows) == nominal_annual_rate(flows, periods_per_year=12) == 0.0


def test_weekly_doorstep_loan() -> None:
    flows = _loan("100", "-3.50", 52, WEEK)

    assert str(as_percent(effective_annual_rate(flows))) == "272.20"
    assert str(as_percent(nominal_annual_rate(flows, periods_per_year=52))) == "133.10"


def test_dated_rate_counts_days_and_takes_any_order() -> None:
    start = date(2026, 1, 31)
    payments = [(start + timedelta(days=73), Decimal(-1_100)), (start, Decimal(1_000))]

    assert dated_effective_rate(payments) == pytest.approx(1.1**5 - 1, rel=1e-12)
    assert _reason(lambda: dated_effective_rate([])) == "one_sided"


# The Chinese examples of the cost statement, as re-implemented in public


def test_statement_examples_agree_with_the_nominal_rate() -> None:
    plain = equal_instalments(Decimal(10_000), Decimal("0.058") / 12, 12)
    guaranteed = [CashFlow(flow.years, flow.amount - (Decimal("47.56") if flow.years else 0)) for flow in plain.flows()]

    assert nominal_annual_rate(guaranteed, periods_per_year=12) * 100 == pytest.approx(15.9993, abs=1e-4)
    assert nominal_annual_rate(_loan("200", "-67.56", 3), periods_per_year=12) * 100 == pytest.approx(8.0222, abs=1e-4)


# Unit-periods


def _odd_loan(part=Fraction(19, 30), per_year=12):
    flows = [UnitPeriodFlow(0, Fraction(0), Decimal(6_000))]
    flows += [UnitPeriodFlow(k, part, Decimal(-200)) for k in range(1, 37)]
    return us_actuarial_apr(flows, unit_periods_per_year=per_year)


def test_us_rate_without_odd_days_is_the_nominal_rate() -> None:
    nominal = nominal_annual_rate(_loan("6000", "-200", 36), periods_per_year=12)

    assert _odd_loan(Fraction(0)) == pytest.approx(nominal, rel=1e-13)


def test_us_rate_falls_as_the_first_period_grows() -> None:
    rates = [_odd_loan(Fraction(days, 30)) for days in (0, 1, 19, 29, 30, 31)]

    assert rates == sorted(rates, reverse=True)
    # A whole extra unit-period of simple interest is the same as one more period.
    assert rates[4] == pytest.approx(
        us_actuarial_apr(
            [
                UnitPeriodFlow(0, Fraction(0), Decimal(6_000)),
                *(UnitPeriodFlow(k, Fraction(0), Decimal(-200)) for k in range(2, 38)),
            ],
            unit_periods_per_year=12,
        )
    )


def _unit_flows(*rows):
    return [UnitPeriodFlow(periods, Fraction(part), Decimal(str(amount))) for periods, part, amount in rows]


def test_us_rate_with_several_sign_changes_needs_exactly_one_crossing() -> None:
    one = _unit_flows((0, 0, 1000), (1, "1/2", -1200), (2, "1/2", 500), (3, "1/2", -560))
    two = _unit_flows((0, 0, 100), (1, "1/100", -230), (2, "1/100", 132))
    none = _unit_flows((0, 0, 100), (1, "1/100", -200), (2, "1/100", 132))

    assert 0.05 < us_actuarial_apr(one, unit_periods_per_year=1) < 0.2
    assert _reason(lambda: us_actuarial_apr(none, unit_periods_per_year=1)) == "no_solution"
    with pytest.raises(SeveralRates) as caught:
        us_actuarial_apr(two, unit_periods_per_year=1)
    assert caught.value.rates == pytest.approx((0.1, 0.2), abs=0.05)


def test_us_rate_without_odd_days_finds_all_rates() -> None:
    with pytest.raises(SeveralRates) as caught:
        us_actuarial_apr(_unit_flows((2, 0, 100), (3, 0, -230), (4, 0, 132)), unit_periods_per_year=2)

    assert caught.value.rates == pytest.approx((0.2, 0.4))


def test_us_rate_of_too_many_irregular_flows_is_refused() -> None:
    flows = [UnitPeriodFlow(k, Fraction(1, 3), Decimal(100 if k % 2 else -101)) for k in range(30)]
    long = [UnitPeriodFlow(k, Fraction(1, 3), Decimal(-1 if 0 < k < 990 else 700)) for k in range(1_000)]

    assert _reason(lambda: us_actuarial_apr(flows, unit_periods_per_year=12)) == "too_irregular"
    assert _reason(lambda: us_actuarial_apr(long, unit_periods_per_year=12)) == "too_irregular"


@pytest.mark.parametrize(
    ("periods", "part", "amount", "refusal"),
    [
        (-1, Fraction(0), Decimal(1), ("periods", "too_small")),
        (10**9, Fraction(0), Decimal(1), ("periods", "too_large")),
        (1, Fraction(-1, 2), Decimal(1), ("fraction", "negative")),
        (1, Fraction(2), Decimal(1), ("fraction", "too_large")),
        (1, Fraction(0), Decimal("NaN"), ("amount", "not_finite")),
        (1, Fraction(0), Decimal("1e308"), ("amount", "too_large")),
    ],
)
def test_unit_period_flow_refuses_what_is_outside_the_limits(periods, part, amount, refusal) -> None:
    assert refused(lambda: UnitPeriodFlow(periods, part, amount)) == refusal


@pytest.mark.parametrize(("per_year", "code"), [(0, "too_small"), (-1, "too_small"), (367, "too_large")])
def test_unit_periods_a_year_are_limited(per_year, code) -> None:
    assert refused(lambda: _odd_loan(per_year=per_year)) == ("unit_periods_per_year", code)


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
    assert _reason(lambda: simple_annual_cost(cost=Decimal(1), outstanding=[])) == "no_time"
    zero = [(Fraction(0), Decimal(100)), (Fraction(1), Decimal(0))]
    assert _reason(lambda: simple_annual_cost(cost=Decimal(1), outstanding=zero)) == "no_time"


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

    assert _reason(lambda: effective_annual_rate(forever)) == "too_many"
    assert _reason(lambda: dated_effective_rate(again((date(2026, 1, 1), Decimal(1))))) == "too_many"
    assert _reason(lambda: simple_annual_cost(cost=Decimal(1), outstanding=again((MONTH, Decimal(1))))) == "too_many"


def test_as_many_flows_as_the_limit_are_solved() -> None:
    flows = _loan("4000", "-1", MAX_FLOWS - 1, Fraction(1, 365))

    assert effective_annual_rate(flows) == pytest.approx(0.034, abs=0.01)


def test_thousands_of_sign_changes_are_too_irregular() -> None:
    flows = [CashFlow(k * MONTH, Decimal(100 + k % 7) * (-1) ** k) for k in range(MAX_FLOWS)]

    assert _reason(lambda: effective_annual_rate(flows)) == "too_irregular"
    assert all_rates(flows) == []


@pytest.mark.parametrize(("changes", "reason"), [(25, "too_irregular"), (24, None)])
def test_sign_changes_up_to_the_limit_are_solved(changes, reason) -> None:
    flows = [CashFlow(Fraction(k), Decimal(100) * (-1) ** k) for k in range(changes + 1)]

    # With an even number of changes the alternating sum (1 + x^25)/(1 + x) has no positive root.
    assert _reason(lambda: effective_annual_rate(flows)) == (reason or "no_solution")


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
    assert _reason(lambda: effective_annual_rate(_flows(*pairs))) == reason


def test_sums_of_very_different_size_are_solved() -> None:
    assert effective_annual_rate(_flows((0, "0.01"), (50, -1_000_000_000))) == pytest.approx(1e11 ** (1 / 50) - 1)


# Properties


@st.composite
def _loans(draw):
    """A sum received, half to twice as much as is paid back in any monthly sums."""
    payments = draw(st.lists(st.integers(1, 5_000), min_size=1, max_size=24))
    received = 1 + sum(payments) * draw(st.integers(50, 200)) // 100
    return _flows((0, received), *((Fraction(k + 1, 12), -payment) for k, payment in enumerate(payments)))


@seeded
@given(_loans())
def test_present_value_at_the_rate_is_zero(flows) -> None:
    u = log1p(effective_annual_rate(flows))

    terms = [float(flow.amount) * exp(-u * float(flow.years)) for flow in flows]
    assert abs(fsum(terms)) <= 1e-9 * max(map(abs, terms))


@seeded
@given(_loans(), st.integers(1, 10**6), st.integers(-18_000, 400_000))
def test_scaling_sums_and_shifting_times_leaves_the_rate(flows, factor, days) -> None:
    moved = [CashFlow(flow.years + Fraction(days, 365), flow.amount * factor / 100) for flow in flows]
    turned = [CashFlow(flow.years, -flow.amount) for flow in flows]

    rate = effective_annual_rate(flows)

    assert effective_annual_rate(moved) == pytest.approx(rate, rel=1e-9, abs=1e-12)
    assert effective_annual_rate(turned) == pytest.approx(rate, rel=1e-9, abs=1e-12)


@seeded
@given(st.integers(1, 60), st.integers(0, 300), st.integers(1, 500), st.integers(0, 59))
def test_a_higher_fee_or_an_earlier_payment_never_lowers_the_rate(count, basis_points, fee, moved) -> None:
    schedule = equal_instalments(Decimal(10_000), Decimal(basis_points) / 10_000, count)
    flows = schedule.flows()
    line = 1 + moved % count
    earlier = [*flows[:line], CashFlow(flows[line].years - MONTH / 2, flows[line].amount), *flows[line + 1 :]]

    rate = effective_annual_rate(flows)

    assert effective_annual_rate(schedule.flows(upfront=Decimal(fee))) > rate
    assert effective_annual_rate(earlier) >= rate - 1e-12


@seeded
@given(st.integers(1, 120), st.decimals(min_value=Decimal("0.0005"), max_value=Decimal("0.05"), places=4))
def test_flat_fee_rates_keep_their_order(count, fee) -> None:
    schedule = flat_fee(Decimal(12_000), fee, count, places=None)

    nominal = nominal_annual_rate(schedule.flows(), periods_per_year=12)
    simple = simple_annual_cost(cost=schedule.fees, outstanding=schedule.outstanding())

    assert nominal <= effective_annual_rate(schedule.flows())
    assert nominal <= simple + 1e-12
    assert simple == pytest.approx(24 * float(fee) * count / (count + 1), rel=1e-12)


@seeded
@given(st.lists(st.integers(-50, 300), min_size=1, max_size=5, unique=True))
def test_all_rates_of_a_product_are_found(percents) -> None:
    percents.sort()
    expected = [percent / 100 for percent in percents]

    found = all_rates(_product([Fraction(percent, 100) for percent in percents]))

    assert found == pytest.approx(expected, abs=1e-5)


@seeded
@given(st.integers(0, 100), st.sampled_from([2, 3, 4]))
def test_rates_that_coincide_count_once(percent, times) -> None:
    found = all_rates(_product([Fraction(percent, 100)] * times))

    # A root of multiplicity m is only known to the m-th root of the precision of the sums.
    assert found == pytest.approx([percent / 100], abs=2e-3)


@settings(seeded, max_examples=40)
@given(st.integers(1, 1_000), st.integers(2, 24))
def test_every_rate_of_an_irregular_series_solves_it(seed, changes) -> None:
    flows = _several_changes(60, changes, seed)

    rates = all_rates(flows)

    assert rates == sorted(set(rates))
    for rate in rates:
        u = log1p(rate)
        terms = [float(flow.amount) * exp(-u * float(flow.years)) for flow in flows]
        assert abs(fsum(terms)) <= 1e-9 * max(map(abs, terms))


@seeded
@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 18_250))
def test_rate_of_two_flows_is_their_ratio(received, paid, days) -> None:
    expected = log(paid / received) * 365 / days
    assume(-11 < expected < 699)

    rate = effective_annual_rate(_flows((0, received), (Fraction(days, 365), -paid)))

    assert log1p(rate) == pytest.approx(expected, rel=1e-9, abs=1e-12)


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
        (_several_changes(240, 23, seed=1), 0.050),
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
