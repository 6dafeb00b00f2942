"""The words around a typed number of payments: 12期, 36个月, 半年, 一年半, and what a length of time comes to."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courses.loans.parsing._hedges import either, unhedged
from courses.loans.parsing._numerals import number_readings
from courses.loans.schedules.flows import Interval

_LENGTHS = {
    Interval.TWO_WEEKS: "双周|fortnights?",
    Interval.DAY: "[天日]|days?",
    Interval.WEEK: "个?(?:周|星期|礼拜)|weeks?|wks?",
    Interval.MONTH: "个?月|months?|mths?|mos?|m",
    Interval.QUARTER: "个?季度?|quarters?",
    Interval.YEAR: "年|years?|yrs?|y",
}
_PAYMENTS = "[期次笔个x]|instalments?|installments?|payments?|periods?|times"
_AT_ONCE = re.compile(
    "(?:到期)?(?:一次|1次)性?(?:还本付息|还清|付清|结清|还完|还|付)?|once|all at once|lump sum|one[- ]off"
)
_TIMES = re.compile(r"^[x×]\s*")
_YEARS_AND_MONTHS = re.compile(r"(.+?)\s*(?:年零?|years?,?\s*(?:and\s+)?)\s*(.+?)\s*(?:个?月|months?)期?")
_HALF_MONTH = re.compile("(?P<months>.*?)个?半个?月")
_DAYS = 15  # of half a month
_COUNTED = re.compile(
    r"(?:分|共|一共|[还尚]?剩下?余?|还有|余|for\s+)?(?P<figure>.*?)\s*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LENGTHS.items())
    + f"|(?P<payments>{_PAYMENTS}))(?P<half>半)?期?"
)

Readings = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class SaidCount:
    """A number of payments taken apart; `length` is the interval that the text counts in, None for payments."""

    readings: Readings
    bounds: tuple[Decimal, Decimal] | None
    length: Interval | None
    is_hedged: bool


def said_count(text: str) -> SaidCount:
    """What was typed, in plain characters, without the words around its figure."""
    bare, hedges = unhedged(_TIMES.sub("", text))
    if _AT_ONCE.fullmatch(bare):
        return SaidCount((Decimal(1),), None, None, bool(hedges))
    if months := _months(bare):
        return SaidCount(months, None, Interval.MONTH, bool(hedges))
    if days := _days(bare):
        return SaidCount(days, None, Interval.DAY, bool(hedges))
    figure, length = _split(bare)
    readings = _figures(figure, length)
    if not readings and (ends := either(figure)):
        low, high = (number_readings(_split(end)[0]) for end in ends)
        bounds = (low[0], high[0]) if len(low) == len(high) == 1 else None
        return SaidCount((), bounds, length, bool(hedges))
    return SaidCount(readings, None, length, bool(hedges))


def _split(text: str) -> tuple[str, Interval | None]:
    match = _COUNTED.fullmatch(text)
    if match is None:
        return text, None
    length = next((interval for interval in _LENGTHS if match[interval] is not None), None)
    figure = match["figure"].strip()
    return (figure + "半" if match["half"] else figure), length


def _months(text: str) -> Readings:
    """2年6个月 in months; nothing for any other text."""
    match = _YEARS_AND_MONTHS.fullmatch(text)
    if match is None:
        return ()
    return tuple(12 * years + months for years in number_readings(match[1]) for months in number_readings(match[2]))


def _days(text: str) -> Readings:
    """半个月 and 一个半月 in days; nothing for any other text."""
    match = _HALF_MONTH.fullmatch(text)
    if match is None:
        return ()
    return tuple(2 * _DAYS * months + _DAYS for months in number_readings(match["months"] or "0"))


def _figures(figure: str, length: Interval | None) -> Readings:
    """The figures before the word; 半年 is half of one and 一年半 one and a half, of a length of time only."""
    if length is not None:
        if figure in ("半", "half a", "half"):
            return (Decimal("0.5"),)
        if figure in ("a", "one", "an"):
            return (Decimal(1),)
        if figure.endswith("半"):
            return tuple(one + Decimal("0.5") for one in number_readings(figure[:-1]))
    return number_readings(figure)


def payments_in(amount: Decimal, length: Interval, interval: Interval) -> int | None:
    """How many payments one interval apart fill a length of time exactly: 3 years are 36 months; None if none do."""
    count = Fraction(amount) * length.years / interval.years
    return int(count) if count.denominator == 1 and count >= 1 else None
