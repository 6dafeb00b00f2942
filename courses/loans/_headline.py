"""Which rate of an offer is shown first in which country, and which dated price line it exceeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from courses.loans._fields import choice
from courses.loans._pricing import as_decimal
from courses.loans._true_cost import Finding, OfferCost
from courses.loans.ceilings import Country, PriceLine, lines_for
from courses.loans.money import as_percent

# Above 1,000 % a year digits say nothing: the page shows the cost per 100 received instead.
NO_DIGITS_ABOVE = 10.0


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


def price_flags(cost: OfferCost, lines: Iterable[PriceLine], *, country: Country, on: date) -> tuple[Finding, ...]:
    """The lines that the nominal rate exceeds, never the effective one; no line while the lender is not known.

    Compared as printed, to 0.01 %: the rounding of instalments to the fen must not put 24.00 above 24.00.
    """
    if cost.offer.lender is None:
        return (Finding("lender_unknown", {}),)
    nominal = cost.rates.nominal
    if nominal is None:
        return ()
    return tuple(
        Finding(
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
