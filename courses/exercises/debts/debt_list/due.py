"""When a debt is due, as people write it: 12-3, the 3rd, in 4 days, 12 days late."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from courses.loans.schedules.flows import add_months

LATE = re.compile(r"晚|逾期|过期|late|overdue")
IN_DAYS = re.compile(r"还有|天后|in \d|days?$|天$")
FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
DAY = re.compile(r"(?:on |the |每月)*(\d{1,2})(?:st|nd|rd|th|日|号)?")
NUMBER = re.compile(r"\d{1,4}")
HALF_A_YEAR = 183
HANS: Mapping[str, str] = dict(zip("一二三四五六七八九", "123456789", strict=True))
LONGEST = 40


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
        return _late(plain)
    if IN_DAYS.search(plain):
        found = NUMBER.search(plain)
        return _in(int(found[0]), today) if found else None
    return _on_a_day(plain, today)


def _plain(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    plain = re.sub(r"(?<=[年月日号晚期天第每])\s+|\s+(?=[年月日号晚期天第每])", "", plain)
    plain = re.sub(r"(?<![一二三四五六七八九])十(?=[一二三四五六七八九])", "1", plain)
    plain = re.sub(r"([二三])十(?=[一二三四五六七八九])", lambda one: HANS[one[1]], plain)
    plain = re.sub(r"([二三])十", lambda one: HANS[one[1]] + "0", plain).replace("十", "10")
    return "".join(HANS.get(sign, sign) for sign in plain)


def _late(plain: str) -> DueDebt | None:
    found = NUMBER.findall(plain)
    if not found:
        return DueDebt(None)
    days = int(found[0])
    return DueDebt(-days) if len(found) == 1 and days else None


def _in(days: int, today: date) -> DueDebt:
    return DueDebt(days, today + timedelta(days))


def _on_a_day(plain: str, today: date) -> DueDebt | None:
    try:
        if found := FULL.fullmatch(plain):
            return _dated(date(int(found[1]), int(found[2]), int(found[3])), today)
        if found := MONTH_DAY.fullmatch(plain):
            return _dated(_nearest(int(found[1]), int(found[2]), today), today)
        if found := DAY.fullmatch(plain):
            return _dated(_next(int(found[1]), today), today)
    except ValueError:  # no such day, as 2-30
        return None
    return None


def _dated(day: date, today: date) -> DueDebt | None:
    days = (day - today).days
    return DueDebt(days, day) if abs(days) <= 10 * 2 * HALF_A_YEAR else None


def _nearest(month: int, day: int, today: date) -> date:
    """Return this day of this year, or of the next year if it is more than half a year ago."""
    this = date(today.year, month, day)
    if (today - this).days > HALF_A_YEAR:
        return date(today.year + 1, month, day)
    if (this - today).days > HALF_A_YEAR:
        return date(today.year - 1, month, day)
    return this


def _next(day: int, today: date) -> date:
    """Return the next date with this day of the month, today included; in shorter months the 31st is the last day."""
    if not 1 <= day <= 31:
        raise ValueError(day)
    first = today.replace(day=1)
    for months in range(2):
        begin = add_months(first, months)
        last = add_months(begin, 1) - timedelta(1)
        found = begin.replace(day=min(day, last.day))
        if found >= today:
            return found
    raise AssertionError(day)
