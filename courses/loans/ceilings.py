"""Dated price lines for loans, and the arithmetic of a cap on what a loan may cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import amount, decimal, whole, within, working
from courses.loans._fields import MAX_DAYS, choice, number_up_to, put
from courses.loans.errors import InvalidInput
from courses.loans.money import cents

MAX_MULTIPLE = 100


class Country(StrEnum):
    """Whose rules and whose headline rate are shown."""

    CN = "cn"
    US = "us"
    UK = "uk"
    EU = "eu"


class LenderKind(StrEnum):
    """The kinds of lender for which different price lines exist."""

    BANK = "bank"
    PLATFORM_BANK = "platform_bank"
    CARD = "card"
    CONSUMER_FINANCE = "consumer_finance"
    MICROLOAN = "microloan"
    PRIVATE = "private"
    HIGH_COST_SHORT_TERM = "high_cost_short_term"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """A yearly price that a dated, cited fact names for some lenders; `fact` and `weight` say how firm it is.

    A line that is a multiple of a reference rate, such as four times the LPR, names both and the last day on which the
    rate was seen.
    """

    id: str
    fact: str
    country: Country
    lenders: frozenset[LenderKind]
    yearly: Decimal
    since: date
    until: date | None
    weight: str
    multiple: int = 1
    reference: Decimal | None = None
    seen: date | None = None

    def __post_init__(self) -> None:
        put(
            self,
            country=choice(Country, self.country, "country"),
            lenders=frozenset(choice(LenderKind, kind, "lenders") for kind in self.lenders),
            yearly=number_up_to(self.yearly, "yearly"),
        )
        if self.until is not None and self.until < self.since:
            raise InvalidInput("until", "before_start")


def lines_for(
    lines: Iterable[PriceLine], *, country: Country, lender: LenderKind | None, on: date
) -> tuple[PriceLine, ...]:
    """The lines in force on a day for this lender; none while the lender is not known."""
    return tuple(line for line in lines_in_force(lines, country=country, on=on) if lender in line.lenders)


def lines_in_force(lines: Iterable[PriceLine], *, country: Country, on: date) -> tuple[PriceLine, ...]:
    """The lines of all lenders on a day, its first and last day included."""
    return tuple(
        line
        for line in lines
        if line.country == country and line.since <= on and (line.until is None or on <= line.until)
    )


def highest_charge(*, principal: Decimal, daily_rate: Decimal, days: int, total_cap: Decimal) -> Decimal:
    """min(P x d x days, P x total cap): the most that may be charged. It never compounds.

    Source: UK price cap for high-cost short-term credit, FCA PS14/16 and CONC 5A (UK-01): 0.8 % a day, 100 % in all.
    """
    principal = amount(principal, "principal")
    daily_rate, total_cap = number_up_to(daily_rate, "daily_rate"), number_up_to(total_cap, "total_cap")
    whole(days, "days", least=0, most=MAX_DAYS)
    with working():
        return cents(min(principal * daily_rate * days, principal * total_cap))


def multiple_of(rate: Decimal, multiple: int) -> Decimal:
    """A ceiling set as a multiple of a dated reference rate, such as four times the one-year LPR (CN-RATE-01)."""
    whole(multiple, "multiple", least=1, most=MAX_MULTIPLE)
    with working():
        return within(decimal(rate, "rate"), "rate", most=Decimal(1)) * multiple
