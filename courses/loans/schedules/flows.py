"""Payments in time: cash flows, regular intervals and the counting of days by the European rule."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from courses.loans._checks import MAX_INSTALMENTS, decimal, fraction, whole
from courses.loans.errors import InvalidInput

MAX_FLOWS = 5_000

# Far above every loan: the largest payment within the limits is 1e9 with 50 years of simple interest at 10,000 %.
MAX_FLOW_AMOUNT = Decimal(10) ** 15
# Not 50, because a rate per period is found by counting each period as a year.
MAX_FLOW_YEARS = 5_000

_PER_YEAR = {"day": 365, "week": 52, "two_weeks": 26, "four_weeks": 13, "month": 12, "quarter": 4, "year": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7, "two_weeks": 14, "four_weeks": 28}


class Interval(StrEnum):
    """The regular gap between two payments."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def per_year(self) -> int:
        """How many of them make a year: 365, 52, 26, 13, 12, 4 or 1."""
        return _PER_YEAR[self.value]

    @property
    def years(self) -> Fraction:
        """Its length in years, 1 / per_year."""
        return Fraction(1, self.per_year)


# Nominal lengths: a reader counts "30 days late", not calendar months.
DAYS_OF = {
    Interval.DAY: 1,
    Interval.WEEK: 7,
    Interval.TWO_WEEKS: 14,
    Interval.FOUR_WEEKS: 28,
    Interval.MONTH: 30,
    Interval.QUARTER: 90,
    Interval.YEAR: 365,
}


# A month has up to 31 days and two months up to 62: a sum due on day 31 is due within the month.
LONGEST_MONTHS = 20  # a twentieth of a month is allowed for that


def month_of(years: Fraction) -> int:
    """The month in which a payment falls due, from 1. Months are counted by their ends: day 31 is in the first."""
    part, (numerator, denominator) = LONGEST_MONTHS, years.as_integer_ratio()
    return max(1, -((denominator - 12 * part * numerator) // (part * denominator)))


@dataclass(frozen=True, slots=True)
class CashFlow:
    """A sum at a time, as the borrower sees it: received is positive, paid is negative."""

    years: Fraction
    amount: Decimal

    def __post_init__(self) -> None:
        years, amount = fraction(self.years, "years"), decimal(self.amount, "amount")
        # Compared in whole numbers, which is faster than comparing fractions.
        if abs(years.numerator) > MAX_FLOW_YEARS * years.denominator:
            raise InvalidInput("years", "too_large", most=MAX_FLOW_YEARS)
        # Compared from both sides: abs() would round in the caller's context.
        if not -MAX_FLOW_AMOUNT <= amount <= MAX_FLOW_AMOUNT:
            raise InvalidInput("amount", "too_large", most=MAX_FLOW_AMOUNT)
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "amount", amount)


def repeat(amount: Decimal, *, start: Fraction, step: Fraction, count: int) -> list[CashFlow]:
    """The same sum `count` times, at start + k * step for k < count."""
    whole(count, "count", least=0, most=MAX_FLOWS)
    start, step = fraction(start, "start"), fraction(step, "step")
    return [CashFlow(start + k * step, amount) for k in range(count)]


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), clamped to the month's length: 31 Jan + 1 is 28 or 29 Feb."""
    limit = 12 * date.max.year
    month = day.year * 12 + day.month - 1 + whole(months, "months", least=-limit, most=limit)
    year, index = divmod(month, 12)
    if year < date.min.year:
        raise InvalidInput("months", "too_small")
    if year > date.max.year:
        raise InvalidInput("months", "too_large")
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def due_dates(first: date, interval: Interval, count: int) -> tuple[date, ...]:
    """`count` due dates, all counted from `first`: 31 Jan, 28 Feb, 31 Mar."""
    whole(count, "count", least=1, most=MAX_INSTALMENTS)
    interval = Interval(interval)
    if interval in _MONTHS:
        return tuple(add_months(first, k * _MONTHS[interval]) for k in range(count))
    gap = timedelta(days=_DAYS[interval])
    if first > date.max - (count - 1) * gap:
        raise InvalidInput("count", "too_large")
    return tuple(first + k * gap for k in range(count))


def eu_interval(start: date, end: date, unit: str) -> Fraction:
    """The time from `start` to `end` in years, by the remarks to the European equation for the APR.

    Whole units are counted backwards from the later date. The days left over are divided by 365, or by 366 when the
    year that ends at the point reached holds a 29 February. `unit` is day (left-over days only), week, month or year.

    Source: Directive 2008/48/EC, Annex I, Part I, remark (c); same text in Directive 2014/17/EU, Annex I.
    """
    if end < start:
        raise InvalidInput("end", "before_start")
    if unit not in _WHOLE_UNITS:
        raise InvalidInput("unit", "not_known")
    reached, whole_years = _WHOLE_UNITS[unit](start, end)
    return whole_years + Fraction((reached - start).days, _days_in_year_ending(reached))


def _no_whole_units(start: date, end: date) -> tuple[date, Fraction]:
    return end, Fraction(0)


def _whole_weeks(start: date, end: date) -> tuple[date, Fraction]:
    weeks = (end - start).days // 7
    return end - timedelta(weeks=weeks), Fraction(weeks, 52)


def _whole_months(start: date, end: date) -> tuple[date, Fraction]:
    months = _units_back(start, end, 1)
    return add_months(end, -months), Fraction(months, 12)


def _whole_years(start: date, end: date) -> tuple[date, Fraction]:
    years = _units_back(start, end, 12)
    return add_months(end, -12 * years), Fraction(years)


def _units_back(start: date, end: date, months: int) -> int:
    """How many units of `months` fit when each is counted from the original later date, not from the one before."""
    units = ((end.year - start.year) * 12 + end.month - start.month) // months
    while units and add_months(end, -units * months) < start:
        units -= 1
    return units


def _days_in_year_ending(day: date) -> int:
    """366 when a 29 February lies in the year that ends on `day`, else 365."""
    year = day.year if (day.month, day.day) >= (2, 29) else day.year - 1
    return 366 if calendar.isleap(year) else 365


_WHOLE_UNITS: dict[str, Callable[[date, date], tuple[date, Fraction]]] = {
    "day": _no_whole_units,
    "week": _whole_weeks,
    "month": _whole_months,
    "year": _whole_years,
}
