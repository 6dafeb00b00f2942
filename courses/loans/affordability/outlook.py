"""What a loan takes and leaves each month, and what it costs: the short look beside which changes are weighed."""

from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import working
from courses.loans.affordability._loan_case import offer_case
from courses.loans.affordability._position import money
from courses.loans.affordability.budget import Budget, position_of
from courses.loans.offer import LoanOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The same figures as of Affordability and OfferCost, without a verdict and without any rate.

    `monthly` is the largest sum of one month without a lump, in money to the cent, and `fullest` that month (1 is the
    first). `due` is what falls due in each month, to the last payment. `left` is what remains in the fullest month,
    below 0 when something is missing. `cost` is all that is paid, less what is received.
    """

    monthly: Decimal
    fullest: int
    due: tuple[Decimal, ...]
    left: Decimal
    cost: Decimal


def outlook(budget: Budget, offer: LoanOffer) -> Outlook:
    """Return the figures of a loan beside a household's month.

    Raises NeverRepaid or NotRepaid, as `assess` does.
    """
    case = offer_case(offer)
    position, regular = position_of(budget, case.burden), case.burden.regular
    with working():
        return Outlook(
            monthly=money(position.monthly),
            fullest=regular.index(max(regular)) + 1,
            due=case.burden.sums,
            left=money(position.left),
            cost=case.burden.total + case.burden.upfront - (case.received or Decimal(0)),
        )
