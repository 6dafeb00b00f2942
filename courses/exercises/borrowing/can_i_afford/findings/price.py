"""What the loan costs a year, worked out apart from the budget: its level, the rate, and what stands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.exercises.borrowing.can_i_afford.findings.price_level import OUR_CAUTION, level_words
from courses.exercises.results.price_lines import price_lines
from courses.exercises.results.wording import money, percent, rate_error_words
from courses.loans.ceilings import Country
from courses.loans.money import as_percent
from courses.loans.offer import (
    NO_DIGITS_ABOVE,
    Headline,
    OfferCost,
    OfferFinding,
    PriceLevel,
    PriceReading,
    headline,
    price_reading,
)

SHORT_TERM = ("CN-SCAM-10",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price. `says` is its sentence for the one box; `flags` are things to ask about; `quoted` says how the
    lender's own number was made; `pattern` names a kind of loan that a reader should know, `is_beyond` a price
    beyond any line."""

    level: PriceLevel
    says: str
    pattern: str
    is_beyond: bool
    label: str
    headline: str
    second: str
    quoted: str
    flags: tuple[str, ...]
    facts: tuple[str, ...]


def price_of(cost: OfferCost, *, is_over_in_a_month: bool) -> Price:
    country = Country(settings.LOANS_COUNTRY)
    first = headline(cost, country)
    reading = price_reading(cost, price_lines(), country=country, on=timezone.localdate())
    shown = [(finding, words) for finding in cost.findings if (words := finding_words(finding))]
    pattern = pattern_words(cost, reading, is_over_in_a_month=is_over_in_a_month)
    facts = [fact for finding, _words in shown for fact in _facts_of(finding)]
    facts += [reading.line.fact] if reading.line else []
    facts += SHORT_TERM if pattern else ()
    return Price(
        level=reading.level,
        says=level_words(reading, cost),
        pattern=pattern,
        is_beyond=reading.reason in ("over_1000", "no_rate") and reading.level == PriceLevel.OVER,
        label=_label(country),
        headline=_headline_words(first, cost),
        second=_second_words(cost, country, first),
        quoted=_quoted_words(cost, first),
        flags=tuple(words for _finding, words in shown),
        facts=tuple(dict.fromkeys(facts)),
    )


def pattern_words(cost: OfferCost, reading: PriceReading, *, is_over_in_a_month: bool) -> str:
    """The name of a pattern: a dear loan of days or weeks that asks back more than was handed over."""
    nominal = cost.rates.nominal
    is_dear = reading.level == PriceLevel.OVER or (nominal is not None and as_percent(nominal) > OUR_CAUTION)
    if not (is_over_in_a_month and is_dear and cost.cost > 0):
        return ""
    words = {"received": money(cost.received), "owed": money(cost.total_paid)}
    return _(
        "This is the pattern of a very short loan with less in hand than is owed: %(received)s in hand, %(owed)s back "
        "within a month. Who cannot pay in time is offered the next one, and the debt grows."
    ) % words  # fmt: skip


def _label(country: Country) -> str:
    if country == Country.CN:
        return _("Yearly cost, all fees included")
    return _("APR (yearly cost)") if country == Country.US else _("APR (yearly cost, with compounding)")


def _headline_words(first: Headline, cost: OfferCost) -> str:
    if first.over_1000:
        return _("over 1,000%% a year: %(per_100)s on top of every ¥100 you receive") % {
            "per_100": money(cost.cost_per_100 or 0)
        }
    if first.value is None:
        return rate_error_words(cost.rates.no_rate or "several")
    value = percent(first.value, first.places)
    return _("at least %(value)s") % {"value": value} if first.lower_bound else value


def _second_words(cost: OfferCost, country: Country, first: Headline) -> str:
    if first.over_1000 or first.value is None:
        return ""
    if country in (Country.UK, Country.EU):
        nominal = cost.rates.nominal
        return "" if nominal is None else _("without compounding %(value)s") % {"value": percent(nominal)}
    effective = cost.rates.effective
    if effective is not None and effective > NO_DIGITS_ABOVE:
        return _("with compounding over 1,000%%") % {}
    return "" if effective is None else _("with compounding %(value)s") % {"value": percent(effective)}


def _quoted_words(cost: OfferCost, first: Headline) -> str:
    """How the lender's own rate was made, and what it leaves out."""
    if cost.quote is None or first.value is None or first.over_1000:
        return ""
    words = {
        "quoted": percent(cost.quote.yearly), "headline": _headline_words(first, cost), "count": cost.count,
        "fees": _("the extra costs"),
    }  # fmt: skip
    return quote_words()[cost.quote.method] % words


def quote_words() -> Mapping[str, str]:
    return {
        "nominal": _("%(quoted)s includes everything: without interest on interest."),
        "effective": _("%(quoted)s includes everything: with interest on interest."),
        "pboc_simple": _("%(quoted)s includes everything: by the simple method."),
        "times_periods": _(
            "%(quoted)s is the fee per instalment times the number of instalments in a year. You owe less each "
            "month, but the fee stays on the first amount. Really %(headline)s."
        ),
        "interest_only": _("%(quoted)s is interest only. Left out: %(fees)s. With them %(headline)s."),
        "not_explained": _("We cannot rebuild %(quoted)s. Ask the lender how it was calculated."),
    }


def finding_words(finding: OfferFinding) -> str:
    """The sentence for something that stands out; empty where the page says it elsewhere."""
    numbers = finding.numbers
    printed = {name: money(value) for name, value in numbers.items() if isinstance(value, Decimal)}
    if finding.code == "instalment_mismatch" and Decimal(numbers["difference"]) < 0:
        return _("At the quoted rate the instalment would be %(computed)s; %(stated)s is less. Ask why.") % printed
    words = flag_words().get(finding.code)
    return words % printed if words else ""


def flag_words() -> Mapping[str, str]:
    return {
        "kept_back": _(
            "%(contract)s on paper, %(received)s in hand. If interest was taken off first, by law you owe and pay "
            "interest on %(received)s. Ask in writing what was kept back, and do not just pay less."
        ),
        "negative_cost": _("You would pay back less than you receive. Check the numbers."),
        "instalment_mismatch": _(
            "At the quoted rate the instalment would be %(computed)s, not %(stated)s. "
            "Ask what the other %(difference)s is."
        ),
    }


def _facts_of(finding: OfferFinding) -> tuple[str, ...]:
    if finding.code == "kept_back":
        return ("CN-RATE-04",)
    return (str(finding.numbers["fact"]),) if "fact" in finding.numbers else ()
