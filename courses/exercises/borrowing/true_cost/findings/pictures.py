"""The result's pictures, drawn by the kinds that lessons use: the yearly ruler, paper and hand, the instalments."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.kinds import paper_hand, split
from courses.exercises.borrowing.true_cost.findings.box import WeighedOffer
from courses.exercises.results.price_lines import lines_that_apply
from courses.exercises.results.price_ruler import Measured, offers_ruler, price_ruler
from courses.exercises.results.wording import money
from courses.loans.offer import OfferCost, Repayment
from courses.loans.schedules.schedule import Schedule

FEWEST, MOST = 2, 36  # instalments in a picture


def ruler(offers: Sequence[WeighedOffer]) -> Drawing | None:
    """The offers beside the dated lines that could apply to any of them."""
    lines = tuple(dict.fromkeys(line for one in offers for line in lines_that_apply(one.cost.offer.lender)))
    if len(offers) == 1 and not offers[0].hides_something:
        return price_ruler(offers[0].cost, lines)
    return offers_ruler((Measured(_name(one), one.cost, _said(one)) for one in offers), lines)


def _name(one: WeighedOffer) -> str:
    return _("Offer %(letter)s") % {"letter": one.letter} if one.letter else _("This loan")


def _said(one: WeighedOffer) -> Decimal | None:
    return one.cost.quote.yearly if one.cost.quote is not None and one.hides_something else None


def paper_and_hand(cost: OfferCost) -> Drawing | None:
    """The contract amount beside the money received; None if nothing is kept back, or for goods."""
    kept = cost.offer.contract_amount - cost.received
    if kept <= 0 or cost.received <= 0 or cost.offer.cash_price is not None:  # goods: no money reaches a hand
        return None
    given = paper_hand.PaperHand.model_construct(
        contract=cost.offer.contract_amount, kept=kept, asked=cost.total_paid, rate=None, months=1, days=None
    )
    drawing = paper_hand.draw(given)
    return replace(drawing, table=replace(drawing.table, caption=_("Written, in hand and to pay back")))


class OfferSplit(split.SplitDrawing):
    """A schedule that is known line by line, with the fees of each payment."""

    known: Any

    @property
    def schedule(self) -> Schedule:
        known: Schedule = self.known
        return known


def instalments(cost: OfferCost) -> Drawing | None:
    """Interest, fees and principal of each payment; None for one payment, many, or a debt that grows on the way.

    Of goods that are dearer on credit a part of the principal is a charge too: then it would say too little.
    """
    schedule = cost.schedule
    if cost.offer.cash_price is not None and schedule.principal != cost.received:
        return None
    falls = all(line.principal >= 0 and line.interest + line.fee >= 0 for line in schedule.instalments)
    if not FEWEST <= cost.count <= MOST or not falls:
        return None
    is_flat = cost.offer.repayment == Repayment.FLAT_FEE and not cost.offer.fees
    way = split.SplitWay.FLAT_FEE if is_flat and schedule.fees else split.SplitWay.EQUAL_INSTALMENTS
    given = OfferSplit.model_construct(
        amount=schedule.principal, rate=Decimal(0), count=cost.count, repayment=way, known=schedule
    )
    drawing = split.draw(given)
    words = {"amount": money(schedule.principal), "cost": money(schedule.interest + schedule.fees)}
    return replace(
        drawing,
        caption=_("Payment by payment: %(cost)s of it all is interest and fees") % words,
        table=replace(drawing.table, caption=_("Payments for %(amount)s") % words),
    )
