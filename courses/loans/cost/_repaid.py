"""Whether the payments of an offer repay it at all: a loan that is not repaid has no rate and no verdict."""

from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import working
from courses.loans.cost._offer_terms import LoanOffer, Repayment
from courses.loans.cost._payments import (
    Payments,
    fee_sums,
    first_period,
    quoted_yearly,
    received,
    with_fees,
)
from courses.loans.errors import NeverRepaid, NotRepaid
from courses.loans.money import cents

COUNTED = 12  # after so many payments the debt that is left is named


def why_not_repaid(offer: LoanOffer, payments: Payments) -> NeverRepaid | NotRepaid | None:
    """Level payments that do not exceed the first interest, or fewer yuan paid in all than received.

    `payments` are those of the contract, without fees.
    """
    return _below_interest(offer) or _less_than_received(offer, payments)


def _below_interest(offer: LoanOffer) -> NeverRepaid | None:
    yearly, stated = quoted_yearly(offer), offer.stated_instalment
    ends_larger = offer.stated_last is not None or offer.balloon or offer.amortise_over is not None
    if yearly is None or stated is None or offer.repayment != Repayment.EQUAL_INSTALMENTS or ends_larger:
        return None
    rate, first = yearly * offer.term.interval.years, yearly * first_period(offer).years
    if not rate or offer.term.count == 1 or Fraction(stated) > Fraction(offer.contract_amount) * first:
        return None
    count = min(COUNTED, offer.term.count)
    with working():
        owed = _grown(offer.contract_amount, first) - stated
        for _ in range(count - 1):
            owed = _grown(owed, rate) - stated
        return NeverRepaid(
            "below_interest",
            payment=stated,
            first_interest=cents(_grown(offer.contract_amount, first) - offer.contract_amount),
            balance_after_12=cents(owed),
            count=count,
        )


def _grown(owed: Decimal, rate: Fraction) -> Decimal:
    return owed + owed * rate.numerator / rate.denominator


def _less_than_received(offer: LoanOffer, payments: Payments) -> NotRepaid | None:
    fees = fee_sums(offer.fees, offer.contract_amount)
    with working():
        total = sum((paid for _, paid in with_fees(payments, fees)), fees.upfront)
        in_hand = received(offer, fees)
        return NotRepaid(total=total, received=in_hand) if total < in_hand else None
