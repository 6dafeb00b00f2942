"""From an offer to its payments: what is received, what each instalment is, and which fees come on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import working
from courses.loans._fields import CENT
from courses.loans.cost._offer_terms import Fee, FeeWhen, LoanOffer, Repayment, yearly_rate
from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate, RateUnit, cents
from courses.loans.schedules.flows import DAYS_OF, Interval, add_months, eu_interval
from courses.loans.schedules.schedule import (
    Instalment,
    Schedule,
    equal_instalments,
    equal_principal,
    flat_fee,
    interest_first,
)

Payments = tuple[tuple[Fraction, Decimal], ...]

_MONTHS = {Interval.MONTH: 1, Interval.QUARTER: 3, Interval.YEAR: 12}
_EU_UNIT = {Interval.DAY: "day", Interval.MONTH: "month", Interval.QUARTER: "month", Interval.YEAR: "year"}

_EVEN_KINDS: dict[Repayment, Callable[..., Schedule]] = {
    Repayment.EQUAL_PRINCIPAL: equal_principal,
    Repayment.FLAT_FEE: flat_fee,
    Repayment.INTEREST_FIRST: interest_first,
}


@dataclass(frozen=True, slots=True)
class FirstPeriod:
    """The time to the first payment: in years by the European rule, and in unit-periods and odd days (Appendix J)."""

    years: Fraction
    periods: int
    odd: Fraction


def first_period(offer: LoanOffer) -> FirstPeriod:
    """One interval, unless both dates are known and say otherwise; of a single payment, the whole loan."""
    interval = offer.term.interval
    if offer.start is None or offer.first_due is None:
        periods = offer.term.count if offer.repayment == Repayment.SINGLE_PAYMENT else 1
        return FirstPeriod(periods * interval.years, periods, Fraction(0))
    periods = _whole_periods(offer.start, offer.first_due, interval)
    # A due date on the 28th after a start on the 31st is one month later, as the contract counts it.
    if _later(offer.start, interval, periods + 1) == offer.first_due:
        periods += 1
    if _later(offer.start, interval, periods) == offer.first_due:
        return FirstPeriod(periods * interval.years, periods, Fraction(0))
    odd = (_later(offer.first_due, interval, -periods) - offer.start).days
    years = eu_interval(offer.start, offer.first_due, _EU_UNIT.get(interval, "week"))
    return FirstPeriod(years, periods, Fraction(odd, DAYS_OF[interval]))


def _later(day: date, interval: Interval, count: int) -> date:
    if interval in _MONTHS:
        return add_months(day, _MONTHS[interval] * count)
    return day + timedelta(days=DAYS_OF[interval] * count)


def _whole_periods(start: date, end: date, interval: Interval) -> int:
    """How many whole intervals, counted back from the later date, do not pass the start."""
    periods = (end - start).days // DAYS_OF[interval]
    while periods and _later(end, interval, -periods) < start:
        periods -= 1
    return periods


def fee_amount(fee: Fee, contract_amount: Decimal) -> Decimal | None:
    """The fee in money; None while it is not known."""
    if fee.share is not None:
        with working():
            return cents(fee.share * contract_amount)
    return fee.amount


@dataclass(frozen=True, slots=True)
class FeeSums:
    """The known fees, added up by how they are collected."""

    kept_back: Decimal
    upfront: Decimal
    financed: Decimal
    each: Decimal
    at_end: Decimal


NO_FEES = FeeSums(*(Decimal(0),) * 5)


def fee_sums(fees: Sequence[Fee], contract_amount: Decimal) -> FeeSums:
    """The compulsory fees of an offer; optional ones stay out."""
    if not fees:
        return NO_FEES
    sums = dict.fromkeys(FeeWhen, Decimal(0))
    with working():
        for fee in fees:
            if fee.compulsory:
                sums[fee.when] += fee_amount(fee, contract_amount) or Decimal(0)
    return FeeSums(
        sums[FeeWhen.KEPT_BACK],
        sums[FeeWhen.UPFRONT],
        sums[FeeWhen.FINANCED],
        sums[FeeWhen.EACH_INSTALMENT],
        sums[FeeWhen.AT_END],
    )


def received(offer: LoanOffer, fees: FeeSums) -> Decimal:
    """What reaches the borrower: the cash price of the goods, the sum in hand, or the contract less what is kept."""
    if offer.cash_price is not None:
        return offer.cash_price
    if offer.amount_received is not None:
        return offer.amount_received
    with working():
        rest = offer.contract_amount - fees.kept_back - fees.financed
    if rest < 0:
        raise InvalidInput("fees", "too_large", most=offer.contract_amount)
    return rest


def with_fees(payments: Payments, fees: FeeSums) -> Payments:
    """The fees of each instalment on every payment, and those at the end on the last."""
    if not fees.each and not fees.at_end:
        return payments
    with working():
        paid = [(years, amount + fees.each) for years, amount in payments]
        paid[-1] = (paid[-1][0], paid[-1][1] + fees.at_end)
    return tuple(paid)


def computed_schedule(offer: LoanOffer, contract_amount: Decimal, yearly: Fraction) -> Schedule:
    """The schedule that a yearly rate gives, without fees. The balloon keeps its share of the amount."""
    first, step, count = first_period(offer), offer.term.interval.years, offer.term.count
    rate = yearly * step
    if offer.repayment == Repayment.EQUAL_INSTALMENTS:
        return equal_instalments(
            contract_amount,
            rate,
            count,
            step=step,
            balloon=_scaled(offer.balloon, contract_amount, offer),
            amortise_over=offer.amortise_over,
            first_gap=first.years / step,
        )
    if offer.repayment == Repayment.SINGLE_PAYMENT:
        return _single(offer, contract_amount, yearly, first.years)
    schedule = _EVEN_KINDS[offer.repayment](contract_amount, rate, count, step=step)
    return _moved(schedule, first.years, step)


def _single(offer: LoanOffer, principal: Decimal, yearly: Fraction, years: Fraction) -> Schedule:
    """Simple interest; a number of days counts on the contract's own day basis: 7 days at 0.05 % are 0.35 %."""
    basis = 365 if offer.quoted_rate is None else offer.quoted_rate.day_basis
    on_basis = years * 365 / basis if offer.term.interval == Interval.DAY else years
    if offer.quoted_rate is not None and offer.quoted_rate.unit == RateUnit.INSTALMENT:
        on_basis = offer.term.years
    due = Fraction(principal) * yearly * on_basis
    with working():
        interest = cents(Decimal(due.numerator) / due.denominator)
    line = Instalment(
        number=1, years=years, interest=interest, principal=principal, fee=Decimal(0), balance=Decimal("0.00")
    )
    return Schedule(principal, (line,))


def _moved(schedule: Schedule, first: Fraction, step: Fraction) -> Schedule:
    """The same instalments from another first date; interest for the first period follows its length."""
    if first == step:
        return schedule
    with working():
        gap = Decimal((first / step).numerator) / (first / step).denominator
        lines = [
            line._replace(
                years=first + (line.number - 1) * step,
                interest=cents(line.interest * gap) if line.number == 1 else line.interest,
            )
            for line in schedule.instalments
        ]
    return Schedule(schedule.principal, tuple(lines))


def _scaled(stated: Decimal, contract_amount: Decimal, offer: LoanOffer) -> Decimal:
    if contract_amount == offer.contract_amount:
        return stated
    with working():
        return cents(stated * contract_amount / offer.contract_amount)


def quoted_yearly(offer: LoanOffer) -> Fraction | None:
    """The quoted rate a year without compounding, exactly."""
    return None if offer.quoted_rate is None else yearly_rate(offer.quoted_rate, offer)


def contract_payments(offer: LoanOffer, contract_amount: Decimal) -> Payments:
    """The payments without fees: as stated, in proportion to the amount; where nothing is stated, from the rate."""
    if offer.stated_payments:
        return tuple((years, _scaled(paid, contract_amount, offer)) for years, paid in offer.stated_payments)
    if offer.stated_instalment is not None:
        return _stated(offer, contract_amount, offer.stated_instalment)
    return paid_in(computed_schedule(offer, contract_amount, yearly_rate(_known(offer.quoted_rate), offer)))


def _known(quoted: QuotedRate | None) -> QuotedRate:
    if quoted is None:
        raise InvalidInput("quoted_rate", "need_rate_or_instalment")
    return quoted


def paid_in(schedule: Schedule) -> Payments:
    """Times and payments of a schedule."""
    with working():
        return tuple((line.years, line.interest + line.principal + line.fee) for line in schedule.instalments)


def _stated(offer: LoanOffer, contract_amount: Decimal, stated: Decimal) -> Payments:
    """The stated instalment each time; the last as stated, or with what this kind of repayment leaves for the end."""
    first, step, count = first_period(offer).years, offer.term.interval.years, offer.term.count
    if offer.repayment == Repayment.SINGLE_PAYMENT:
        return ((first, _scaled(stated, contract_amount, offer)),)
    if offer.repayment == Repayment.EQUAL_PRINCIPAL:
        yearly = _rate_of_first_payment(offer, stated, first)
        sums = [amount for _, amount in paid_in(computed_schedule(offer, contract_amount, yearly))]
    else:
        sums = [_scaled(stated, contract_amount, offer)] * count
        with working():
            sums[-1] += _scaled(_left_for_the_end(offer), contract_amount, offer)
    if offer.stated_last is not None:
        sums[-1] = _scaled(offer.stated_last, contract_amount, offer)
    else:
        sums[-1] += _lost_cents(offer.contract_amount, [stated] * count, offer)
    return tuple((first + index * step, amount) for index, amount in enumerate(sums))


def _lost_cents(contract_amount: Decimal, sums: list[Decimal], offer: LoanOffer) -> Decimal:
    """What rounding takes from instalments without interest: 12 x 833.33 repay 10,000 with 4 cents in the last one."""
    if offer.repayment == Repayment.EQUAL_PRINCIPAL or _left_for_the_end(offer):
        return Decimal(0)
    with working():
        lost = contract_amount - sum(sums, Decimal(0))
        return lost if 0 < lost < CENT * len(sums) else Decimal(0)


def _rate_of_first_payment(offer: LoanOffer, stated: Decimal, first: Fraction) -> Fraction:
    """Equal principal: the first payment is P/n + P x rate x time, so the yearly rate follows from it."""
    part = Fraction(offer.contract_amount) / offer.term.count
    if Fraction(stated) < part or not first:
        with working():
            raise InvalidInput("stated_instalment", "too_small", least=cents(offer.contract_amount / offer.term.count))
    return (Fraction(stated) - part) / Fraction(offer.contract_amount) / first


def _left_for_the_end(offer: LoanOffer) -> Decimal:
    """What the last payment holds beside the stated instalment, when it is not stated itself."""
    if offer.repayment == Repayment.INTEREST_FIRST:
        return offer.contract_amount
    if offer.amortise_over is not None and offer.stated_last is None:
        computed = computed_schedule(offer, offer.contract_amount, yearly_rate(_known(offer.quoted_rate), offer))
        with working():
            return computed.last - computed.regular
    return offer.balloon
