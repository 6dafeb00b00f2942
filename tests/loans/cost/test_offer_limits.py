"""What an offer may hold, and how it is refused or changed to another amount."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import OfferTerm, resized, true_cost
from tests.loans.offers import D, fee, offer


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"contract_amount": D(0)}, "contract_amount", "too_small"),
        ({"contract_amount": D("1000000000.01")}, "contract_amount", "too_large"),
        ({"contract_amount": D("NaN")}, "contract_amount", "not_finite"),
        ({"amount_received": D("0.005")}, "amount_received", "too_many_decimals"),
        ({"repayment": "whenever"}, "repayment", "not_known"),
        ({"term": OfferTerm(601)}, "term.count", "too_large"),
        ({"term": OfferTerm(0)}, "term.count", "too_small"),
        ({"term": OfferTerm(10**9, "day")}, "term.count", "too_large"),
        ({"term": OfferTerm(1041, "week")}, "term.count", "too_large"),
        ({"term": OfferTerm(51, "year")}, "term.count", "too_large"),
        ({"term": OfferTerm(12, "fortnight")}, "term.interval", "not_known"),
        ({"quoted_rate": None}, "quoted_rate", "need_rate_or_instalment"),
        ({"quoted_rate": QuotedRate(D("-0.01"))}, "quoted_rate", "negative"),
        ({"quoted_rate": QuotedRate(D("0.3"), RateUnit.DAY)}, "quoted_rate", "too_large"),
        ({"quoted_rate": QuotedRate(D("0.1"), RateUnit.DAY, 364)}, "quoted_rate", "not_known"),
        ({"repayment": "custom"}, "stated_payments", "empty"),
        ({"stated_payments": ((Fraction(1), D(1)),)}, "stated_payments", "conflict"),
        ({"stated_last": D(100)}, "stated_instalment", "empty"),
        ({"fees": (fee("upfront"),) * 10**5}, "fees", "too_large"),
        ({"fees": (fee("upfront", "-1"),)}, "fees[0].amount", "negative"),
        ({"fees": (fee("upfront", "1", share=D("0.1")),)}, "fees[0].share", "conflict"),
        ({"fees": (fee("someday", "1"),)}, "fees[0].when", "not_known"),
        ({"fees": (fee("upfront", "1", payee="x" * 41),)}, "fees[0].payee", "too_long"),
        ({"balloon": D(10_001)}, "balloon", "too_large"),
        ({"balloon": D(1), "repayment": "flat_fee"}, "balloon", "conflict"),
        ({"amortise_over": 6}, "amortise_over", "too_small"),
        ({"amortise_over": 24, "repayment": "flat_fee"}, "amortise_over", "conflict"),
        (
            {"amortise_over": 24, "quoted_rate": None, "stated_instalment": D(500)},
            "stated_last",
            "empty",
        ),
        ({"start": date(2026, 1, 2), "first_due": date(2026, 1, 1)}, "first_due", "before_start"),
        ({"start": date(2026, 1, 2), "first_due": date(2086, 1, 1)}, "first_due", "too_large"),
        ({"lender": "uncle"}, "lender", "not_known"),
        ({"stated_all_in": D(101)}, "stated_all_in", "too_large"),
    ],
)
def test_offer_outside_its_limits_is_refused(changes: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        offer(**changes)

    assert (caught.value.field, caught.value.code) == (field, code)


@pytest.mark.parametrize(
    ("payments", "field", "code"),
    [
        (((Fraction(1), D(1)), (Fraction(1, 2), D(1))), "stated_payments[1]", "not_ascending"),
        (((Fraction(51), D(1)),), "stated_payments[0]", "too_large"),
        (((Fraction(1), D(-1)),), "stated_payments[0]", "negative"),
        (((Fraction(1), D(1)),) * 601, "stated_payments", "too_large"),
    ],
)
def test_own_list_outside_its_limits_is_refused(payments: Any, field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        offer(repayment="custom", quoted_rate=None, stated_payments=payments)

    assert (caught.value.field, caught.value.code) == (field, code)


def test_fees_above_the_contract_are_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        true_cost(offer(amount_received=None, fees=(fee("kept_back", "10001"),)))

    assert (caught.value.field, caught.value.code) == ("fees", "too_large")


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        offer(contract_amount=10_000.0)


def test_single_payment_may_be_a_long_count_of_days() -> None:
    assert offer(repayment="single_payment", term=OfferTerm(18_250, "day")).term.years == 50


def test_resized_offer_keeps_fixed_fees_and_shares() -> None:
    fees = (fee("kept_back", "500"), fee("kept_back", share=D("0.05")))
    before = offer(amount_received=D(8_900), fees=fees)
    half = resized(before, D(5_000))

    # 500 + 5 % are fees; the other 100 that are missing shrink with the amount.
    assert (half.contract_amount, half.amount_received) == (D(5_000), D("4200.00"))
    assert replace(half, contract_amount=D(10_000), amount_received=D(8_900)) == before
