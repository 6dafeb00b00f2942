"""Money and rates as people type them, and rounding as they are printed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import (
    MAX_AMOUNT,
    MAX_DECIMALS,
    MAX_INSTALMENTS,
    MAX_PLACES,
    MAX_YEARLY_RATE,
    decimal,
    digits_kept,
    round_half_up,
    whole,
    working,
)
from courses.loans.errors import InvalidInput
from courses.loans.parsing._amount_words import said_amount
from courses.loans.parsing._count_words import payments_in, said_count
from courses.loans.parsing._hedges import Hedge, says_not_known, says_nothing
from courses.loans.parsing._numerals import closed_up, normalised
from courses.loans.parsing._rate_period import AskedPeriod, RateUnit, one_period, periods_a_year, rate_period
from courses.loans.parsing._rate_words import RateReadings, SaidRate, is_sum, rate_ends, rate_readings, said_rate
from courses.loans.schedules.flows import Interval

__all__ = [
    "Hedge", "QuotedRate", "RateUnit", "TypedAmount", "TypedRate",
    "as_percent", "cents", "read_amount", "read_count", "read_rate",
]  # fmt: skip

MAX_TEXT = 40
VERY_LOW, VERY_HIGH = Decimal("0.005"), Decimal(1)

# The largest float has 309 digits before the point, and a solved rate may be that large.
_LONG = digits_kept(340)


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """A rate as quoted: a fraction per `unit`. A contract may count 360 days to the year for a daily rate."""

    value: Decimal
    unit: RateUnit = RateUnit.YEAR
    day_basis: int = 365


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """A sum and the text it was read from; `hedge` and `per` tell that it was said to be rough, or for a time."""

    value: Decimal
    text: str
    hedge: Hedge | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRate:
    """A rate as a fraction per `unit`; `doubt` is very_low or very_high when a slip is likely.

    `by_custom` says that nobody named the period, but that one is meant by custom (万五 a day, 3分利 a month).
    """

    value: Decimal
    unit: RateUnit
    doubt: str | None
    text: str
    hedge: Hedge | None = None
    by_custom: bool = False


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
    return round_half_up(number.scaleb(shift, _LONG) if shift else number, places, _LONG)


def read_amount(
    text: str,
    *,
    field: str = "amount",
    least: Decimal = Decimal(0),
    most: Decimal = MAX_AMOUNT,
    periods: Collection[str] = (),
) -> TypedAmount:
    """A sum of money as people type it: 12,000, 1.2万, 8k, ¥12000元, 一万二千, 没有, 约8000元.

    `periods` are the times that the text may name (8000元/月). Raises InvalidInput: empty, too_long, not_a_number,
    not_known, negative, ambiguous or range (with the two readings `a` and `b`), too_many_decimals, too_small
    (`least`), too_large (`most`), unit_conflict, other_period (`monthly`: what it comes to) or period_not_here.
    """
    said = said_amount(_known(_clean(text, field), field))
    if said.bounds is not None:
        raise InvalidInput(field, "range", a=said.bounds[0], b=said.bounds[1])
    value = _one_reading(field, said.readings)
    if value > most:
        raise InvalidInput(field, "too_large", most=most)
    # Zeros count too: 12.000 may be meant as 12,000.
    if -int(value.as_tuple().exponent) > MAX_DECIMALS:
        raise InvalidInput(field, "too_many_decimals", most=MAX_DECIMALS)
    if value < least:
        raise InvalidInput(field, "too_small", least=least)
    per = one_period(field, said.periods)
    if per is not None and per not in periods:
        raise _other_period(field, value, per, periods)
    return TypedAmount(cents(value), text.strip(), said.hedge, per)


def _other_period(field: str, value: Decimal, per: str, periods: Collection[str]) -> InvalidInput:
    """The refusal of a sum for another time than the box is for, with what it comes to a month where that is sure."""
    if "month" in periods and per in (Interval.YEAR, Interval.QUARTER, Interval.WEEK):
        with working():
            monthly = value * Interval(per).per_year / 12
        return InvalidInput(field, "other_period", monthly=cents(monthly))
    return InvalidInput(field, "period_not_here")


def read_rate(
    text: str, *, field: str = "rate", unit: RateUnit | None = None, per_year: int = 12, is_flat: bool = False
) -> TypedRate:
    """A rate as people type it: 18, 12%, 日息万分之五, 月息8厘, 3分利, 24% APR. A bare number is always percent.

    `unit` is the period chosen in the form, `per_year` the number of instalments a year, `is_flat` that the rate is
    a fee of the first amount. Raises InvalidInput as `read_amount` does; unit_needed (`units`: the periods it may be
    for), unit_conflict, rate_period (a period that no rate here has), sum_not_rate or no_rate. Numbers `a`
    and `b` are fractions, beside them `unit` where the text names it.
    """
    whole(per_year, "per_year", least=1, most=366)
    plain = _known(_clean(text, field), field)
    if says_nothing(plain):
        raise InvalidInput(field, "no_rate")
    said = said_rate(plain)
    if is_sum(plain, said):
        raise InvalidInput(field, "sum_not_rate")
    named = rate_period(field, said.periods, per_year)
    _refuse_conflict(field, named, unit)
    period = named or (None if unit is None else str(unit))
    readings = _rate_readings(field, said, period, named)
    asked = AskedPeriod(field, readings, per_year, is_flat)
    chosen = RateUnit(period) if period is not None and readings.needs != "other_period" else asked.period_meant()
    value = _one_reading(field, readings.values, unit=_told(named, readings, unit))
    with working():
        yearly = value * periods_a_year(chosen, per_year)
    if yearly > MAX_YEARLY_RATE:
        raise InvalidInput(field, "too_large", most=MAX_YEARLY_RATE)
    is_by_custom = period is None and bool(readings.custom)
    return TypedRate(
        value=value, unit=chosen, doubt=_doubt(yearly), text=text.strip(), hedge=said.hedge, by_custom=is_by_custom
    )


def _told(named: str | None, readings: RateReadings, unit: RateUnit | None) -> str | None:
    """The period that goes on to a choice between readings, because the text that names it is replaced."""
    return named or (readings.custom if unit is None else "") or None


def _rate_readings(field: str, said: SaidRate, period: str | None, named: str | None) -> RateReadings:
    """The readings of the figure; two ends of a range are a question of their own."""
    if said.share is not None:
        return RateReadings((said.share,), "period")
    found = rate_readings(said.figure, period, names_interest=said.names_interest)
    ends = None if found.values else rate_ends(said.figure, said.periods)
    if ends is None:
        return found
    both = [rate_readings(end, period, names_interest=said.names_interest) for end in ends]
    if any(len(end.values) != 1 or end.values[0].is_signed() for end in both):
        return found
    (low, high) = (end.values[0] for end in both)
    if period is None and any(end.needs == "period" for end in both):
        return RateReadings((max(low, high),), "period")
    told = {"unit": named} if named else {}
    raise InvalidInput(field, "range", a=low, b=high, **told)


def read_count(text: str, *, field: str = "count", unit: Interval | None = None, most: int = MAX_INSTALMENTS) -> int:
    """A number of instalments as people type it: 12, 12期, 12个月, 十二. At least 1.

    Years become the number of instalments that fill them (3年, 半年). Raises InvalidInput as `read_amount` does,
    not_whole, not_exact (`value`), and unit_conflict when the text counts in another interval than `unit` (`length`,
    with `value` of them; `count`: how many instalments fill that time, where that is a whole number).
    """
    said = said_count(_known(_clean(text, field), field))
    if said.bounds is not None:
        raise InvalidInput(field, "range", a=said.bounds[0], b=said.bounds[1])
    value = _one_reading(field, said.readings)
    if said.length is None or unit is None or said.length == unit:
        count = _count_within(field, value, most)
    else:
        count = _converted(field, value, said.length, unit, most)
    if said.is_hedged:
        raise InvalidInput(field, "not_exact", value=count)
    return count


def _converted(field: str, value: Decimal, length: Interval, unit: Interval, most: int) -> int:
    count = payments_in(value, length, unit) if value <= most else None
    if count is not None and length == Interval.YEAR:
        return _count_within(field, Decimal(count), most)
    numbers = {} if count is None or count > most else {"count": count}
    raise InvalidInput(field, "unit_conflict", value=_count_within(field, value, most), length=str(length), **numbers)


def _count_within(field: str, value: Decimal, most: int) -> int:
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
    plain = closed_up(normalised(text))
    if not plain:
        raise InvalidInput(field, "empty")
    return plain


def _known(plain: str, field: str) -> str:
    if says_not_known(plain):
        raise InvalidInput(field, "said_unknown")
    return plain


def _refuse_conflict(field: str, named: str | None, unit: str | None) -> None:
    """The text must not name another period than the form."""
    if named is not None and unit is not None and named != unit:
        raise InvalidInput(field, "unit_conflict")


def _one_reading(field: str, readings: Sequence[Decimal], *, unit: str | None = None) -> Decimal:
    if not readings:
        raise InvalidInput(field, "not_a_number")
    if len(readings) > 1:
        told = {"unit": unit} if unit else {}
        raise InvalidInput(field, "ambiguous", a=readings[0], b=readings[1], **told)
    if readings[0].is_signed():
        raise InvalidInput(field, "negative")
    return readings[0]


def _doubt(yearly: Decimal) -> str | None:
    if 0 < yearly < VERY_LOW:
        return "very_low"
    return "very_high" if yearly > VERY_HIGH else None
