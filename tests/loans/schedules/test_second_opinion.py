"""A second opinion: on ordinary series an independent library finds the same rates."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
import pyxirr

from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.rates import dated_effective_rate, effective_annual_rate, nominal_annual_rate
from courses.loans.schedules.schedule import equal_instalments, equal_principal, flat_fee, interest_first

SERIES = range(40)


def _dated_loan(seed):
    """A loan paid out on one day and repaid in up to sixty sums at odd days, at a loss or a gain."""
    random = Random(seed)
    day, received, count = date(2020, 1, 1) + timedelta(days=random.randrange(2_000)), 10_000, random.randint(1, 60)
    flows = [(day, Decimal(received))]
    for _ in range(count):
        day += timedelta(days=random.randint(1, 45))
        share = Decimal(random.randint(80, 160)) / 100
        flows.append((day, -(received * share / count).quantize(Decimal("0.01"))))
    return flows


@pytest.mark.parametrize("seed", SERIES)
def test_dated_rate_agrees_with_a_second_opinion(seed) -> None:
    flows = _dated_loan(seed)

    theirs = pyxirr.xirr([day for day, _ in flows], [float(amount) for _, amount in flows])

    assert dated_effective_rate(flows) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("seed", SERIES)
def test_rate_per_period_agrees_with_a_second_opinion(seed) -> None:
    random = Random(1_000 + seed)
    payments = [random.randint(100, 900) for _ in range(random.randint(2, 120))]
    amounts = [int(sum(payments) * random.uniform(0.5, 1.02)), *(-payment for payment in payments)]

    ours = effective_annual_rate(CashFlow(Fraction(k), Decimal(amount)) for k, amount in enumerate(amounts))

    assert ours == pytest.approx(pyxirr.irr([float(amount) for amount in amounts]), abs=1e-9)


@pytest.mark.parametrize("kind", [equal_instalments, equal_principal, flat_fee, interest_first])
@pytest.mark.parametrize("rate", ["0.0005", "0.006", "0.015", "0.03"])
@pytest.mark.parametrize("count", [3, 12, 60])
def test_nominal_rate_of_a_schedule_agrees_with_a_second_opinion(kind, rate, count) -> None:
    schedule = kind(Decimal(12_000), Decimal(rate), count)

    theirs = 12 * pyxirr.irr([12_000.0, *(-float(line.payment) for line in schedule.instalments)])

    assert nominal_annual_rate(schedule.flows(), periods_per_year=12) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("count", [1, 12, 360])
def test_level_instalment_agrees_with_a_second_opinion(count) -> None:
    theirs = pyxirr.pmt(0.01, count, 10_000)

    assert float(equal_instalments(Decimal(10_000), Decimal("0.01"), count, places=None).regular) == pytest.approx(
        -theirs, rel=1e-12
    )
