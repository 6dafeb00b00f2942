"""The burden of a loan, whether it is known as an offer, its cost, a schedule or only as an instalment."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courses.loans._checks import MAX_YEARS, amount, whole, working
from courses.loans._fields import put
from courses.loans.affordability._walk import Burden, burden_of, months_of
from courses.loans.cost._offer_terms import LoanOffer
from courses.loans.cost._payments import Payments, contract_payments, fee_sums, paid_in, received, with_fees
from courses.loans.cost._repaid import why_not_repaid
from courses.loans.cost._true_cost import OfferCost, known_unknowns
from courses.loans.money import cents
from courses.loans.schedules.schedule import Schedule

LONGEST = 12 * MAX_YEARS  # how long an instalment goes on that is not said to end


@dataclass(frozen=True, slots=True)
class KnownInstalment:
    """Only the instalment a month is known, perhaps how many, and what is paid upfront."""

    amount: Decimal
    months: int | None = None
    upfront: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        put(self, amount=amount(self.amount, "amount"), upfront=amount(self.upfront, "upfront"))
        if self.months is not None:
            whole(self.months, "months", least=1, most=LONGEST)


Loan = LoanOffer | OfferCost | Schedule | KnownInstalment


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCase:
    """What the verdict needs to know of a loan. `burden_at` is the burden of the same loan for another amount.

    `nearly_at` is the same but for cents of rounding, and quicker.
    """

    burden: Burden
    amount: Decimal | None = None
    received: Decimal | None = None
    unknowns: tuple[str, ...] = ()
    offer: LoanOffer | None = None
    burden_at: Callable[[Decimal], Burden] | None = None
    nearly_at: Callable[[Decimal], Burden] | None = None


def case_of(loan: Loan) -> LoanCase:
    """Any of the four forms in which a loan may be known; raises NeverRepaid or NotRepaid where it is not repaid."""
    if isinstance(loan, OfferCost):
        return offer_case(loan.offer, loan.unknowns, loan.bare)
    if isinstance(loan, LoanOffer):
        return offer_case(loan, known_unknowns(loan))
    if isinstance(loan, Schedule):
        return _schedule_case(loan)
    paid = tuple((Fraction(number, 12), loan.amount) for number in range(1, (loan.months or LONGEST) + 1))
    return LoanCase(burden=burden_of(paid, upfront=loan.upfront))


def offer_burden(
    offer: LoanOffer, contract_amount: Decimal, payments: Payments, due_in: tuple[int, ...] = ()
) -> Burden:
    """The burden of payments without fees, once the fees of the offer are added."""
    fees = fee_sums(offer.fees, contract_amount)
    return burden_of(with_fees(payments, fees), upfront=fees.upfront, due_in=due_in)


def offer_case(offer: LoanOffer, unknowns: tuple[str, ...] = (), payments: Payments = ()) -> LoanCase:
    """`payments` without fees, where they are known already."""
    payments = payments or contract_payments(offer, offer.contract_amount)
    problem = why_not_repaid(offer, payments)
    if problem is not None:
        raise problem
    due_in = months_of(payments)

    def burden_at(contract_amount: Decimal) -> Burden:
        return offer_burden(offer, contract_amount, contract_payments(offer, contract_amount), due_in)

    def nearly_at(contract_amount: Decimal) -> Burden:
        return offer_burden(offer, contract_amount, _scaled(payments, contract_amount / offer.contract_amount), due_in)

    return LoanCase(
        burden=offer_burden(offer, offer.contract_amount, payments, due_in),
        amount=offer.contract_amount,
        received=received(offer, fee_sums(offer.fees, offer.contract_amount)),
        unknowns=unknowns,
        offer=offer,
        burden_at=burden_at,
        nearly_at=nearly_at,
    )


def _scaled(payments: Payments, ratio: Decimal) -> Payments:
    with working():
        return tuple((years, paid * ratio) for years, paid in payments)


def _schedule_case(schedule: Schedule) -> LoanCase:
    payments = paid_in(schedule)

    def burden_at(principal: Decimal) -> Burden:
        with working():
            scaled = tuple((years, cents(paid * principal / schedule.principal)) for years, paid in payments)
        return burden_of(scaled, upfront=Decimal(0))

    return LoanCase(
        burden=burden_of(payments, upfront=Decimal(0)),
        amount=schedule.principal or None,
        received=schedule.principal,
        burden_at=burden_at,
        nearly_at=burden_at,
    )
