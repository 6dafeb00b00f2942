"""An offer worked out to the last payment: what it costs, by which rate, and what its own figures leave out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from courses.loans._checks import MAX_YEARLY_RATE, working
from courses.loans._fields import CENT, put
from courses.loans.cost._offer_terms import Fee, FeeWhen, LoanOffer, Repayment
from courses.loans.cost._payments import (
    FeeSums,
    Payments,
    computed_schedule,
    contract_payments,
    fee_amount,
    fee_sums,
    first_period,
    paid_in,
    quoted_yearly,
    received,
    with_fees,
)
from courses.loans.cost._pricing import RateSet, Stream, as_decimal, implied_schedule, rate_set, without_rate
from courses.loans.cost._quote import TOLERANCE, QuoteReading, left_out, nominal_without_fees, read_quote
from courses.loans.cost._repaid import why_not_repaid
from courses.loans.money import cents
from courses.loans.schedules.flows import CashFlow
from courses.loans.schedules.schedule import Instalment, Schedule

Number = Decimal | int | str


@dataclass(frozen=True, slots=True)
class OfferFinding:
    """Something a reader should know about an offer: a code and the numbers of its sentence."""

    code: str
    numbers: Mapping[str, Number]

    def __post_init__(self) -> None:
        put(self, numbers=MappingProxyType(dict(self.numbers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCost:
    """The result for one offer. `offer` is the offer as it was counted.

    `schedule` holds the contract's lines with the fees of each instalment; `payments` are what is paid at each date,
    `bare` the same without fees, and `instalment` is the first payment. `total_paid` includes what is paid upfront,
    so cost = total_paid - received.
    With `lower_bound`, every figure is "at least".
    """

    offer: LoanOffer
    received: Decimal
    upfront: Decimal
    schedule: Schedule
    flows: tuple[CashFlow, ...]
    bare: Payments
    payments: tuple[Decimal, ...]
    instalment: Decimal
    last_instalment: Decimal
    count: int
    total_paid: Decimal
    cost: Decimal
    cost_per_100: Decimal | None
    rates: RateSet
    quote: QuoteReading | None
    not_in_quote: tuple[Fee, ...]
    unknowns: tuple[str, ...]
    lower_bound: bool
    by_payee: tuple[tuple[str, Decimal], ...]
    findings: tuple[OfferFinding, ...]


def unknown_fields(offer: LoanOffer) -> tuple[str, ...]:
    """The fields whose values would change the cost and are not known; a missing value is never taken as 0."""
    names = [] if offer.fees_complete else ["fees"]
    names += [
        f"fees[{index}].amount"
        for index, fee in enumerate(offer.fees)
        if fee.compulsory and fee.amount is None and fee.share is None
    ]
    if offer.cash_price is None and offer.amount_received is None:
        names.append("amount_received")
    return tuple(names)


def with_optional_fees(offer: LoanOffer) -> LoanOffer:
    """The same offer when every optional fee is taken."""
    return replace(offer, fees=tuple(replace(fee, compulsory=True) for fee in offer.fees))


def true_cost(offer: LoanOffer, *, with_optional: bool = False) -> OfferCost:
    """What the offer costs if everything is paid on time; optional fees only when asked for."""
    if with_optional:
        offer = with_optional_fees(offer)
    fees = fee_sums(offer.fees, offer.contract_amount)
    money_in = received(offer, fees)
    path = balance_path(offer)
    bare = paid_in(path)
    paid = with_fees(bare, fees)
    with working():
        stream = Stream(money_in - fees.upfront, paid, offer.term.interval)
        total = sum((amount for _, amount in paid), fees.upfront)
        cost = total - money_in
    rates = _rates(offer, stream, path, bare, cost)
    quote = read_quote(offer, rates, bare)
    unknowns = _with_unexplained(offer, quote)
    return OfferCost(
        offer=offer,
        received=money_in,
        upfront=fees.upfront,
        schedule=with_fee_column(path, fees),
        flows=stream.flows,
        bare=bare,
        payments=tuple(amount for _, amount in paid),
        instalment=paid[0][1],
        last_instalment=paid[-1][1],
        count=len(paid),
        total_paid=total,
        cost=cost,
        cost_per_100=_per_100(cost, money_in),
        rates=rates,
        quote=quote,
        not_in_quote=left_out(offer, quote),
        unknowns=unknowns,
        lower_bound=bool(unknowns),
        by_payee=_by_payee(offer, cost, len(paid)),
        findings=tuple(_findings(offer, money_in, fees, cost, rates)),
    )


def _rates(offer: LoanOffer, stream: Stream, path: Schedule, bare: Payments, cost: Decimal) -> RateSet:
    """All rates; none of a loan that is not repaid, because what is missing would change them."""
    not_repaid = why_not_repaid(offer, bare)
    if not_repaid is not None and any(paid for _, paid in stream.payments):
        return without_rate(not_repaid.code)
    return rate_set(stream, None if offer.repayment == Repayment.CUSTOM else first_period(offer), path, cost)


def _with_unexplained(offer: LoanOffer, quote: QuoteReading | None) -> tuple[str, ...]:
    """Stated sums cheaper than the quoted rate leave something open: a rest that is still owed, or another rate."""
    cheaper = quote is not None and quote.method == "not_explained" and quote.difference < 0
    unknowns = unknown_fields(offer)
    return (*unknowns, "stated_last") if cheaper and _may_contradict(offer) else unknowns


def _may_contradict(offer: LoanOffer) -> bool:
    """Whether sums are stated that need not follow from the quoted rate."""
    return offer.stated_instalment is not None or (offer.amount_received or Decimal(0)) > offer.contract_amount


def known_unknowns(offer: LoanOffer) -> tuple[str, ...]:
    """As `OfferCost.unknowns`, worked out no further than needed."""
    is_quoted = offer.quoted_rate is not None
    return true_cost(offer).unknowns if is_quoted and _may_contradict(offer) else unknown_fields(offer)


def must_be_repaid(cost: OfferCost) -> None:
    """Raise NeverRepaid or NotRepaid where the payments do not repay the loan: something is missing."""
    problem = why_not_repaid(cost.offer, cost.bare)
    if problem is not None:
        raise problem


def _per_100(cost: Decimal, money_in: Decimal) -> Decimal | None:
    with working():
        return cents(100 * cost / money_in) if money_in else None


def balance_path(offer: LoanOffer) -> Schedule:
    """What is owed after each payment: from the quoted rate, or as the stated payments imply it."""
    quoted = quoted_yearly(offer)
    stated = offer.stated_payments or offer.stated_instalment is not None
    if quoted is None or stated:
        payments = contract_payments(offer, offer.contract_amount)
        return implied_schedule(offer.contract_amount, payments, offer.term.interval)
    return computed_schedule(offer, offer.contract_amount, quoted)


def with_fee_column(path: Schedule, fees: FeeSums) -> Schedule:
    if not fees.each and not fees.at_end:
        return path
    with working():
        lines = [_with_fee(line, fees.each) for line in path.instalments]
        lines[-1] = _with_fee(lines[-1], fees.at_end)
    return Schedule(path.principal, tuple(lines))


def _with_fee(line: Instalment, fee: Decimal) -> Instalment:
    return Instalment(
        number=line.number,
        years=line.years,
        interest=line.interest,
        principal=line.principal,
        fee=line.fee + fee,
        balance=line.balance,
    )


def _by_payee(offer: LoanOffer, cost: Decimal, count: int) -> tuple[tuple[str, Decimal], ...]:
    """Who receives what of the cost: each fee its payee; interest and unexplained deductions the lender."""
    shares = {offer.payee: cost}
    with working():
        for fee in offer.fees:
            known = fee_amount(fee, offer.contract_amount) if fee.compulsory else None
            if known:
                times = count if fee.when == FeeWhen.EACH_INSTALMENT else 1
                shares[offer.payee] -= known * times
                shares[fee.payee] = shares.get(fee.payee, Decimal(0)) + known * times
    return tuple((payee, amount) for payee, amount in shares.items() if amount)


def _findings(
    offer: LoanOffer, money_in: Decimal, fees: FeeSums, cost: Decimal, rates: RateSet
) -> Iterator[OfferFinding]:
    """What stands out, in the order in which it is shown."""
    if rates.nominal is None and rates.no_rate != "negative_cost":
        yield OfferFinding(rates.no_rate or "several", {"cost": cost})
    if cost < 0:
        yield OfferFinding("negative_cost", {"cost": cost})
    elif offer.cash_price is not None:
        yield OfferFinding("dearer_than_cash", {"price": offer.cash_price, "cost": cost})
    with working():
        kept = offer.contract_amount - fees.financed - money_in
    if offer.cash_price is None and kept > 0:
        yield OfferFinding("kept_back", {"contract": offer.contract_amount, "received": money_in, "difference": kept})
    yield from _instalment_mismatch(offer)
    all_in, nominal = offer.stated_all_in, rates.nominal
    if all_in is not None and nominal is not None and abs(nominal - float(all_in)) > TOLERANCE:
        yield OfferFinding("all_in_differs", {"stated": all_in, "computed": as_decimal(nominal)})


def _instalment_mismatch(offer: LoanOffer) -> Iterator[OfferFinding]:
    """The quoted rate and the stated instalment say different things, by more than a rounding."""
    quoted, stated = quoted_yearly(offer), offer.stated_instalment
    if quoted is None or stated is None:
        return
    computed = _regular(computed_schedule(offer, offer.contract_amount, quoted), offer)
    with working():
        difference = stated - computed
        if abs(difference) > CENT:
            numbers = {"computed": computed, "stated": stated, "difference": difference}
            yield OfferFinding("instalment_mismatch", numbers)


def _regular(schedule: Schedule, offer: LoanOffer) -> Decimal:
    """The first payment; of a loan in one payment, the whole sum due."""
    return schedule.last if offer.repayment == Repayment.SINGLE_PAYMENT else schedule.regular


def contract_rate(offer: LoanOffer) -> Decimal | None:
    """The yearly rate a penalty is measured by: the quoted one, else the one that the stated payments imply."""
    quoted = quoted_yearly(offer)
    if quoted is not None:
        with working():
            return Decimal(quoted.numerator) / quoted.denominator
    implied = nominal_without_fees(offer, contract_payments(offer, offer.contract_amount))
    return None if implied is None or not 0 <= implied <= MAX_YEARLY_RATE else as_decimal(implied)


def resized(offer: LoanOffer, contract_amount: Decimal) -> LoanOffer:
    """The same offer for another amount: same term, rates and shares, everything stated in proportion.

    Fixed fees stay as they are, so what is kept back of the money is the fees plus the same share as before.
    """
    ratio = Fraction(contract_amount) / Fraction(offer.contract_amount)

    def scaled(sum_: Decimal | None) -> Decimal | None:
        if sum_ is None:
            return None
        with working():
            return cents(sum_ * ratio.numerator / ratio.denominator)

    return replace(
        offer,
        contract_amount=contract_amount,
        amount_received=_resized_received(offer, contract_amount),
        cash_price=scaled(offer.cash_price),
        stated_instalment=scaled(offer.stated_instalment),
        stated_last=scaled(offer.stated_last),
        stated_payments=tuple((years, scaled(paid) or Decimal(0)) for years, paid in offer.stated_payments),
        balloon=scaled(offer.balloon) or Decimal(0),
    )


def _resized_received(offer: LoanOffer, contract_amount: Decimal) -> Decimal | None:
    if offer.amount_received is None:
        return None
    before, after = fee_sums(offer.fees, offer.contract_amount), fee_sums(offer.fees, contract_amount)
    with working():
        other = offer.contract_amount - before.kept_back - before.financed - offer.amount_received
        other = other * contract_amount / offer.contract_amount
        return max(Decimal(0), cents(contract_amount - after.kept_back - after.financed - other))
