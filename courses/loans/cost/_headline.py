"""Which rate of an offer is shown first in which country, and which dated price line it exceeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from courses.loans._fields import choice
from courses.loans.ceilings import Country, PriceLine, lines_for, lines_in_force
from courses.loans.cost._pricing import as_decimal
from courses.loans.cost._true_cost import OfferCost, OfferFinding
from courses.loans.money import as_percent

# Where no line is known for a lender, this yearly price is our own caution: no law, no standard.
PRICE_CAUTION = Decimal("0.36")
# Above 1,000 % a year digits say nothing: the page shows the cost per 100 received instead.
NO_DIGITS_ABOVE = 10.0
# Money that costs something and is used for no time, or never reaches the borrower, is dearer than any rate.
BEYOND_ANY_RATE = ("no_time", "one_sided", "out_of_range")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The rate shown first. `kind` is a field of RateSet; `value` None = there is no rate."""

    kind: str
    value: float | None
    over_1000: bool
    places: int
    lower_bound: bool


def headline(cost: OfferCost, country: Country) -> Headline:
    """cn: nominal (statements and ceilings use it); us: actuarial APR (Regulation Z); uk, eu: effective (law)."""
    place = choice(Country, country, "country")
    kind = {Country.CN: "nominal", Country.US: "us_apr"}.get(place, "effective")
    value: float | None = getattr(cost.rates, kind)
    return Headline(
        kind=kind,
        value=value,
        over_1000=value is not None and value > NO_DIGITS_ABOVE,
        places=2 if place in (Country.CN, Country.US) else 1,
        lower_bound=cost.lower_bound,
    )


def price_flags(cost: OfferCost, lines: Iterable[PriceLine], *, country: Country, on: date) -> tuple[OfferFinding, ...]:
    """The lines that the nominal rate exceeds, never the effective one; no line while the lender is not known.

    Compared as printed, to 0.01 %: the rounding of instalments to the fen must not put 24.00 above 24.00.
    """
    if cost.offer.lender is None:
        return (OfferFinding("lender_unknown", {}),)
    nominal = cost.rates.nominal
    if nominal is None:
        return ()
    return tuple(
        OfferFinding(
            "above_line",
            {
                "nominal": as_decimal(nominal),
                "line": line.yearly,
                "id": line.id,
                "fact": line.fact,
                "weight": line.weight,
                "since": line.since.isoformat(),
            },
        )
        for line in lines_for(lines, country=choice(Country, country, "country"), lender=cost.offer.lender, on=on)
        if as_percent(nominal) > as_percent(line.yearly)
    )


class PriceLevel(StrEnum):
    """How a price stands, apart from any budget: named, not fully known, or over a line."""

    NAMED = "named"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceReading:
    """The level of a price and why; `line` is the line that decides, or the one that the price stays within.

    `reason`: over_1000, above_line, above_every_line; no_rate (over or open); cost_unknown, lender_unknown,
    own_caution; within_line, no_line.
    """

    level: PriceLevel
    reason: str
    line: PriceLine | None = None


def price_reading(cost: OfferCost, lines: Iterable[PriceLine], *, country: Country, on: date) -> PriceReading:
    """Over: above the dated line for this lender, or, lender unknown, above every one that could apply.

    Always above 1,000 % or any rate at all. Open: a cost or the lender is not known, or no line is known for the
    lender and the price is above our caution. Compared as printed, as in `price_flags`.
    """
    nominal, place = cost.rates.nominal, choice(Country, country, "country")
    if nominal is None:
        is_endless = cost.rates.no_rate in BEYOND_ANY_RATE and cost.cost > 0
        return PriceReading(level=PriceLevel.OVER if is_endless else PriceLevel.OPEN, reason="no_rate")
    if nominal > NO_DIGITS_ABOVE:
        return PriceReading(level=PriceLevel.OVER, reason="over_1000")
    known = lines_in_force(lines, country=place, on=on)
    own = tuple(line for line in known if cost.offer.lender in line.lenders)
    could_apply = own if cost.offer.lender is not None else known
    line = max(could_apply, key=lambda one: one.yearly, default=None)
    if line is not None and as_percent(nominal) > as_percent(line.yearly):
        reason = "above_every_line" if cost.offer.lender is None else "above_line"
        return PriceReading(level=PriceLevel.OVER, reason=reason, line=line)
    return _not_over(cost, nominal, line)


def _not_over(cost: OfferCost, nominal: float, line: PriceLine | None) -> PriceReading:
    if cost.lower_bound:
        return PriceReading(level=PriceLevel.OPEN, reason="cost_unknown", line=line)
    if cost.offer.lender is None:
        return PriceReading(level=PriceLevel.OPEN, reason="lender_unknown", line=line)
    if line is None and as_percent(nominal) > as_percent(PRICE_CAUTION):
        return PriceReading(level=PriceLevel.OPEN, reason="own_caution")
    return PriceReading(level=PriceLevel.NAMED, reason="no_line" if line is None else "within_line", line=line)
