"""The verdict on a loan from three figures: dangerous, questionable, or without a warning sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courses.exercises.borrowing.can_i_afford.findings.price_level import OUR_CAUTION
from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.rhythm import Rhythm
from courses.loans.ceilings import Country, PriceLine, lines_in_force
from courses.loans.money import as_percent
from courses.loans.offer import NO_DIGITS_ABOVE, OfferCost, PriceLevel, price_reading, true_cost
from courses.loans.schedules.flows import Interval

MONTH_DAYS = 31
DAYS = {Interval.DAY: 1, Interval.WEEK: 7, Interval.TWO_WEEKS: 14, Interval.MONTH: 31}


class VerdictLevel(StrEnum):
    BAD = "bad"
    WARN = "warn"
    GOOD = "good"


class WarningSign(StrEnum):
    """What was seen, the most dangerous first; its place decides which one heads the box."""

    NOTHING_IN_HAND = "nothing_in_hand"
    PAY_FIRST = "pay_first"
    OVER_1000 = "over_1000"
    ABOVE_EVERY_LINE = "above_every_line"
    ABOVE_LINE = "above_line"
    NO_RATE = "no_rate"
    SHORT_AND_DEAR = "short_and_dear"
    DEPENDS_ON_LENDER = "depends_on_lender"
    NO_LINE = "no_line"
    NO_RATE_OPEN = "no_rate_open"
    COSTS_NOTHING = "costs_nothing"
    INTEREST_ONLY = "interest_only"
    MORE_ON_PAPER = "more_on_paper"
    ALL_WITHIN_A_MONTH = "all_within_a_month"


DANGEROUS = frozenset((
    WarningSign.NOTHING_IN_HAND, WarningSign.PAY_FIRST, WarningSign.OVER_1000, WarningSign.ABOVE_EVERY_LINE,
    WarningSign.ABOVE_LINE, WarningSign.NO_RATE,
    WarningSign.SHORT_AND_DEAR,
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCheckVerdict:
    """`signs` in the order of Sign; `below` and `above` are the dated lines that could apply; `cost` None: no loan."""

    level: VerdictLevel
    signs: tuple[WarningSign, ...]
    cost: OfferCost | None
    below: tuple[PriceLine, ...] = ()
    above: tuple[PriceLine, ...] = ()

    @property
    def is_beyond_digits(self) -> bool:
        """Whether a yearly rate would be too high to mean anything: then the cost per 100 is shown."""
        nominal = self.cost.rates.nominal if self.cost else None
        return nominal is not None and nominal > NO_DIGITS_ABOVE


def judge(form: LoanCheckForm, lines: Iterable[PriceLine], *, country: Country, on: date) -> LoanCheckVerdict:
    """Judge a loan from its three figures; any warning sign at all keeps the verdict from being good."""
    if form.offer is None:
        return LoanCheckVerdict(level=VerdictLevel.BAD, signs=(WarningSign.NOTHING_IN_HAND,), cost=None)
    cost = true_cost(form.offer)
    known = tuple(lines)
    own = _could_apply(cost, lines_in_force(known, country=country, on=on))
    nominal = cost.rates.nominal
    above = tuple(one for one in own if nominal is not None and as_percent(nominal) > as_percent(one.yearly))
    below = tuple(one for one in own if nominal is not None and one not in above)
    found = {*_price_signs(cost, known, above, below, country=country, on=on), *_pattern_signs(form, cost)}
    signs = tuple(sign for sign in WarningSign if sign in found)
    level = VerdictLevel.BAD if DANGEROUS & found else VerdictLevel.WARN if found else VerdictLevel.GOOD
    return LoanCheckVerdict(level=level, signs=signs, cost=cost, below=below, above=above)


def _could_apply(cost: OfferCost, known: tuple[PriceLine, ...]) -> tuple[PriceLine, ...]:
    """The lines of this lender; of an unknown one, all of them, the lowest first."""
    lender = cost.offer.lender
    found = (line for line in known if lender is None or lender in line.lenders)
    return tuple(sorted(found, key=lambda line: (line.yearly, line.since)))


def _price_signs(
    cost: OfferCost, lines: Iterable[PriceLine], above: tuple[PriceLine, ...], below: tuple[PriceLine, ...], *,
    country: Country, on: date,
) -> Iterator[WarningSign]:  # fmt: skip
    reading = price_reading(cost, lines, country=country, on=on)
    if reading.level == PriceLevel.OVER:
        yield WarningSign(reading.reason)
    elif reading.reason == "no_rate":
        yield WarningSign.NO_RATE_OPEN
    elif above:
        yield WarningSign.DEPENDS_ON_LENDER
    elif not below:
        yield WarningSign.NO_LINE
    if cost.cost == 0:
        yield WarningSign.COSTS_NOTHING


def _pattern_signs(form: LoanCheckForm, cost: OfferCost) -> Iterator[WarningSign]:
    if is_within_a_month(form.paid):
        nominal = cost.rates.nominal
        is_dear = cost.cost > 0 and (nominal is None or as_percent(nominal) > OUR_CAUTION)
        yield WarningSign.SHORT_AND_DEAR if is_dear else WarningSign.ALL_WITHIN_A_MONTH
    for sign in (WarningSign.PAY_FIRST, WarningSign.INTEREST_ONLY, WarningSign.MORE_ON_PAPER):
        if form.cleaned_data[sign.value]:
            yield sign


def is_within_a_month(paid: Rhythm) -> bool:
    """Whether all of it is due within the first month."""
    return paid.count * DAYS[paid.interval] <= MONTH_DAYS
