"""Terms of loans whose schedules are checked."""

from decimal import Decimal
from fractions import Fraction

WEEK, MONTH, YEAR = Fraction(1, 52), Fraction(1, 12), Fraction(1)
TEN_THOUSAND, ONE_PERCENT = Decimal(10_000), Decimal("0.01")


def payments_of(schedule):
    return [line.payment for line in schedule.instalments]
