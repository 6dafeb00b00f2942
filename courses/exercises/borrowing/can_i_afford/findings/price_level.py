"""The sentence about the price in the one box: over a dated line, not fully known, or named."""

from collections.abc import Callable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.exercises.results.wording import money, percent, sentences
from courses.loans.ceilings import PriceLine
from courses.loans.money import as_percent
from courses.loans.offer import PRICE_CAUTION, OfferCost, PriceReading

OUR_CAUTION = as_percent(PRICE_CAUTION)


def level_words(reading: PriceReading, cost: OfferCost) -> str:
    """What a reader needs of the price beside the budget. Lines are compared with the nominal rate, so it is named."""
    words = {
        "per_100": money(cost.cost_per_100 or 0),
        "cost": money(cost.cost),
        "rate": _rate(reading, cost),
        "caution": f"{OUR_CAUTION:f}".split(".")[0] + "%",
    }
    says = LEVEL_WORDS[reading.reason]() % words
    if reading.line is None:
        return says
    return sentences(says, line_words(reading.line, reading.reason, is_lender_known=cost.offer.lender is not None))


def _rate(reading: PriceReading, cost: OfferCost) -> str:
    """The rate a year, which is "at least" where a cost is not known; one sentence says so itself."""
    if cost.rates.nominal is None:
        return ""
    value = percent(cost.rates.nominal)
    is_bound = cost.lower_bound and reading.reason != "cost_unknown"
    return _("at least %(value)s") % {"value": value} if is_bound else value


LEVEL_WORDS: Mapping[str, Callable[[], str]] = {
    "over_1000": lambda: _(
        "The price is above every line: over 1,000%% a year, %(per_100)s on top of every ¥100 you receive."
    ),
    "above_line": lambda: _("The price is above the line for this kind of lender: %(rate)s a year."),
    "above_every_line": lambda: _("The price is above every line we know, whoever lends: %(rate)s a year."),
    "no_rate": lambda: _("No yearly rate can be worked out: the loan costs %(cost)s, and that is what to compare."),
    "cost_unknown": lambda: _("The price is not fully known: at least %(rate)s a year."),
    "lender_unknown": lambda: _(
        "The price is %(rate)s a year. Whether that is within a line depends on who lends: look for the name in the "
        "contract."
    ),
    "own_caution": lambda: _(
        "The price is %(rate)s a year. We know no published line for this kind of lender; above %(caution)s we say "
        "“look twice”. That figure is our own caution, not a law."
    ),
    "within_line": lambda: _("The price is %(rate)s a year, all fees included."),
    "no_line": lambda: _(
        "The price is %(rate)s a year, all fees included. We know no published line for this kind of lender."
    ),
}


def line_words(line: PriceLine, reason: str, *, is_lender_known: bool) -> str:
    """The line with its date; one that follows a published rate names the rate and when it was last seen.

    Where the lender is not known it is the highest that could apply, and nobody's own.
    """
    words = {
        "line": _plain_percent(line.yearly),
        "since": date_format(line.since, "YEAR_MONTH_FORMAT"),
        "seen": date_format(line.seen or line.since, "DATE_FORMAT"),
        "times": line.multiple,
        "reference": "" if line.reference is None else _plain_percent(line.reference),
    }
    if reason == "above_every_line":
        return _("The highest we know is %(line)s.") % words
    if not is_lender_known:
        return _("The highest line we know is %(line)s; for some lenders it is lower.") % words
    if line.reference is not None:
        return _(
            "For loans from people and ordinary companies courts look at %(times)s times the one-year LPR: %(line)s, "
            "with an LPR of %(reference)s last seen on %(seen)s."
        ) % words  # fmt: skip
    return _("The line for this kind of lender is %(line)s (since %(since)s).") % words


def _plain_percent(rate: object) -> str:
    return f"{as_percent(rate).normalize():f}%"  # type: ignore[arg-type]
