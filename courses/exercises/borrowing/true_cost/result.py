"""The result page as plain values: one box, the ruler, what to ask, then each offer line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.exercises.base import Choice
from courses.exercises.borrowing.can_i_afford.findings.price import price_of
from courses.exercises.borrowing.true_cost.findings import pictures
from courses.exercises.borrowing.true_cost.findings.asking import questions
from courses.exercises.borrowing.true_cost.findings.box import CostBox, WeighedOffer, box_of
from courses.exercises.borrowing.true_cost.findings.offer_view import OfferView, view_of
from courses.exercises.borrowing.true_cost.form import TrueCostForm
from courses.exercises.borrowing.true_cost.handing_on import handed_on
from courses.exercises.forms.read_back import Doubt, doubts
from courses.exercises.links.handing_on import OnWith
from courses.exercises.results.sources import cited
from courses.loans.ceilings import Country
from courses.loans.offer import Comparison, FeeKind, OfferCost, side_by_side
from courses.loans.schedules.flows import Interval

ABOUT_THE_SHEET = ("CN-RATE-12", "CN-RATE-13", "CN-RATE-52")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueCostResult:
    box: CostBox
    pictures: tuple[Drawing, ...]
    to_do: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    offers: tuple[OfferView, ...]
    compared: str
    left_out: tuple[Choice, ...]
    on_with: tuple[OnWith, ...]
    sources: tuple[CitedFact, ...]

    @property
    def is_one(self) -> bool:
        return len(self.offers) == 1


def true_cost_result(form: TrueCostForm) -> TrueCostResult:
    weighed = tuple(_weighed(part.letter, part.cost) for part in form.parts)
    costs = [one.cost for one in weighed]
    comparison = side_by_side(costs, country=Country(settings.LOANS_COUNTRY)) if len(costs) > 1 else None
    return TrueCostResult(
        box=box_of(weighed),
        pictures=tuple(_pictures(weighed)),
        to_do=questions(weighed),
        doubts=tuple(doubt for part in form.parts for doubt in doubts(part)),
        offers=tuple(
            view_of(part, one, comparison, index)
            for index, (part, one) in enumerate(zip(form.parts, weighed, strict=True))
        ),
        compared=_compared(comparison),
        left_out=tuple(_left_out(form)),
        on_with=tuple(handed_on(form)),
        sources=cited(tuple(dict.fromkeys(_facts(weighed)))),
    )


def _weighed(letter: str, cost: OfferCost) -> WeighedOffer:
    is_short = cost.flows[-1].years <= Interval.MONTH.years
    return WeighedOffer(letter=letter, cost=cost, price=price_of(cost, is_over_in_a_month=is_short))


def _pictures(offers: tuple[WeighedOffer, ...]) -> Iterator[Drawing]:
    """A short loan off the ruler begins with paper and hand, which says more."""
    first = offers[0]
    paper = pictures.paper_and_hand(first.cost) if len(offers) == 1 else None
    found = [pictures.ruler(offers), paper]
    if first.price.pattern:
        found.reverse()
    yield from (one for one in found if one is not None)


def _compared(comparison: Comparison | None) -> str:
    """Return in words how far the offers can be compared."""
    if comparison is None:
        return ""
    if not comparison.same_amount:
        return _(
            "The money in hand differs: compare the yearly cost and what comes on top of every ¥100, not the sums."
        )
    if not comparison.same_term:
        return _("The times differ: a longer loan costs more in all at the same yearly cost.")
    return _("The same money in hand for the same time: sums and yearly cost can be compared.")


def _left_out(form: TrueCostForm) -> Iterator[Choice]:
    if len(form.parts) > 1:
        for part in form.parts:
            yield Choice(_("Leave out offer %(letter)s") % {"letter": part.letter}, form.without(part))


def _facts(offers: tuple[WeighedOffer, ...]) -> Iterator[str]:
    for one in offers:
        yield from one.price.facts
    kinds = {fee.kind for one in offers for fee in one.cost.offer.fees}
    if FeeKind.MEMBERSHIP in kinds:
        yield "CN-RATE-51"
    if FeeKind.GUARANTEE in kinds:
        yield "CN-RATE-50"
    if any(one.cost.offer.penalty is None for one in offers):
        yield "CN-RATE-17"
    if any(one.cost.offer.early_repayment is None for one in offers):
        yield "CN-RATE-19"
    yield from ABOUT_THE_SHEET
