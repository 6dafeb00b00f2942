"""The short look at a loan says what the whole assessment says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from courses.loans.affordability.budget import assess
from courses.loans.affordability.outlook import outlook
from courses.loans.errors import NotRepaid
from courses.loans.offer import Fee, FeeKind, FeeWhen, LoanOffer, OfferTerm, Repayment, true_cost
from courses.loans.schedules.flows import Interval
from tests.loans.offers import HOUSEHOLD, offer

FEES = tuple(Fee(kind=FeeKind.OTHER, when=when, amount=Decimal(50)) for when in FeeWhen)


@pytest.mark.parametrize(
    "loan",
    [
        offer(), offer(fees=FEES), offer(repayment=Repayment.INTEREST_FIRST), offer(repayment=Repayment.FLAT_FEE),
        offer(term=OfferTerm(52, Interval.WEEK)), offer(repayment=Repayment.SINGLE_PAYMENT, term=OfferTerm(7,
        Interval.DAY)),
        offer(amount_received=Decimal(9000)),
    ],
    ids=["plain", "fees", "interest-first", "flat", "weekly", "week", "kept-back"],
)  # fmt: skip
def test_outlook_is_that_of_the_whole_assessment(loan: LoanOffer) -> None:
    cost, look = true_cost(loan), outlook(HOUSEHOLD, loan)
    whole = assess(HOUSEHOLD, cost)
    assert (look.monthly, look.fullest, look.due, look.left) == (whole.monthly, whole.fullest, whole.due, whole.left)
    assert look.cost == cost.cost


def test_outlook_refuses_what_is_not_repaid() -> None:
    with pytest.raises(NotRepaid):
        outlook(HOUSEHOLD, replace(offer(), quoted_rate=None, stated_instalment=Decimal(100)))
