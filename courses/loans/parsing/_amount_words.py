"""The words around a typed sum: currency, hedges, and the time it is for (8000元/月, 年薪10万)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from courses.loans.parsing._coins import coins
from courses.loans.parsing._hedges import Hedge, either, one_hedge, says_nothing, unhedged
from courses.loans.parsing._numerals import number_readings, without_currency

_PERIODS = {
    "year": "年|years?|yr|annum",
    "quarter": "个?季度?|quarters?",
    "month": "个?月|months?|mo",
    "week": "个?(?:周|星期|礼拜)|weeks?|wk",
    "day": "[天日]|days?",
    "instalment": "[期次笔]|instalments?|installments?|payments?|time",
}
_ADVERBS = {"month": r"monthly|p\.?m\.?", "year": r"yearly|annually|p\.?a\.?", "week": "weekly", "day": "daily"}


def _any_of(periods: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{words})" for name, words in periods.items())


_BEFORE = (
    re.compile(rf"(?:每|一|per\s+|each\s+|every\s+)(?:{_any_of(_PERIODS)})(?:收入|供|还|付|入)?\s*:?\s*"),
    re.compile(r"(?:(?P<year>年)|(?P<month>月)|(?P<week>周)|(?P<day>日))(?:薪|收入|入|供|工资|还款?|付)\s*:?\s*"),
    re.compile(rf"(?:{_any_of(_ADVERBS)})\s+"),
)
_AFTER = (
    re.compile(rf"\s*(?:/\s*|每|一|per\s+|an?\s+|each\s+|every\s+)(?:{_any_of(_PERIODS)})$"),
    re.compile(rf"\s*(?:{_any_of(_ADVERBS)}|(?P<instalment>each))$"),
)
# What the sum is, before it: it says nothing that the label of the box does not say.
_LABEL = re.compile(r"^(?:我|家里|全家|一共|总共|合计|税后|实发|实得|净|到手|工资|收入|存款|积蓄)+\s*:?\s*(?=[^没无])")
_MULTIPLE = re.compile(r"\s*(?:[亿万千百kw]+|thousand|hundred|grand)$")
_DIGITS = "一二三四五六七八九"
_NEIGHBOURS = re.compile(rf"([{_DIGITS}])([{_DIGITS}])([十百千万]+)")
_MOST_LAYERS = 4

Readings = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A sum taken apart; `bounds` are the two ends of a range, `periods` the times that it was said to be for."""

    readings: Readings
    bounds: tuple[Decimal, Decimal] | None
    periods: frozenset[str]
    hedge: Hedge | None


def said_amount(text: str) -> SaidAmount:
    """What was typed, in plain characters, without the words around its figure."""
    periods: set[str] = set()
    hedges: set[Hedge] = set()
    for _layer in range(_MOST_LAYERS):
        was = text
        text, named = _without_period(_LABEL.sub("", without_currency(text), count=1))
        text, found = unhedged(text)
        periods |= named
        hedges |= found
        if text == was:
            break
    readings = (Decimal(0),) if says_nothing(text) else _readings(text)
    bounds = None if readings else _neighbours(text) or _bounds(text)
    return SaidAmount(readings, bounds, frozenset(periods), one_hedge(hedges))


def _readings(text: str) -> Readings:
    with_coins = coins(text)
    return number_readings(text) if with_coins is None else (with_coins,)


def _without_period(text: str) -> tuple[str, set[str]]:
    named: set[str] = set()
    for pattern in _BEFORE:
        if match := pattern.match(text):
            named.add(str(match.lastgroup))
            text = text[match.end() :]
    for pattern in _AFTER:
        if match := pattern.search(text):
            named.add(str(match.lastgroup))
            text = text[: match.start()]
    return text, named


def _neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """两三千 is 2,000 or 3,000: two digits, one after the other."""
    match = _NEIGHBOURS.fullmatch(text.replace("两", "二"))
    if match is None or match[1] + match[2] not in _DIGITS:
        return None
    low, high = (number_readings(f"{digit}{match[3]}") for digit in (match[1], match[2]))
    return (low[0], high[0]) if low and high else None


def _bounds(text: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range; 1-2万 means 10,000 to 20,000."""
    ends = either(text)
    if ends is None:
        return None
    left, right = (without_currency(end) for end in ends)
    high = number_readings(right)
    low = number_readings(left)
    multiple = _MULTIPLE.search(right)
    if multiple and not _MULTIPLE.search(left):
        low = tuple(one for one in number_readings(left + multiple[0]) if high and one <= high[0]) or low
    if len(low) == 1:  # 1万到1万5: of two readings the one above the lower end is meant
        high = tuple(one for one in high if one > low[0])[:1] if len(high) > 1 else high
    if len(low) != 1 or len(high) != 1 or low[0].is_signed() or high[0].is_signed():
        return None
    return low[0], high[0]
