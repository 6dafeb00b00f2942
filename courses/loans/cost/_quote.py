"""How a quoted rate was made: which method gives the same figure, and what that figure leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import working
from courses.loans.cost._offer_terms import Fee, LoanOffer
from courses.loans.cost._payments import Payments, quoted_yearly
from courses.loans.cost._pricing import RateSet, Stream, as_decimal
from courses.loans.errors import RateError
from courses.loans.money import cents

TOLERANCE = 0.0005


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """The quoted rate a year without compounding, the method that gives it, and nominal - yearly.

    `method`: nominal, effective, pboc_simple, times_periods, interest_only or not_explained.
    """

    yearly: Decimal
    method: str
    difference: Decimal


def read_quote(offer: LoanOffer, rates: RateSet, payments: Payments) -> QuoteReading | None:
    """The first method within 0.0005 wins. `payments` are those of the contract, without fees."""
    quoted = quoted_yearly(offer)
    if quoted is None or rates.nominal is None:
        return None
    yearly = float(quoted)
    methods = _methods(offer, rates, payments)
    method = next((name for name, rate in methods if abs(rate - yearly) <= TOLERANCE), "not_explained")
    with working():
        exact = Decimal(quoted.numerator) / quoted.denominator
        return QuoteReading(cents(exact, 6), method, as_decimal(rates.nominal) - cents(exact, 6))


def _methods(offer: LoanOffer, rates: RateSet, payments: Payments) -> Iterator[tuple[str, float]]:
    """The candidates, in the order in which they are tried; the later ones are solved only when needed."""
    known = {"nominal": rates.nominal, "effective": rates.effective, "pboc_simple": rates.pboc_simple}
    yield from ((name, rate) for name, rate in known.items() if rate is not None)
    interest_only = nominal_without_fees(offer, payments)
    flat = _flat_rate(offer, payments)
    # Where the principal stays the same to the end, both figures agree, and "interest only" says what it is.
    if interest_only is None or abs(flat - interest_only) > TOLERANCE:
        yield "times_periods", flat
    if interest_only is not None:
        yield "interest_only", interest_only


def nominal_without_fees(offer: LoanOffer, payments: Payments) -> float | None:
    """The nominal rate of the same loan without fees or deductions."""
    try:
        return Stream(offer.contract_amount, payments, offer.term.interval).nominal()
    except RateError:
        return None


def _flat_rate(offer: LoanOffer, payments: Payments) -> float:
    """The charge per instalment as a share of the first amount, times the instalments a year."""
    with working():
        charge = sum((paid for _, paid in payments), Decimal(0)) - offer.contract_amount
        return float(charge / offer.contract_amount / len(payments) * offer.term.interval.per_year)


def left_out(offer: LoanOffer, quote: QuoteReading | None) -> tuple[Fee, ...]:
    """The known compulsory fees, when the quoted figure counts none of them."""
    if quote is None or quote.method not in ("times_periods", "interest_only"):
        return ()
    return tuple(fee for fee in offer.fees if fee.compulsory and (fee.amount is not None or fee.share is not None))
