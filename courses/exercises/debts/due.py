"""When a debt is due, as people write it: 12-3, the 3rd, next month's 5th, in 2 weeks, a month late."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from courses.loans.parsing import chinese_numerals
from courses.loans.parsing.plain_text import closed_up, normalised
from courses.loans.schedules.flows import add_months

LONGEST = 40
HALF_A_YEAR = 183
FARTHEST = 10 * 2 * HALF_A_YEAR  # days to either side

COUNTS = re.compile(r"[\d半十百一二三四五六七八九两]")
NUMERAL = re.compile(f"[{chinese_numerals.CHARACTERS}]+")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NAMED_DAYS: Mapping[str, int] = {
    "大后天": 3, "后天": 2, "明天": 1, "今天": 0, "昨天": -1, "前天": -2, "tomorrow": 1, "today": 0, "yesterday": -1,
}  # fmt: skip

LATE = re.compile(r"晚|逾期|过期|\blate\b|\boverdue\b")
AROUND_LATE = re.compile(r"[了已经从自的]|(?<!\d)[.,]|[.,](?!\d)|\b(?:by|since|for|already|is|it)\b")
NUMBER_ALONE = re.compile(r"\d{1,4}")
PAYMENTS = re.compile(r"\d{1,3}(?:期|次|笔| ?payments?)")
NOT_LATE = re.compile("0(?:天|日| ?days?)?|没有?(?:晚|逾期|过期)?|无|没|none|no|nothing|not late")
_UNIT = "(?P<unit>天|日|days?|周|星期|礼拜|weeks?|月|months?|年|years?)"
_SPAN = rf"(?P<number>\d{{1,4}}|半) ?个?多?(?P<half>半)?{_UNIT}(?P<more>半)?"
SPAN = re.compile(rf"{_SPAN}(?:多|以上|左右)?")
AHEAD = re.compile(rf"(?:in |within |还有|再过|过)?{_SPAN}(?:以后|之后|后|内|之内| later)?")
MARKED_AHEAD = re.compile(r"^(?:in|within|还有|再过|过)|(?:后|内|later)$")
AGO = re.compile(rf"{_SPAN}(?:以前|之前|前| ago)")
WEEKDAY = re.compile(r"(?P<week>这个?|本|下个?)?(?:周|星期|礼拜)(?P<day>[1-6日天])")
FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(20\d\d)([01]\d)([0-3]\d)")
MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
IN_MONTH = re.compile(r"(?P<month>[上下]个?月|[本这]个?月)?(?:的?(?P<day>\d{1,2})(?:日|号)?|(?P<last>月?[底末]))")
DAY = re.compile(r"(?:on |the |every |每个?月)*(\d{1,2})(?:st|nd|rd|th|日|号)?(?: of (?:each|every|the) month)?")
_MONTH_NAME = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_ENGLISH_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
ENGLISH = (
    re.compile(rf"(?:on )?{_MONTH_NAME} {_ENGLISH_DAY}(?:,? (?P<year>\d{{4}}))?"),
    re.compile(rf"(?:on )?(?:the )?{_ENGLISH_DAY}(?: of)? {_MONTH_NAME}(?:,? (?P<year>\d{{4}}))?"),
)


@dataclass(frozen=True, slots=True)
class DueDebt:
    """`days` to go, or since when it is late (below 0); None where it is late and nobody said for how long."""

    days: int | None
    day: date | None = None

    @property
    def is_late(self) -> bool:
        return self.days is None or self.days < 0

    @property
    def days_late(self) -> int | None:
        return -self.days if self.days is not None and self.days < 0 else None


def read_due(text: str, today: date) -> DueDebt | None:
    """Read a due day as typed; None if the text names no day that can be read."""
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    if LATE.search(plain):
        return _late(plain, today)
    try:
        day = _named(plain, today)
    except ValueError:  # no such day, as 2-30
        return None
    return None if day is None else _dated(day, today)


def read_days_late(text: str, today: date) -> int | None:
    """How many days late, from a box that asks for it: 12, 逾期3天, 2 weeks, since Nov 20; None if it does not say."""
    due = _late(_plain(text), today) if len(text) <= LONGEST else None
    return None if due is None else due.days_late


def counts_payments(text: str) -> bool:
    """Whether the text says how many payments are late (3期), which is no number of days."""
    return PAYMENTS.fullmatch(_plain(text)) is not None


def says_not_late(text: str) -> bool:
    return not text.strip() or NOT_LATE.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    plain = closed_up(" ".join(normalised(unicodedata.normalize("NFKC", text)).split()))
    plain = re.sub(r"\b(?:a|an|one)(?= (?:day|week|month|year))", "1", plain)
    return NUMERAL.sub(_in_digits, plain)


def _in_digits(found: re.Match[str]) -> str:
    """九十 is 90; what may be two numbers (三四, 一百二) stays as it is, and is refused."""
    number = chinese_numerals.read_numeral(found[0])
    return found[0] if number is None else str(number)


def _late(plain: str, today: date) -> DueDebt | None:
    """For how long: a number alone counts days, a day of the month is the last one. How many payments says nothing."""
    rest = AROUND_LATE.sub("", LATE.sub("", plain)).strip()
    if not COUNTS.search(rest) or PAYMENTS.fullmatch(rest):
        return DueDebt(None)
    if NUMBER_ALONE.fullmatch(rest):
        days = int(rest)
    else:
        since = _since(rest, today)
        days = 0 if since is None else (today - since).days
    return DueDebt(-days) if 0 < days <= FARTHEST else None


def _since(rest: str, today: date) -> date | None:
    """When it began; of a day without its month it is the last one that has passed."""
    try:
        span = SPAN.fullmatch(rest)
        day = _named(rest, today) if span is None else _moved(today, span, -1)
    except ValueError:
        return None
    return add_months(day, -1) if day is not None and day >= today and DAY.fullmatch(rest) else day


def _named(plain: str, today: date) -> date | None:
    if plain in NAMED_DAYS:
        return today + timedelta(NAMED_DAYS[plain])
    for read in READERS:
        day = read(plain, today)
        if day is not None:
            return day
    return None


def _moved(today: date, span: re.Match[str], sign: int) -> date:
    """Today, moved by a time to come or gone by; half a month is 15 days, half a week is no time."""
    number = 0 if span["number"] == "半" else int(span["number"])
    is_half, unit = "半" in (span["number"], span["half"], span["more"]), span["unit"]
    if unit[0] in "月m":
        return add_months(today, sign * number) + sign * timedelta(15 * is_half)
    if unit[0] in "年y":
        return add_months(today, sign * (12 * number + 6 * is_half))
    if is_half:
        raise ValueError(unit)
    return today + sign * timedelta(number if unit[0] in "天日d" else 7 * number)


def _in_a_time(plain: str, today: date) -> date | None:
    """Only days may stand without a word that says they are to come: a month alone may be how often it is paid."""
    if span := AGO.fullmatch(plain):
        return _moved(today, span, -1)
    span = AHEAD.fullmatch(plain)
    if span is None or not (span["unit"][0] in "天日d" or MARKED_AHEAD.search(plain)):
        return None
    return _moved(today, span, 1)


def _weekday(plain: str, today: date) -> date | None:
    found = WEEKDAY.fullmatch(plain)
    if found is None:
        return None
    weekday = 6 if found["day"] in "日天" else int(found["day"]) - 1
    if found["week"] is None:
        return today + timedelta((weekday - today.weekday()) % 7)
    monday = today - timedelta(today.weekday())
    return monday + timedelta(weekday + (7 if found["week"].startswith("下") else 0))


def _in_month(plain: str, today: date) -> date | None:
    """Of this, the next or the last month: its day, or its end."""
    found = IN_MONTH.fullmatch(plain)
    if found is None or not (found["month"] or found["last"]):
        return None
    months = {"上": -1, "下": 1}.get((found["month"] or "本")[0], 0)
    begin = add_months(today.replace(day=1), months)
    return _day_in(begin, 31 if found["last"] else int(found["day"]))


def _in_english(plain: str, today: date) -> date | None:
    for found in filter(None, (pattern.fullmatch(plain) for pattern in ENGLISH)):
        month, day = MONTHS.index(found["month"]) + 1, int(found["day"])
        return date(int(found["year"]), month, day) if found["year"] else _nearest(month, day, today)
    return None


def _in_numbers(plain: str, today: date) -> date | None:
    if found := FULL.fullmatch(plain):
        year, month, day = map(int, filter(None, found.groups()))
        return date(year, month, day)
    if found := MONTH_DAY.fullmatch(plain):
        return _nearest(int(found[1]), int(found[2]), today)
    found = DAY.fullmatch(plain)
    return _next(int(found[1]), today) if found else None


READERS: tuple[Callable[[str, date], date | None], ...] = (
    _in_a_time, _weekday, _in_month, _in_english, _in_numbers,
)  # fmt: skip


def _dated(day: date, today: date) -> DueDebt | None:
    days = (day - today).days
    return DueDebt(days, day) if abs(days) <= FARTHEST else None


def _nearest(month: int, day: int, today: date) -> date:
    """Return this day of this year, or of the next year if it is more than half a year ago."""
    this = date(today.year, month, day)
    if (today - this).days > HALF_A_YEAR:
        return date(today.year + 1, month, day)
    if (this - today).days > HALF_A_YEAR:
        return date(today.year - 1, month, day)
    return this


def _next(day: int, today: date) -> date:
    """Return the next date with this day of the month, today included."""
    this = _day_in(today.replace(day=1), day)
    return this if this >= today else _day_in(add_months(today.replace(day=1), 1), day)


def _day_in(begin: date, day: int) -> date:
    """Return this day of the month that starts then; in shorter months the 31st is the last day."""
    if not 1 <= day <= 31:
        raise ValueError(day)
    last = add_months(begin, 1) - timedelta(1)
    return begin.replace(day=min(day, last.day))
