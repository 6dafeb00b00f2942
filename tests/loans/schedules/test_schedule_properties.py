"""Properties that hold for schedules of any loan."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courses.loans.errors import NeverRepaid
from courses.loans.money import cents
from courses.loans.schedules.rates import nominal_annual_rate
from courses.loans.schedules.schedule import (
    custom_payments,
    equal_instalments,
    equal_principal,
    flat_fee,
    interest_first,
)
from tests.loans.schedules.loan_terms import payments_of

PRINCIPALS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
RATES = st.decimals(min_value=0, max_value=Decimal("0.1"), places=6)
COUNTS = st.integers(1, 120)
KINDS = [equal_instalments, equal_principal, flat_fee, interest_first]
seeded = settings(derandomize=True, deadline=None, max_examples=60)


def _exact_sum(numbers):
    return sum(map(Fraction, numbers), Fraction(0))


# Properties
@seeded
@given(st.sampled_from(KINDS), PRINCIPALS, RATES, COUNTS)
def test_schedules_repay_the_principal_exactly(kind, principal, rate, count) -> None:
    schedule = kind(principal, rate, count)

    assert _exact_sum(line.principal for line in schedule.instalments) == Fraction(principal)
    assert schedule.instalments[-1].balance == 0
    assert all(min(line.interest, line.principal, line.fee, line.balance) >= 0 for line in schedule.instalments)
    assert schedule.total == _exact_sum(payments_of(schedule))
    assert all(cents(part) == part for line in schedule.instalments for part in (line.interest, line.principal))


@seeded
@given(PRINCIPALS, RATES, st.integers(1, 500))
def test_chosen_payment_above_the_first_interest_repays_exactly(principal, rate, parts) -> None:
    payment = cents(principal * rate) + max(cents(principal / parts), Decimal("0.01"))
    assume(payment <= 10**9)

    schedule = custom_payments(principal, rate, payment)

    assert _exact_sum(line.principal for line in schedule.instalments) == Fraction(principal)
    assert all(line.payment == payment for line in schedule.instalments[:-1])
    assert 0 < schedule.last <= payment


@seeded
@given(PRINCIPALS, RATES, st.integers(0, 100))
def test_chosen_payment_up_to_the_first_interest_never_repays(principal, rate, percent) -> None:
    payment = cents(principal * rate * percent / 101)

    with pytest.raises(NeverRepaid) as caught:
        custom_payments(principal, rate, payment)

    assert (caught.value.reason, caught.value.payment) == ("below_interest", payment)
    assert caught.value.first_interest == cents(principal * rate)


@seeded
@given(st.integers(1_000, 10**6), RATES, COUNTS)
def test_unrounded_instalments_carry_the_contract_rate(principal, rate, count) -> None:
    assume(rate > Decimal("0.00001"))
    schedule = equal_instalments(Decimal(principal), rate, count, places=None)

    nominal = nominal_annual_rate(schedule.flows(), periods_per_year=12)

    assert nominal == pytest.approx(12 * float(rate), rel=1e-9)
