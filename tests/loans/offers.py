"""Offers and budgets for the tests of the loan mathematics: one plain loan, changed where a test needs it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from courses.loans.affordability.budget import Budget
from courses.loans.money import QuotedRate, as_percent
from courses.loans.offer import Fee, LoanOffer, OfferCost, OfferTerm

D = Decimal

# 10,000 in hand at 12 % a year in 12 monthly instalments, and nothing else to pay.
PLAIN = LoanOffer(
    contract_amount=D(10_000),
    repayment="equal_instalments",
    term=OfferTerm(12),
    quoted_rate=QuotedRate(D("0.12")),
    amount_received=D(10_000),
    fees_complete=True,
)

# The checked example of affordability: 8,000 in, 4,500 for living, 1,200 for debts, 6,000 saved.
HOUSEHOLD = Budget(income=D(8_000), essentials=D(4_500), debts=D(1_200), savings=D(6_000))


def offer(**changes: Any) -> LoanOffer:
    return replace(PLAIN, **changes)


def budget(**changes: Any) -> Budget:
    return replace(HOUSEHOLD, **changes)


def fee(when: str, amount: str | None = None, **other: Any) -> Fee:
    return Fee(kind=other.pop("kind", "service"), when=when, amount=None if amount is None else D(amount), **other)


def percents(cost: OfferCost) -> dict[str, Decimal | None]:
    """The rates of an offer as they are printed."""
    rates = cost.rates
    return {
        name: None if (rate := getattr(rates, name)) is None else as_percent(rate)
        for name in ("nominal", "effective", "pboc_simple", "us_apr")
    }


def finding_codes(cost: OfferCost) -> list[str]:
    return [finding.code for finding in cost.findings]
