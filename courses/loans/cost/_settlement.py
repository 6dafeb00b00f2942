"""Repaying an offer early: what is due on that day, and what it saves."""

from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import whole, working
from courses.loans.cost._offer_terms import EarlyRepayment
from courses.loans.cost._pricing import Stream
from courses.loans.cost._true_cost import OfferCost
from courses.loans.errors import RateError
from courses.loans.money import cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Early repayment together with payment number `after`.

    `balance` is the principal still owed, `later_fees` those fees of later instalments that are due all the same.
    While the charge is not known, `charge`, `to_pay`, `saved` and `rate` are None. Not knowing whether fees stop
    counts them as due, so `saved` is then "at least". `rate` is the nominal rate of the loan as it was really paid.
    """

    after: int
    balance: Decimal
    charge: Decimal | None
    later_fees: Decimal
    to_pay: Decimal | None
    saved: Decimal | None
    rate: float | None
    unknowns: tuple[str, ...]


def settle_early(cost: OfferCost, *, after: int) -> Settlement:
    """Pay instalment `after` and, with it, everything that is still owed."""
    whole(after, "after", least=1, most=max(1, cost.count - 1))
    rule = cost.offer.early_repayment or EarlyRepayment(None, None, None)
    line = cost.schedule.instalments[after - 1]
    balance = line.balance if after < cost.count else Decimal(0)
    with working():
        fees = sum((later.fee for later in cost.schedule.instalments[after:]), Decimal(0))
        later_fees = Decimal(0) if rule.fees_stop else fees
        charge = _charge(rule, balance)
        to_pay = None if charge is None else balance + charge + later_fees
        saved = None if to_pay is None else sum(cost.payments[after:], Decimal(0)) - to_pay
    unknowns = ["early_repayment.charge"] if charge is None else []
    if rule.fees_stop is None and fees:
        unknowns.append("early_repayment.fees_stop")
    return Settlement(
        after=after,
        balance=balance,
        charge=charge,
        later_fees=later_fees,
        to_pay=to_pay,
        saved=saved,
        rate=None if to_pay is None else _rate(cost, after, to_pay),
        unknowns=tuple(unknowns),
    )


def _charge(rule: EarlyRepayment, balance: Decimal) -> Decimal | None:
    """A fixed charge, a share of the balance, or both; None when neither is known."""
    if rule.charge is None and rule.share is None:
        return None
    return (rule.charge or Decimal(0)) + cents((rule.share or Decimal(0)) * balance)


def _rate(cost: OfferCost, after: int, to_pay: Decimal) -> float | None:
    start, *flows = cost.flows
    with working():
        paid = [(flow.years, -flow.amount) for flow in flows[:after]]
        paid[-1] = (paid[-1][0], paid[-1][1] + to_pay)
    try:
        return Stream(start.amount, tuple(paid), cost.offer.term.interval).nominal()
    except RateError:
        return None
