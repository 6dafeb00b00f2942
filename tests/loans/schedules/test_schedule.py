"""Schedules of every method of repayment: exact sums, limits, and flows."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest

from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.schedule import (
    equal_instalments,
    equal_principal,
    flat_fee,
    interest_first,
    single_payment,
)
from tests.loans.refusals import refused
from tests.loans.schedules.loan_terms import MONTH, ONE_PERCENT, TEN_THOUSAND, YEAR, payments_of


def test_schedules_do_not_depend_on_the_callers_decimal_context() -> None:
    usual = equal_instalments(TEN_THOUSAND, Fraction(1, 70), 24, places=None)

    with localcontext(Context(prec=3)) as context:
        narrow = equal_instalments(TEN_THOUSAND, Fraction(1, 70), 24, places=None)
        totals = (narrow.total, narrow.regular, narrow.flows())
        assert context.prec == 3

    assert narrow == usual
    assert totals == (usual.total, usual.regular, usual.flows())


def test_interest_between_counts_both_ends() -> None:
    schedule = equal_instalments(TEN_THOUSAND, ONE_PERCENT, 12)

    assert schedule.interest_between(1, 12) == schedule.interest
    assert schedule.interest_between(3, 3) == schedule.instalments[2].interest
    assert refused(lambda: schedule.interest_between(0, 1)) == ("first", "too_small")
    assert refused(lambda: schedule.interest_between(3, 2)) == ("last", "too_small")
    assert refused(lambda: schedule.interest_between(1, 13)) == ("last", "too_large")


def test_flows_start_with_what_is_received_less_what_is_paid_at_once() -> None:
    schedule = equal_principal(Decimal(200), Decimal(0), 2)

    assert schedule.flows() == [
        CashFlow(Fraction(0), Decimal(200)),
        CashFlow(MONTH, Decimal(-100)),
        CashFlow(2 * MONTH, Decimal(-100)),
    ]
    assert schedule.flows(received=Decimal(190), upfront=Decimal(15))[0] == CashFlow(Fraction(0), Decimal(175))


def test_outstanding_pairs_each_gap_with_the_principal_in_use() -> None:
    schedule = equal_principal(Decimal(300), ONE_PERCENT, 3)

    assert schedule.outstanding() == [(MONTH, Decimal(300)), (MONTH, Decimal(200)), (MONTH, Decimal(100))]


# Other kinds
def test_equal_principal_falls_by_the_interest_on_what_was_repaid() -> None:
    assert payments_of(equal_principal(Decimal(1_200), ONE_PERCENT, 3)) == [Decimal(412), Decimal(408), Decimal(404)]


def test_flat_fee_is_a_share_of_the_first_amount() -> None:
    schedule = flat_fee(Decimal(12_000), Decimal("0.006"), 12)

    assert payments_of(schedule) == [Decimal("1072.00")] * 12
    assert (schedule.fees, schedule.interest) == (Decimal("864.00"), 0)


def test_interest_first_repays_everything_at_the_end() -> None:
    schedule = interest_first(TEN_THOUSAND, ONE_PERCENT, 3)

    assert payments_of(schedule) == [Decimal(100), Decimal(100), Decimal(10_100)]
    assert (schedule.regular, schedule.last) == (Decimal(100), Decimal(10_100))


def test_single_payment_bears_simple_interest() -> None:
    by_rate = single_payment(TEN_THOUSAND, years=Fraction(90, 365), annual_rate=Decimal("0.18"))
    by_amount = single_payment(TEN_THOUSAND, years=Fraction(90, 365), interest=Decimal("443.84"))

    assert by_rate == by_amount
    assert payments_of(by_rate) == [Decimal("10443.84")]


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({}, ("annual_rate", "need_rate_or_interest")),
        ({"annual_rate": ONE_PERCENT, "interest": Decimal(1)}, ("annual_rate", "need_rate_or_interest")),
        ({"annual_rate": Decimal(101)}, ("annual_rate", "too_large")),
        ({"interest": Decimal(-1)}, ("interest", "negative")),
        ({"interest": Decimal(1), "years": Fraction(0)}, ("years", "too_small")),
        ({"interest": Decimal(1), "years": Fraction(51)}, ("years", "too_large")),
    ],
)
def test_single_payment_refuses_what_is_outside_the_limits(arguments, refusal) -> None:
    assert refused(lambda: single_payment(TEN_THOUSAND, **({"years": YEAR} | arguments))) == refusal
