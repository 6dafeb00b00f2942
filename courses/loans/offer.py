"""What a loan offer really costs: the names that pages and exercises use."""

from courses.loans.cost._comparison import Comparison, compare, late_30, side_by_side
from courses.loans.cost._headline import (
    NO_DIGITS_ABOVE,
    PRICE_CAUTION,
    Headline,
    PriceLevel,
    PriceReading,
    headline,
    price_flags,
    price_reading,
)
from courses.loans.cost._offer_terms import EarlyRepayment, Fee, FeeKind, FeeWhen, LoanOffer, OfferTerm, Repayment
from courses.loans.cost._payments import fee_amount
from courses.loans.cost._pricing import RateSet
from courses.loans.cost._quote import QuoteReading
from courses.loans.cost._rounding import hangs_on_a_cent
from courses.loans.cost._settlement import Settlement, settle_early
from courses.loans.cost._statement import StatementRow, cost_statement, statement_of
from courses.loans.cost._true_cost import OfferCost, OfferFinding, contract_rate, must_be_repaid, resized, true_cost

__all__ = [
    "NO_DIGITS_ABOVE",
    "PRICE_CAUTION",
    "Comparison",
    "EarlyRepayment",
    "Fee",
    "FeeKind",
    "FeeWhen",
    "OfferFinding",
    "Headline",
    "LoanOffer",
    "OfferCost",
    "PriceLevel",
    "PriceReading",
    "QuoteReading",
    "RateSet",
    "Repayment",
    "Settlement",
    "StatementRow",
    "OfferTerm",
    "compare",
    "contract_rate",
    "cost_statement",
    "fee_amount",
    "hangs_on_a_cent",
    "headline",
    "late_30",
    "must_be_repaid",
    "price_flags",
    "price_reading",
    "resized",
    "settle_early",
    "side_by_side",
    "statement_of",
    "true_cost",
]
