"""Properties of rates that hold for any flows."""

from decimal import Decimal
from fractions import Fraction
from math import exp, fsum, log, log1p

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import all_rates, effective_annual_rate, nominal_annual_rate, simple_annual_cost
from courses.loans.schedules.schedule import equal_instalments, flat_fee
from tests.loans.schedules.rate_flows import MONTH, flows_at, several_changes

seeded = settings(derandomize=True, deadline=None, max_examples=60)


def _product(rates):
    """Yearly flows whose rates are exactly these: the coefficients of the product of all 1 - (1 + r) x."""
    coefficients = [Fraction(1)]
    for rate in rates:
        shifted = [Fraction(0), *(-(1 + Fraction(rate)) * c for c in coefficients)]
        coefficients = [a + b for a, b in zip([*coefficients, Fraction(0)], shifted, strict=True)]
    return [CashFlow(Fraction(k), _decimal(1000 * c)) for k, c in enumerate(coefficients)]


def _decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


# Properties
@st.composite
def _loans(draw):
    """A sum received, half to twice as much as is paid back in any monthly sums."""
    payments = draw(st.lists(st.integers(1, 5_000), min_size=1, max_size=24))
    received = 1 + sum(payments) * draw(st.integers(50, 200)) // 100
    return flows_at((0, received), *((Fraction(k + 1, 12), -payment) for k, payment in enumerate(payments)))


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
    flows = several_changes(60, changes, seed)

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

    rate = effective_annual_rate(flows_at((0, received), (Fraction(days, 365), -paid)))

    assert log1p(rate) == pytest.approx(expected, rel=1e-9, abs=1e-12)
