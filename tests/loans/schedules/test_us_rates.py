"""The American annual percentage rate: odd days, several sign changes, unit periods."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.errors import SeveralRates
from courses.loans.schedules.rates import UnitPeriodFlow, nominal_annual_rate, us_actuarial_apr
from tests.loans.refusals import refused
from tests.loans.schedules.rate_flows import level_loan, reason_of


# Unit-periods
def _odd_loan(part=Fraction(19, 30), per_year=12):
    flows = [UnitPeriodFlow(0, Fraction(0), Decimal(6_000))]
    flows += [UnitPeriodFlow(k, part, Decimal(-200)) for k in range(1, 37)]
    return us_actuarial_apr(flows, unit_periods_per_year=per_year)


def test_us_rate_without_odd_days_is_the_nominal_rate() -> None:
    nominal = nominal_annual_rate(level_loan("6000", "-200", 36), periods_per_year=12)

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
    assert reason_of(lambda: us_actuarial_apr(none, unit_periods_per_year=1)) == "no_solution"
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

    assert reason_of(lambda: us_actuarial_apr(flows, unit_periods_per_year=12)) == "too_irregular"
    assert reason_of(lambda: us_actuarial_apr(long, unit_periods_per_year=12)) == "too_irregular"


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
