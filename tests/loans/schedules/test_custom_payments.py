"""Payments that the borrower chooses, and least payments: debts that end, and those that never do."""

from decimal import Decimal

import pytest

from courses.loans.errors import NeverRepaid
from courses.loans.schedules.schedule import custom_payments, minimum_payments
from tests.loans.refusals import refused
from tests.loans.schedules.loan_terms import ONE_PERCENT, TEN_THOUSAND, payments_of


def test_custom_payment_is_repeated_until_the_debt_is_repaid() -> None:
    schedule = custom_payments(Decimal(1_000), ONE_PERCENT, Decimal(300))

    assert payments_of(schedule) == [Decimal("300.00")] * 3 + [Decimal("122.48")]
    assert schedule.instalments[-1].balance == 0


def test_custom_list_may_pause_and_leaves_out_payments_after_the_last() -> None:
    schedule = custom_payments(Decimal(1_000), ONE_PERCENT, [Decimal(0), Decimal(600), Decimal(600), Decimal(600)])

    assert [line.balance for line in schedule.instalments] == [Decimal("1010.00"), Decimal("420.10"), 0]
    assert payments_of(schedule) == [0, Decimal("600.00"), Decimal("424.30")]


def test_custom_list_that_leaves_a_rest_is_never_repaid() -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(Decimal(1_000), ONE_PERCENT, [Decimal(300)] * 3)

    assert (caught.value.reason, caught.value.payment) == ("rest_unpaid", Decimal(300))
    # 1,000 x 1.01^3 - 300 x (1.01^2 + 1.01 + 1)
    assert caught.value.balance_after_12 == Decimal("121.27")


def test_custom_payment_over_50_years_is_too_long() -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(TEN_THOUSAND, ONE_PERCENT, Decimal("100.01"))

    assert (caught.value.reason, caught.value.first_interest) == ("too_long", Decimal(100))
    assert caught.value.balance_after_12 == Decimal("9999.87")


@pytest.mark.parametrize("payment", [Decimal(0), Decimal(100), Decimal("99.99")])
def test_custom_payment_up_to_the_first_interest_never_repays(payment) -> None:
    with pytest.raises(NeverRepaid) as caught:
        custom_payments(TEN_THOUSAND, ONE_PERCENT, payment)

    assert (caught.value.code, caught.value.reason) == ("never_repaid", "below_interest")


def test_custom_payment_of_nothing_never_repays_at_rate_zero() -> None:
    with pytest.raises(NeverRepaid):
        custom_payments(TEN_THOUSAND, Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("payments", "refusal"),
    [
        ([], ("payments", "too_small")),
        ([Decimal(1)] * 601, ("payments", "too_large")),
        (range(10**9), ("payments", "too_large")),
        ([Decimal(1), Decimal(-1)], ("payments[1]", "negative")),
        ([Decimal(1), Decimal("NaN")], ("payments[1]", "not_finite")),
        (Decimal("1e308"), ("payments", "too_large")),
    ],
)
def test_custom_payments_refuse_what_is_outside_the_limits(payments, refusal) -> None:
    assert refused(lambda: custom_payments(TEN_THOUSAND, ONE_PERCENT, payments)) == refusal


def test_minimum_payments_fall_to_the_least_sum() -> None:
    schedule = minimum_payments(Decimal(1_000), ONE_PERCENT, share=Decimal("0.1"), least=Decimal(50))

    assert schedule.regular == Decimal("101.00")
    assert schedule.instalments[-2].payment == Decimal("50.00")
    assert 0 < schedule.last <= Decimal(50)
    assert schedule.instalments[-1].balance == 0


@pytest.mark.parametrize(
    ("share", "least", "reason"),
    [("0.009", "10", "below_interest"), ("0", "0", "below_interest"), ("0.02", "0", "too_long")],
)
def test_minimum_payments_that_are_too_small_never_repay(share, least, reason) -> None:
    with pytest.raises(NeverRepaid) as caught:
        minimum_payments(TEN_THOUSAND, ONE_PERCENT, share=Decimal(share), least=Decimal(least), places=None)

    assert caught.value.reason == reason
