"""Money and rates as people type them, and rounding as they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import (
    MAX_AMOUNT,
    MAX_DECIMALS,
    MAX_INSTALMENTS,
    MAX_YEARLY_RATE,
    decimal,
    round_half_up,
    whole,
    working,
)
from courses.loans._numerals import normalised, number_readings, without_currency
from courses.loans._rate_words import rate_readings, split_count_period, split_rate_period
from courses.loans.errors import InvalidInput
from courses.loans.flows import Interval

MAX_TEXT = 40
MAX_PLACES = 10
VERY_LOW, VERY_HIGH = Decimal("0.005"), Decimal(1)

# The largest float has 309 digits before the point, and a solved rate may be that large.
_DIGITS = 340


class RateUnit(StrEnum):
    """The period a quoted rate is for; INSTALMENT is the gap between two instalments."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """A rate as quoted: a fraction per `unit`. A contract may count 360 days to the year for a daily rate."""

    value: Decimal
    unit: RateUnit = RateUnit.YEAR
    day_basis: int = 365


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """A sum and the text it was read from."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRate:
    """A rate as a fraction per `unit`; `doubt` is very_low or very_high when a slip is likely."""

    value: Decimal
    unit: RateUnit
    doubt: str | None
    text: str


def cents(x: Decimal, places: int = 2) -> Decimal:
    """`x` rounded half up to `places` decimals, never -0.00."""
    number = decimal(x, "x")
    return _rounded(number, "x", places)


def as_percent(rate: float | Decimal, places: int = 2) -> Decimal:
    """A fraction as percent, rounded half up, never -0.00: 0.130342 is 13.03. A float is taken as it is written."""
    written = Decimal(repr(rate)) if isinstance(rate, float) else rate
    number = decimal(written, "rate")
    return _rounded(number, "rate", places, shift=2)


def _rounded(number: Decimal, field: str, places: int, *, shift: int = 0) -> Decimal:
    whole(places, "places", least=0, most=MAX_PLACES)
    if number.adjusted() > 308:
        raise InvalidInput(field, "too_large")
    with working(_DIGITS):
        return round_half_up(number.scaleb(shift), places)


def read_amount(
    text: str, *, field: str = "amount", least: Decimal = Decimal(0), most: Decimal = MAX_AMOUNT
) -> TypedAmount:
    """A sum of money as people type it: 12,000, 1.2万, ¥12000元, 一万二千.

    Raises InvalidInput: empty, too_long, not_a_number, negative, ambiguous (with the two readings `a` and `b`),
    too_many_decimals, too_small (`least`) or too_large (`most`).
    """
    value = _one_reading(field, number_readings(without_currency(_clean(text, field))))
    if value > most:
        raise InvalidInput(field, "too_large", most=most)
    # Zeros count too: 12.000 may be meant as 12,000.
    if -int(value.as_tuple().exponent) > MAX_DECIMALS:
        raise InvalidInput(field, "too_many_decimals", most=MAX_DECIMALS)
    if value < least:
        raise InvalidInput(field, "too_small", least=least)
    return TypedAmount(cents(value), text.strip())


def read_rate(text: str, *, field: str = "rate", unit: RateUnit | None = None, per_year: int = 12) -> TypedRate:
    """A rate as people type it: 12, 12%, 日息万分之五, 月息8厘, 3个点. A bare number is always percent.

    `unit` is the period chosen in the form, `per_year` the number of instalments a year. Raises InvalidInput as
    `read_amount` does, and unit_needed or unit_conflict; `a` and `b` of ambiguous are fractions.
    """
    whole(per_year, "per_year", least=1, most=366)
    rest, named = split_rate_period(_clean(text, field))
    _refuse_conflict(field, named, unit)
    period = next(iter(named)) if named else unit
    readings, usable = rate_readings(rest, period)
    value = _one_reading(field, readings)
    if not usable:
        raise InvalidInput(field, "unit_needed")
    chosen = RateUnit.YEAR if period is None else RateUnit(period)
    with working():
        yearly = value * {RateUnit.MONTH: 12, RateUnit.DAY: 365, RateUnit.INSTALMENT: per_year}.get(chosen, 1)
    if yearly > MAX_YEARLY_RATE:
        raise InvalidInput(field, "too_large", most=MAX_YEARLY_RATE)
    return TypedRate(value=value, unit=chosen, doubt=_doubt(yearly), text=text.strip())


def read_count(text: str, *, field: str = "count", unit: Interval | None = None, most: int = MAX_INSTALMENTS) -> int:
    """A number of instalments as people type it: 12, 12期, 12个月, 十二. At least 1.

    Raises InvalidInput as `read_amount` does, not_whole, and unit_conflict when the text names another interval
    than `unit`.
    """
    rest, named = split_count_period(_clean(text, field))
    _refuse_conflict(field, named, unit)
    value = _one_reading(field, number_readings(rest))
    if value != int(value):
        raise InvalidInput(field, "not_whole")
    if value < 1:
        raise InvalidInput(field, "too_small", least=1)
    if value > most:
        raise InvalidInput(field, "too_large", most=most)
    return int(value)


def _clean(text: str, field: str) -> str:
    """The text in plain characters, when it is neither too long nor empty."""
    if not isinstance(text, str):
        raise TypeError(f"{field} must be a str, not {type(text).__name__}")
    if len(text) > MAX_TEXT:
        raise InvalidInput(field, "too_long", most=MAX_TEXT)
    plain = normalised(text)
    if not plain:
        raise InvalidInput(field, "empty")
    return plain


def _refuse_conflict(field: str, named: set[str], unit: str | None) -> None:
    """The text must not name two periods, nor another one than the form."""
    periods = named | ({str(unit)} if unit is not None else set())
    if named and len(periods) > 1:
        raise InvalidInput(field, "unit_conflict")


def _one_reading(field: str, readings: Sequence[Decimal]) -> Decimal:
    if not readings:
        raise InvalidInput(field, "not_a_number")
    if len(readings) > 1:
        raise InvalidInput(field, "ambiguous", a=readings[0], b=readings[1])
    if readings[0].is_signed():
        raise InvalidInput(field, "negative")
    return readings[0]


def _doubt(yearly: Decimal) -> str | None:
    if 0 < yearly < VERY_LOW:
        return "very_low"
    return "very_high" if yearly > VERY_HIGH else None
