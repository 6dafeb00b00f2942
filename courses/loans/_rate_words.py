"""The words around typed rates and counts: periods, percent signs, 厘 and 分, 百分之."""

import re
from decimal import Decimal

from courses.loans._checks import working
from courses.loans._numerals import number_readings

_RATE_PERIODS = {
    "year": "年|years?|yr|annum|yearly|annual|annually|p\\.?\\s?a\\.?",
    "month": "个?月|months?|mo|monthly",
    "day": "[天日]|days?|daily",
    "instalment": "期|instalments?|installments?|periods?",
}
_COUNT_PERIODS = {
    "two_weeks": "双周",
    "day": "[天日]|days?",
    "week": "个?(?:周|星期|礼拜)|weeks?",
    "month": "个?月|months?",
    "quarter": "个?季度?|quarters?",
    "year": "年|years?",
    "": "[期次笔个]|instalments?|installments?|payments?|periods?|times",
}


def _any_of(periods: dict[str, str]) -> str:
    """One group for each period, so that the group that matched tells which one it is."""
    return "|".join(f"(?P<{name or 'none'}>{words})" for name, words in periods.items())


_BEFORE = re.compile(
    rf"(?:综合)?(?:(?:每|一)?(?:{_any_of(_RATE_PERIODS)})化?)?(?:综合)?"
    r"(?:手续费率|手续费|利率|费率|利息|息|\s+rate)?[是为]?:?\s*"
)
_AFTER = re.compile(rf"\s*(?:/|每|一|per\s|an?\s)?\s*(?:{_any_of(_RATE_PERIODS)})$")
_COUNTED = re.compile(rf"\s*(?:{_any_of(_COUNT_PERIODS)})$")

_PART_OF = re.compile("([百千万])分之(.+)")
_SIGNED = re.compile("(.+?)\\s*(%|‰|‱|percent|per cent|个点|个百分点|百分点)")
_TENTHS = re.compile("(.+)分(?:(.)厘?)?")
_LI = re.compile("(.+)厘")

# Per cent is understood whatever the period; a thousandth or ten-thousandth is asked for its period.
_SHIFTS = {"百": 2, "千": 3, "万": 4, "‰": 3, "‱": 4}
# 1 厘 is 1 % a year, 0.1 % a month and 0.01 % a day.
_LI_SHIFTS = {"year": 2, "month": 3, "day": 4}

Readings = tuple[Decimal, ...]


def split_rate_period(text: str) -> tuple[str, set[str]]:
    """The text without the words that name a period, and the periods named."""
    before = _BEFORE.match(text)
    rest = text if before is None else text[before.end() :]
    after = _AFTER.search(rest)
    names = {match.lastgroup for match in (before, after) if match and match.lastgroup}
    return (rest if after is None else rest[: after.start()]), {name for name in names if name}


def split_count_period(text: str) -> tuple[str, set[str]]:
    """The text without the word that names what is counted, and the interval it names, if any."""
    counted = _COUNTED.search(text)
    if counted is None:
        return text, set()
    return text[: counted.start()], {str(counted.lastgroup)} - {"none"}


def rate_readings(text: str, period: str | None) -> tuple[Readings, bool]:
    """The readings as fractions, and False when they cannot be used without a period."""
    if match := _PART_OF.fullmatch(text):
        return _shifted(number_readings(match[2]), _SHIFTS[match[1]]), match[1] == "百" or period is not None
    if match := _SIGNED.fullmatch(text):
        return _shifted(number_readings(match[1]), _SHIFTS.get(match[2], 2)), match[2] not in _SHIFTS or bool(period)
    li = _li_readings(text)
    if li is not None:
        return _shifted(li, _LI_SHIFTS.get(period or "", 2)), period in _LI_SHIFTS
    return _shifted(number_readings(text), 2), True


def _li_readings(text: str) -> Readings | None:
    """How many 厘 are meant, 10 to the 分 (1分5 is 1分5厘); None when the text speaks of neither."""
    if match := _LI.fullmatch(text):
        tenths = _TENTHS.fullmatch(text)
        return number_readings(match[1]) if tenths is None else _sum_of_tenths(tenths)
    if match := _TENTHS.fullmatch(text):
        return _sum_of_tenths(match)
    return None


def _sum_of_tenths(match: re.Match[str]) -> Readings:
    wholes, ones = number_readings(match[1]), (Decimal(0),) if match[2] is None else number_readings(match[2])
    with working():
        return tuple(10 * whole + one for whole in wholes for one in ones)


def _shifted(values: Readings, places: int) -> Readings:
    with working(120):
        return tuple(value.scaleb(-places) for value in values)
