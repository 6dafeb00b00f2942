"""Published figures and reported faults of other calculators, tried on the mathematics itself."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import (
    SeveralRates,
    UnitPeriodFlow,
    effective_annual_rate,
    nominal_annual_rate,
    us_actuarial_apr,
)

# emicalculator.net: 200,000 at 10 % with the fee in percent (18 % tax on it) and the months; published to 0.1.
PUBLISHED = {
    (0, 6): 9.997, (1, 6): 14.142, (2, 6): 18.364, (3, 6): 22.665, (1, 12): 12.248, (2, 12): 14.537,
    (1, 18): 11.548, (2, 18): 13.126, (1, 36): 10.813, (2, 36): 11.645, (1, 60): 10.510, (2, 60): 11.032,
}  # fmt: skip
# FSharp.Finance.Personal: 1,200 lent, eleven payments every other week; which unit-period, its fraction, payment, last.
EVERY_OTHER_WEEK = [
    pytest.param(0, Fraction(8, 14), "322.53", "322.53", 7.17412507, id="first after 8 days"),
    pytest.param(1, Fraction(0), "323.06", "323.03", 6.37159359, id="first after 14 days"),
    pytest.param(1, Fraction(1, 14), "323.15", "323.10", 6.23703586, id="first after 15 days"),
]
# numpy-financial #44 and numpy #14977: yearly flows with two rates, where one is too many to show.
TWO_RATES = [
    pytest.param(
        ["-1678.87", "771.96", "1814.05", "3520.30", "3552.95", "3584.99", "-1"], (-0.99972, 0.96888), id="ends with 1"
    ),
    pytest.param(
        ["-1678.87", "771.96", "1814.05", "3520.30", "3552.95", "3584.99", "4789.91", "-1"], (-0.99979, 1.00427),
        id="one more year",
    ),
    pytest.param(["-50", "-100", "600", "300", "-100"], (-0.76890, 1.85442), id="two sums put in"),
]  # fmt: skip


@pytest.mark.parametrize(("fee", "months"), PUBLISHED)
def test_rate_with_fee_equals_the_published_table(fee: int, months: int) -> None:
    month = Decimal("0.10") / 12
    instalment = round(200_000 * month / (1 - (1 + month) ** -months))
    in_hand = 200_000 - 200_000 * Decimal(fee) / 100 * Decimal("1.18")
    flows = [CashFlow(Fraction(0), in_hand)]
    flows += [CashFlow(Fraction(number, 12), Decimal(-instalment)) for number in range(1, months + 1)]

    rate = nominal_annual_rate(flows, periods_per_year=12)

    assert 100 * rate == pytest.approx(PUBLISHED[fee, months], abs=0.0005)


@pytest.mark.parametrize(("periods", "fraction", "payment", "last", "rate"), EVERY_OTHER_WEEK)
def test_rate_of_payments_every_other_week_equals_the_published_one(
    periods: int, fraction: Fraction, payment: str, last: str, rate: float
) -> None:
    flows = [UnitPeriodFlow(0, Fraction(0), Decimal(1200))]
    flows += [UnitPeriodFlow(periods + number, fraction, -Decimal(payment)) for number in range(10)]
    flows += [UnitPeriodFlow(periods + 10, fraction, -Decimal(last))]

    assert us_actuarial_apr(flows, unit_periods_per_year=26) == pytest.approx(rate, abs=5e-9)


@pytest.mark.parametrize(("amounts", "rates"), TWO_RATES)
def test_flows_with_two_rates_name_both_and_choose_none(amounts: list[str], rates: tuple[float, float]) -> None:
    flows = [CashFlow(Fraction(year), Decimal(amount)) for year, amount in enumerate(amounts)]

    with pytest.raises(SeveralRates) as raised:
        effective_annual_rate(flows)

    assert raised.value.rates == pytest.approx(rates, abs=5e-6)
