"""The words around a typed rate: periods, percent signs, 厘 and 分, 百分之, 万五, and 0.5 a day on every 1,000."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import working
from courses.loans.parsing._coins import coins
from courses.loans.parsing._hedges import Hedge, either, one_hedge, unhedged
from courses.loans.parsing._numerals import CURRENCY, number_readings

_PERIODS = {
    "year": r"年|annual percentage rate|apr|years?|yrs?|annum|yearly|annual(?:ly)?|p\.?\s?a\.?|(?<=/)y",
    "month": r"个?月|months?|mths?|monthly|mo|p\.?\s?m\.?|pcm|(?<=/)m",
    "day": r"[天日]|days?|daily|p\.?\s?d\.?|(?<=/)d",
    "week": "个?(?:周|星期|礼拜)|weeks?|weekly|wk",
    "quarter": "个?季度?|quarters?|quarterly",
    "instalment": "期|instalments?|installments?|periods?|payments?",
}
_GROUPS = "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS.items())
_LABELS = (
    r"综合|实际|名义|贷款|借款|合同|分期|手续费率?|服务费率?|利率|费率|利息|利|息|费|是|为|按|:|="
    r"|单利|内部收益率|资金|融资|成本"
    r"|(?:irr|interest|rate|fee|is|of|at)\b"
)

_LABELLED = re.compile(rf"(?:(?:{_LABELS})\s*)*+")
_FIRST = re.compile(rf"(?:每|一|per\s+|an?\s+)?(?:{_GROUPS})化?(?![a-z])\s*")
_LAST = re.compile(rf"\s*(?:/\s*|每|一|per\s+|an?\s+|each\s+|every\s+)?(?<![a-z])(?:{_GROUPS})化?$")
_LAST_LABEL = re.compile(r"\s*(?:单利|利率|利息|息费|费率|手续费|利|息|interest|rate|fee)$")
_MOST_LAYERS = 6
_BRACKETS = re.compile("[()]")

_PART_OF = re.compile("([百千万])分之(.+)")
_TEN_THOUSANDTHS = re.compile("([百千万])(.+)")
_SIGNED = re.compile("(.+?)\\s*(%|‰|‱|percent|per cent|pct|个百分点|百分点|个点|点)")
_TENTHS = re.compile("(.+)分(?:(.)厘?)?")
_LI = re.compile("(.+)厘")

# 24/36 names two rates, 5/1000 a share; 18%/360 says how the days of a year are counted.
_TWO_RATES = re.compile(r"([0-9.]+%?)\s*/\s*([0-9.]+%?)")
_WHOLES = {"100", "1000", "10000"}
_YEAR_DAYS = {"360", "365"}

_MONEY = re.compile(rf"元|块|yuan|{CURRENCY}")
_NAMES_RATE = re.compile("率|年化|单利|irr|apr|annual|rate")
_ONLY_FIGURE = re.compile(r"[0-9., ]+")
_LIKE_A_SUM = 100
_ONE_TIME = re.compile(r"[一1]\s*(?:天|日|个?月|年|期|day|month|year)")

_INTEREST_FREE = re.compile(
    "(?:全程|全额)?(?:免利?息|[无零0没]有?利?息|零利率|0利率|interest[- ]free|no interest|zero interest)"
)

_TAIL = re.compile(r"\s*(?:[%‰‱分厘点]|个点|percent|per cent|pct)$")

_SHIFTS = {"百": 2, "千": 3, "万": 4, "‰": 3, "‱": 4}
_POINTS = ("点", "个点")
# 1 厘 is 1 % a year, 0.1 % a month and 0.01 % a day.
_LI_SHIFTS = {"year": 2, "month": 3, "day": 4}

_FIGURE = "[0-9.,一二三四五六七八九十百千万kw]+"
_TIME = rf"(?:(?:每|一|/\s*|an?\s+|per\s+|each\s+|every\s+)?(?:{_GROUPS})(?:利?息)?)"
_BASE = rf"(?:{CURRENCY})?\s*(?P<base>{_FIGURE}?)\s*(?P<unit>元|块钱|块|yuan|rmb|cny)?(?:本金)?"
# Small coins go with yuan and without (2块5, 5毛, 5分钱); without any word for money the text must speak of interest.
_PAID = (
    rf"(?:[收付还]|利?息)?(?P<paid>{_FIGURE})\s*"
    r"(?P<coin>[元块毛角分](?:[一二三四五六七八九1-9][毛角]?)?钱?|yuan|rmb|cny)?"
)
_EVERY = r"(?:on|per|for|/)\s*(?:each|every)?"
_ON_EACH = (
    re.compile(rf"[每借]{_BASE}\s*,?\s*{_TIME}?{_PAID}"),
    re.compile(rf"{_BASE}\s*,?\s*{_TIME}{_PAID}"),
    re.compile(rf"{_TIME}\s*,?[每借]{_BASE}{_PAID}"),
    re.compile(rf"(?:{CURRENCY})?\s*(?P<paid>{_FIGURE})\s*(?:yuan|rmb|cny|元|块)?\s*{_TIME}\s*{_EVERY}\s*{_BASE}"),
    re.compile(rf"(?:{CURRENCY})?\s*(?P<paid>{_FIGURE})\s*(?:yuan|rmb|cny)?\s*{_EVERY}\s*{_BASE}\s*{_TIME}?"),
)

Readings = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class SaidRate:
    """A rate taken apart: the text of its figure, the periods named, a hedge, and whether 利 or 息 stands by it.

    `share` is the fraction where the text gives money on money instead of a figure (每1000元每天0.5元).
    """

    figure: str
    periods: frozenset[str]
    hedge: Hedge | None
    names_interest: bool = False
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RateReadings:
    """What the figure may mean, as fractions.

    `needs` is "" when a figure is percent whatever its period, "period" when nothing can be said without one,
    "other_period" when the period chosen does not go with it. `custom` is the period that everybody means unless told
    otherwise. `is_li` tells of 厘 and 分, which mean another fraction for each period.
    """

    values: Readings
    needs: str = ""
    custom: str = ""
    is_li: bool = False


def said_rate(text: str) -> SaidRate:
    """What was typed, in plain characters, without the words around its figure."""
    bare, hedges = unhedged(_BRACKETS.sub("", text))
    if (shared := _on_each(bare)) is not None:
        return SaidRate(bare, shared[1], one_hedge(hedges), share=shared[0])
    if _INTEREST_FREE.fullmatch(bare):
        return SaidRate("0", frozenset(), one_hedge(hedges))
    text = bare
    periods: set[str] = set()
    names_interest = False
    for _layer in range(_MOST_LAYERS):
        was = text
        text, labels = _without_labels(text)
        text, named = _without_period(text)
        text, found = unhedged(text)
        names_interest = names_interest or bool(set("利息") & set(labels.replace("利率", "")))
        periods |= named
        hedges |= found
        if text == was:
            break
    return SaidRate(text, frozenset(periods), one_hedge(hedges), names_interest)


def is_sum(text: str, said: SaidRate) -> bool:
    """Whether the text gives a sum of money in place of a rate: 1200元, 手续费1200, 每月150.

    A large figure alone may be percent, and so may one that is called a rate.
    """
    if said.share is not None:
        return False
    if _MONEY.search(text):
        return True
    values = number_readings(said.figure) if _ONLY_FIGURE.fullmatch(said.figure) else ()
    return bool(values) and said.figure != text and min(values) >= _LIKE_A_SUM and not _NAMES_RATE.search(text)


def _without_labels(text: str) -> tuple[str, str]:
    first = _LABELLED.match(text)
    labels = first[0] if first else ""
    text = text[len(labels) :]
    if last := _LAST_LABEL.search(text):
        return text[: last.start()], labels + last[0]
    return text, labels


def _without_period(text: str) -> tuple[str, set[str]]:
    named = set()
    if first := _FIRST.match(text):
        named.add(str(first.lastgroup))
        text = text[first.end() :]
    if last := _LAST.search(text):
        named.add(str(last.lastgroup))
        text = text[: last.start()]
    return text, named


def _on_each(text: str) -> tuple[Decimal, frozenset[str]] | None:
    """0.5 a day on every 1,000: the fraction and the period, if one is named; None when the text says no such thing."""
    if (two := _TWO_RATES.fullmatch(text)) and two[2] not in _WHOLES:
        return None
    for match in filter(None, (pattern.fullmatch(text) for pattern in _ON_EACH)):
        found = match.groupdict()
        base, paid = _one(found["base"]), _paid(found["paid"], found.get("coin"))
        if base is not None and base < _LIKE_A_SUM and not found["unit"] and _ONE_TIME.match(text):
            continue  # the 一 of 一天5块 is no yuan
        if base and paid is not None and (found.get("coin", "") is not None or "息" in text):
            with working():
                share = paid / base
            return share, frozenset(name for name in _PERIODS if found[name] is not None)
    return None


def _paid(figure: str, coin: str | None) -> Decimal | None:
    """What is paid, in yuan."""
    if coin and coin.startswith("分"):
        hundredths = _one(figure)
        return None if hundredths is None else hundredths.scaleb(-2)
    with_coins = coins(figure + coin) if coin else None
    return _one(figure) if with_coins is None else with_coins


def _one(figure: str) -> Decimal | None:
    """The one reading of a figure; 千元 is a thousand. None when there are several or none."""
    values = number_readings(f"1{figure}" if figure[:1] in "百千万" else figure)
    return values[0] if len(values) == 1 else None


def rate_readings(figure: str, period: str | None, *, names_interest: bool = False) -> RateReadings:
    """The readings of a figure without its period and other words."""
    if match := _PART_OF.fullmatch(figure):
        return RateReadings(
            _shifted(number_readings(match[2]), _SHIFTS[match[1]]), "" if match[1] == "百" else "period"
        )
    if match := _SIGNED.fullmatch(figure):
        needs = "period" if match[2] in _SHIFTS or match[2] in _POINTS else ""
        return RateReadings(_shifted(number_readings(match[1]), _SHIFTS.get(match[2], 2)), needs)
    if (match := _TEN_THOUSANDTHS.fullmatch(figure)) and (values := number_readings(match[2])):
        return RateReadings(_shifted(values, _SHIFTS[match[1]]), "period", "day" if match[1] == "万" else "")
    return _li_rate(figure, period, names_interest=names_interest)


def _li_rate(figure: str, period: str | None, *, names_interest: bool) -> RateReadings:
    """厘 and 分, which mean another figure for each period; anything else is a number in percent."""
    li = _li_readings(figure)
    if li is None:
        return RateReadings(_shifted(number_readings(figure), 2))
    custom = "month" if names_interest else ""
    if period is not None and period not in _LI_SHIFTS:
        return RateReadings(_shifted(li, 2), "other_period", is_li=True)
    return RateReadings(_shifted(li, _LI_SHIFTS.get(period or custom, 2)), "period", custom, is_li=True)


def rate_ends(figure: str, periods: Collection[str]) -> tuple[str, str] | None:
    """The two figures of a range; what stands behind the second one is meant for both (2-3分).

    10%/7天 is one rate and its days.
    """
    two = _TWO_RATES.fullmatch(figure)
    ends = either(figure) if two is None else (two[1], two[2])
    if ends is None or ends[1] in _YEAR_DAYS or (two is not None and not {"day", "week"}.isdisjoint(periods)):
        return None
    low, high = ends
    tail = _TAIL.search(high)
    return (low + tail[0] if tail and not _TAIL.search(low) else low), high


def _li_readings(text: str) -> Readings | None:
    """How many 厘 are meant, 10 to the 分 (1分5 is 1分5厘, 一分半 too); None when the text speaks of neither."""
    if match := _LI.fullmatch(text):
        tenths = _TENTHS.fullmatch(text)
        return number_readings(match[1]) if tenths is None else _sum_of_tenths(tenths)
    if match := _TENTHS.fullmatch(text):
        return _sum_of_tenths(match)
    return None


def _sum_of_tenths(match: re.Match[str]) -> Readings:
    rest = {None: "0", "半": "5"}.get(match[2], match[2])
    wholes, ones = number_readings(match[1]), number_readings(str(rest))
    with working():
        return tuple(10 * whole + one for whole in wholes for one in ones)


def _shifted(values: Readings, places: int) -> Readings:
    with working(120):
        return tuple(value.scaleb(-places) for value in values)
