"""The burden of a loan, whether it is known as an offer, its cost, a schedule or only as an instalment."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import amount, whole, working
from courses.loans._fields import MAX_DAYS, put
from courses.loans._largest import Noise, rounding_noise
from courses.loans._offer_terms import LoanOffer, Repayment
from courses.loans._payments import (
    Payments,
    contract_payments,
    fee_sums,
    first_period,
    paid_in,
    quoted_yearly,
    received,
    with_fees,
)
from courses.loans._position import Burden, burden_of
from courses.loans._true_cost import OfferCost, unknown_fields
from courses.loans.money import cents
from courses.loans.schedule import Schedule, level_instalment


@dataclass(frozen=True, slots=True)
class KnownInstalment:
    """Only the instalment a month is known, perhaps how many, and what is paid upfront."""

    amount: Decimal
    months: int | None = None
    upfront: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        put(self, amount=amount(self.amount, "amount"), upfront=amount(self.upfront, "upfront"))
        if self.months is not None:
            whole(self.months, "months", least=1, most=MAX_DAYS)


Loan = LoanOffer | OfferCost | Schedule | KnownInstalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCase:
    """What the verdict needs to know of a loan. `burden_at` is the burden of the same loan for another amount."""

    burden: Burden
    amount: Decimal | None = None
    received: Decimal | None = None
    unknowns: tuple[str, ...] = ()
    offer: LoanOffer | None = None
    burden_at: Callable[[Decimal], Burden] | None = None
    noise: Noise | None = None


def case_of(loan: Loan) -> LoanCase:
    """Any of the four forms in which a loan may be known."""
    if isinstance(loan, OfferCost):
        return _offer_case(loan.offer)
    if isinstance(loan, LoanOffer):
        return _offer_case(loan)
    if isinstance(loan, Schedule):
        return _schedule_case(loan)
    monthly = Fraction(loan.amount)
    return LoanCase(
        burden=Burden(
            monthly=monthly,
            without_last=monthly,
            straight=True,
            before=Fraction(0),
            last=Fraction(0),
            end=Fraction(0),
            upfront=Fraction(loan.upfront),
        )
    )


def offer_burden(offer: LoanOffer, contract_amount: Decimal, payments: Payments) -> Burden:
    """The burden of payments without fees, once the fees of the offer are added."""
    fees = fee_sums(offer.fees, contract_amount)
    own_list = offer.repayment == Repayment.CUSTOM
    return burden_of(
        with_fees(payments, fees),
        per_year=None if own_list else Fraction(offer.term.interval.per_year),
        upfront=fees.upfront,
    )


def _offer_case(offer: LoanOffer) -> LoanCase:
    noise = _noise(offer)

    def burden_at(contract_amount: Decimal) -> Burden:
        level = _level_burden(offer, contract_amount, noise)
        return level or offer_burden(offer, contract_amount, contract_payments(offer, contract_amount))

    return LoanCase(
        burden=burden_at(offer.contract_amount),
        amount=offer.contract_amount,
        received=received(offer, fee_sums(offer.fees, offer.contract_amount)),
        unknowns=unknown_fields(offer),
        offer=offer,
        burden_at=burden_at,
        noise=noise,
    )


def _noise(offer: LoanOffer) -> Noise:
    """Only level instalments from a rate let cents add up with interest; stated sums are rounded once each."""
    yearly = quoted_yearly(offer) if offer.repayment == Repayment.EQUAL_INSTALMENTS else None
    computed = yearly is not None and offer.stated_instalment is None
    return rounding_noise(
        rate=float((yearly or 0) * offer.term.interval.years) if computed else 0.0,
        count=max(offer.term.count, len(offer.stated_payments)),
        per_year=Fraction(offer.term.interval.per_year),
        shares=sum(fee.share is not None for fee in offer.fees),
    )


def _level_burden(offer: LoanOffer, contract_amount: Decimal, noise: Noise) -> Burden | None:
    """The same burden without writing the schedule, for level instalments that go on after the first year.

    Their last payment then counts only as a lump, and its cents cannot make it one. None: the schedule is needed.
    """
    yearly, interval, fees = quoted_yearly(offer), offer.term.interval, fee_sums(offer.fees, contract_amount)
    level = offer.repayment == Repayment.EQUAL_INSTALMENTS and not offer.balloon and offer.amortise_over is None
    plain = level and offer.stated_instalment is None and not fees.at_end and yearly is not None
    if not plain or offer.term.count <= interval.per_year or first_period(offer).years != interval.years:
        return None
    regular = level_instalment(contract_amount, (yearly or Fraction(0)) * interval.years, offer.term.count)
    if noise.last * 2 >= regular:
        return None
    paid = Fraction(regular) + Fraction(fees.each)
    monthly = min(paid * interval.per_year / 12, paid * (offer.term.count - 1))
    return Burden(
        monthly=monthly,
        without_last=monthly,
        straight=True,
        before=paid,
        last=paid,
        end=offer.term.years,
        upfront=Fraction(fees.upfront),
    )


def _schedule_case(schedule: Schedule) -> LoanCase:
    payments, per_year = paid_in(schedule), _payments_per_year(schedule)

    def burden_at(principal: Decimal) -> Burden:
        with working():
            scaled = tuple((years, cents(paid * principal / schedule.principal)) for years, paid in payments)
        return burden_of(scaled, per_year=per_year, upfront=Decimal(0))

    return LoanCase(
        burden=burden_of(payments, per_year=per_year, upfront=Decimal(0)),
        amount=schedule.principal or None,
        received=schedule.principal,
        burden_at=burden_at,
        noise=rounding_noise(rate=0, count=0, per_year=per_year, shares=0),
    )


def _payments_per_year(schedule: Schedule) -> Fraction | None:
    """From the gap between the instalments; None when the gaps differ, as in an own list."""
    times = [line.years for line in schedule.instalments]
    gaps = {later - earlier for earlier, later in zip(times, times[1:], strict=False)}
    gap = gaps.pop() if len(gaps) == 1 else Fraction(0)
    return 1 / gap if gap else None
