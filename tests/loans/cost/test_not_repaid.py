"""A loan that is not repaid has no rate and no verdict, by whatever fields it came about."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from courses.loans.affordability.budget import Budget, assess
from courses.loans.errors import NeverRepaid, NotRepaid
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import OfferTerm, true_cost
from tests.loans.offers import D, fee, offer

RICH = Budget(income=D(100_000), essentials=D(1_000), debts=D(0), savings=D(100_000))
AT_36 = offer(quoted_rate=QuotedRate(D("0.36")))


@pytest.mark.parametrize(
    ("instalment", "count", "owed", "after"),
    [
        ("300", 12, "10000.00", 12),
        ("100", 12, "12838.41", 12),
        ("299.99", 60, "10000.14", 12),
        ("100", 6, "11293.68", 6),
    ],
)
def test_payments_up_to_the_first_interest_never_repay(instalment: str, count: int, owed: str, after: int) -> None:
    loan = replace(AT_36, term=OfferTerm(count), stated_instalment=D(instalment))
    with pytest.raises(NeverRepaid) as caught:
        assess(RICH, loan)

    error = caught.value
    assert (error.reason, error.payment, error.first_interest) == ("below_interest", D(instalment), D("300.00"))
    assert (error.balance_after_12, error.count) == (D(owed), after)
    assert true_cost(loan).rates.nominal is None


def test_interest_of_other_periods_is_counted_by_the_period() -> None:
    weekly = replace(AT_36, term=OfferTerm(52, "week"), stated_instalment=D("69.23"))
    daily = offer(quoted_rate=QuotedRate(D("0.0005"), RateUnit.DAY), term=OfferTerm(200, "day"), stated_instalment=D(5))
    for loan in (weekly, daily):
        with pytest.raises(NeverRepaid):
            assess(RICH, loan)
    assert assess(RICH, replace(weekly, stated_instalment=D(600))).verdict


@pytest.mark.parametrize(
    "changes",
    [
        {"stated_instalment": D(300), "quoted_rate": None},
        {"stated_instalment": D(833), "quoted_rate": None},
        {"stated_instalment": D(500)},
        {"stated_instalment": D(700), "stated_last": D(700)},
        {"stated_instalment": D(700), "repayment": "flat_fee"},
        {"stated_instalment": D(9_999), "repayment": "single_payment"},
        {"stated_instalment": D(700), "fees": (fee("upfront", "1000"),)},
        {"stated_instalment": D(100), "balloon": D(5_000)},
        {"amount_received": D(12_000)},
        {"stated_instalment": D(0), "quoted_rate": None},
    ],
)
def test_less_paid_in_all_than_received_has_no_verdict(changes: dict[str, Any]) -> None:
    loan = offer(**changes)
    with pytest.raises(NotRepaid) as caught:
        assess(RICH, loan)

    assert caught.value.total < caught.value.received
    rates = true_cost(loan).rates
    assert (rates.nominal, rates.effective, rates.pboc_simple) == (None, None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"stated_instalment": D("833.33"), "quoted_rate": None},  # 4 cents are rounding, and stand in the last payment
        {"stated_instalment": D("833.34"), "quoted_rate": None},
        {"quoted_rate": QuotedRate(D(0))},
        {"stated_instalment": D(300), "repayment": "interest_first"},
        {"stated_instalment": D(300), "stated_last": D(10_300)},
    ],
)
def test_loan_that_is_repaid_keeps_its_verdict(changes: dict[str, Any]) -> None:
    assert assess(RICH, offer(**changes)).verdict == "room"


def test_cents_lost_to_rounding_are_paid_with_the_last_instalment() -> None:
    cost = true_cost(offer(stated_instalment=D("833.33"), quoted_rate=None))

    assert (cost.total_paid, cost.last_instalment, cost.cost) == (D(10_000), D("833.37"), D(0))


def test_payments_cheaper_than_the_quoted_rate_are_never_room() -> None:
    # At 36 % it would take 1,004.62 each time: with 900 either a rest stays owed or the rate is another one.
    loan = replace(AT_36, stated_instalment=D(900))
    result = assess(RICH, loan)

    assert "stated_last" in true_cost(loan).unknowns
    assert true_cost(loan).lower_bound
    assert (result.verdict, [reason.code for reason in result.reasons]) == ("tight", ["cost_unknown"])


def test_quoted_rates_that_are_explained_leave_nothing_open() -> None:
    effective = offer(quoted_rate=QuotedRate(Decimal("0.4257608868")), stated_instalment=D("1004.62"))

    assert true_cost(effective).quote.method == "effective"
    assert assess(RICH, effective).verdict == "room"
