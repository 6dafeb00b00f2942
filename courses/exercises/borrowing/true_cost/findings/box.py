"""The one box at the top: what the offer really costs a year, beside what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.exercises.borrowing.can_i_afford.findings.box import ICONS
from courses.exercises.borrowing.can_i_afford.findings.price import Price
from courses.exercises.borrowing.true_cost.findings.words import in_short, said_rate, yearly
from courses.exercises.results.wording import money
from courses.loans.affordability.budget import Verdict, worse_of
from courses.loans.offer import NO_DIGITS_ABOVE, OfferCost, PriceLevel

HIDES = ("times_periods", "interest_only", "not_explained")  # ways of a quote that leave something out
CLOSE = Decimal("0.0005")  # a year: figures that print almost alike


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedOffer:
    """One offer with its cost, before it is put into words."""

    letter: str
    cost: OfferCost
    price: Price

    @property
    def hides_something(self) -> bool:
        """Whether the quoted rate is lower than the rate of the payments."""
        quote = self.cost.quote
        return quote is not None and quote.method in HIDES and quote.difference > CLOSE

    @property
    def nominal(self) -> float | None:
        return self.cost.rates.nominal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostBox:
    level: Verdict
    icon: str
    heading: str
    says: str
    within: str
    signs: tuple[str, ...]
    needs_help: bool


def box_of(offers: Sequence[WeighedOffer]) -> CostBox:
    """Its colour is that of the worst offer; of several, none is called the best."""
    level = Verdict.ROOM
    for one in offers:
        level = worse_of(level, one.price.level)
        if one.hides_something:
            level = worse_of(level, PriceLevel.OPEN)
    first = offers[0]
    is_one = len(offers) == 1
    return CostBox(
        level=level,
        icon=ICONS[level],
        heading=_heading(first) if is_one else _headings(offers),
        says=in_short(first.cost) if is_one else _each(offers),
        within=first.price.says if is_one else _over(offers),
        signs=tuple(dict.fromkeys(one.price.pattern for one in offers if one.price.pattern)),
        needs_help=any(one.price.pattern or one.price.is_beyond for one in offers),
    )


def _heading(one: WeighedOffer) -> str:
    cost, words = one.cost, {"rate": yearly(one.cost)}
    if cost.rates.nominal is None:
        return _("It costs %(cost)s: no yearly rate fits") % {"cost": money(cost.cost)}
    if cost.rates.nominal > NO_DIGITS_ABOVE:
        return _("Over 1,000%% a year: off every ruler") % {}
    if one.hides_something and cost.offer.quoted_rate is not None:
        return _("“%(said)s” is really %(rate)s a year") % {**words, "said": said_rate(cost.offer.quoted_rate)}
    if one.price.level == PriceLevel.OVER:
        return _("%(rate)s a year: above the line") % words
    return _("%(rate)s a year, all counted") % words


def _headings(offers: Sequence[WeighedOffer]) -> str:
    """The offer whose quote hides most is named, where that is sure; which one to take is not said."""
    dearest = _surely_dearest(offers)
    if dearest is not None:
        quotes = [one.cost.quote.yearly for one in offers if one is not dearest and one.cost.quote]
        own = dearest.cost.quote
        if own and quotes and own.yearly <= min(quotes) and dearest.cost.offer.quoted_rate is not None:
            said = said_rate(dearest.cost.offer.quoted_rate)
            return _("“%(said)s” looks least and is the dearest over a year") % {"said": said}
    if any(one.hides_something for one in offers):
        return _("What is quoted is not what it costs")
    return _("Brought to a year, the offers can be compared")


def _surely_dearest(offers: Sequence[WeighedOffer]) -> WeighedOffer | None:
    """The highest price of the year, where what is not known of the others cannot change that."""
    priced = [one for one in offers if one.nominal is not None]
    if len(priced) < len(offers):
        return None
    highest = max(priced, key=lambda one: one.nominal or 0)
    others = [one for one in priced if one is not highest]
    is_sure = all(not one.cost.lower_bound and (one.nominal or 0) < (highest.nominal or 0) for one in others)
    return highest if is_sure else None


def _each(offers: Sequence[WeighedOffer]) -> str:
    each = (_("Offer %(letter)s %(rate)s a year") % {"letter": one.letter, "rate": yearly(one.cost)} for one in offers)
    return _("; ").join(each) + pgettext("end of sentence", ".")


def _over(offers: Sequence[WeighedOffer]) -> str:
    over = [one.letter for one in offers if one.price.level == PriceLevel.OVER]
    if not over:
        return _("Price, time and what each month can carry: look at all three. No offer is named the best here.")
    letters = pgettext("list of names", ", ").join(over)
    return _("Above the line, whoever lends or for its kind of lender: %(letters)s.") % {"letters": letters}
