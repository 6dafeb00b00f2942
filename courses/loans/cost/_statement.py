"""The offer as a cost statement: one yearly rate for the interest, one for each fee, and one for everything."""

from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import working
from courses.loans.cost._offer_terms import Fee, FeeWhen, LoanOffer
from courses.loans.cost._payments import Payments, fee_amount, fee_sums, with_fees
from courses.loans.cost._pricing import Stream
from courses.loans.cost._quote import nominal_without_fees
from courses.loans.cost._true_cost import OfferCost, true_cost
from courses.loans.errors import RateError


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row. `item` is "interest", a kind of fee or "all_in"; `yearly` None = not known or no rate."""

    item: str
    yearly: float | None
    when: str
    payee: str


def cost_statement(offer: LoanOffer) -> tuple[StatementRow, ...]:
    """The statement of an offer that is not worked out yet."""
    return statement_of(true_cost(offer))


def statement_of(cost: OfferCost) -> tuple[StatementRow, ...]:
    """interest = nominal of the loan without fees; item = nominal(interest + item) - interest; all_in = nominal.

    Items may differ from the total by a few hundredths: the last row is the total, not their sum.
    """
    offer = cost.offer
    interest = nominal_without_fees(offer, cost.bare)
    rows = [StatementRow(item="interest", yearly=interest, when=offer.repayment, payee=offer.payee)]
    for fee in offer.fees:
        if fee.compulsory:
            yearly = _yearly_of(offer, cost.bare, fee, interest)
            rows.append(StatementRow(item=fee.kind, yearly=yearly, when=fee.when, payee=fee.payee))
    return (*rows, StatementRow(item="all_in", yearly=cost.rates.nominal, when="", payee=""))


def _yearly_of(offer: LoanOffer, payments: Payments, fee: Fee, interest: float | None) -> float | None:
    """What this fee alone adds to the interest."""
    if interest is None or fee_amount(fee, offer.contract_amount) is None:
        return None
    alone = fee_sums([fee], offer.contract_amount)
    taken = {FeeWhen.KEPT_BACK: alone.kept_back, FeeWhen.FINANCED: alone.financed}.get(fee.when, Decimal(0))
    with working():
        money = offer.contract_amount - taken - alone.upfront
    try:
        return Stream(money, with_fees(payments, alone), offer.term.interval).nominal() - interest
    except RateError:
        return None
