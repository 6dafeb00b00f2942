"""Which period a typed rate is for: chosen, named, meant by custom or asked for, and never guessed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import MAX_YEARLY_RATE, working
from courses.loans.errors import InvalidInput
from courses.loans.parsing._rate_words import RateReadings
from courses.loans.schedules.flows import Interval

# As a monthly rate, up to this is still 36 % a year or less: without a period it may be either, so it is asked.
MAY_BE_MONTHLY = Decimal("0.03")
MAY_BE_DAILY = Decimal("0.01")


class RateUnit(StrEnum):
    """The period a quoted rate is for; INSTALMENT is the gap between two instalments."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    INSTALMENT = "instalment"


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """Which period a rate without one is for, or the question."""

    field: str
    readings: RateReadings
    instalments: int
    is_flat: bool

    def period_meant(self) -> RateUnit:
        values = self.readings.values
        if not values or any(value.is_signed() for value in values) or max(values) == 0:
            return RateUnit.YEAR  # refused for itself, or the same for every period
        if self.readings.custom and not self.is_flat:
            return RateUnit(self.readings.custom)
        is_clear = not self.readings.needs and not self.is_flat
        if is_clear and (len(values) > 1 or values[0] > MAY_BE_MONTHLY):
            return RateUnit.YEAR
        raise InvalidInput(self.field, "unit_needed", units=tuple(self._offered(max(values))))

    def _offered(self, value: Decimal) -> Iterator[RateUnit]:
        """The periods that it may be for; with monthly payments an instalment is a month, unless a fee is asked for."""
        is_li = self.readings.is_li
        may_be = {
            RateUnit.INSTALMENT: (self.is_flat or self.instalments != 12) and not is_li,
            RateUnit.DAY: is_li or (not self.is_flat and value <= MAY_BE_DAILY),
        }
        for unit in (RateUnit.INSTALMENT, RateUnit.DAY, RateUnit.MONTH, RateUnit.YEAR):
            with working():
                is_within = is_li or value * periods_a_year(unit, self.instalments) <= MAX_YEARLY_RATE
            if may_be.get(unit, True) and (is_within or unit == RateUnit.YEAR):
                yield unit


def periods_a_year(unit: RateUnit, instalments: int) -> int:
    return {RateUnit.MONTH: 12, RateUnit.DAY: 365, RateUnit.INSTALMENT: instalments}.get(unit, 1)


def rate_period(field: str, named: Collection[str], instalments: int) -> str | None:
    """The period named; a week or a quarter is an instalment where payments are a week or a quarter apart."""
    period = one_period(field, named)
    if period not in (Interval.WEEK, Interval.QUARTER):
        return period
    if Interval(period).per_year != instalments:
        raise InvalidInput(field, "rate_period")
    return RateUnit.INSTALMENT


def one_period(field: str, named: Collection[str]) -> str | None:
    if len(named) > 1:
        raise InvalidInput(field, "unit_conflict", named=len(named))
    return next(iter(named), None)
