"""Whether the rounding of each payment decides what is left for the last one."""

from decimal import Decimal

from courses.loans._checks import working
from courses.loans.cost._offer_terms import Repayment
from courses.loans.cost._true_cost import OfferCost

A_LOT = Decimal("0.1")  # of a payment: ordinary rounding leaves less to the last one


def hangs_on_a_cent(cost: OfferCost) -> bool:
    """Whether level payments, worked out from the rate, hardly repay anything over their many periods.

    10,000 at 36 % over 480 months asks for 300.00 a month, which is the interest to the cent: with 300.00 all of it is
    left for the end, with 300.01 it is repaid after 349 months. Only the contract says which.
    """
    offer = cost.offer
    is_level = offer.repayment == Repayment.EQUAL_INSTALMENTS and not offer.balloon and offer.amortise_over is None
    if not is_level or offer.stated_instalment is not None:
        return False
    with working():
        return abs(cost.bare[-1][1] - cost.bare[0][1]) > cost.bare[0][1] * A_LOT
