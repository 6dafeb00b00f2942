"""A household's month with a loan in it: exact figures, and the lines that decide the verdict."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import takewhile
from math import ceil, floor

from courses.loans._checks import working
from courses.loans._fields import CENT
from courses.loans._payments import Payments
from courses.loans.money import cents

# 36 %: CFPB, "Your Money, Your Goals", advice (BUD-08). One fifth and one month are our own caution (BUD-09).
DEBT_SHARE = Fraction(36, 100)
INCOME_DROP = Fraction(20, 100)
LUMP_ABOVE = Fraction(3, 2)


def money(exact: Fraction, places: int = 2) -> Decimal:
    """An exact figure as it is shown, rounded half up."""
    with working():
        return cents(Decimal(exact.numerator) / exact.denominator, places)


def money_down(exact: Fraction) -> Decimal:
    """A limit as it is shown, rounded down: a payment of exactly this sum must still be within it."""
    with working():
        return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, rounding=ROUND_FLOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What a loan asks of a month, and of its own date if its last payment is a lump.

    `monthly` is A; `without_last` is A when only the payments before the last one count, and `straight` says that no
    total limits it, whatever the amount. `before` and `last` are the last two payments, `end` the time of the last.
    """

    monthly: Fraction
    without_last: Fraction
    straight: bool
    before: Fraction
    last: Fraction
    end: Fraction
    upfront: Fraction

    @property
    def lump(self) -> Fraction:
        """What the last payment exceeds the one before by, if it is more than 1.5 times as large."""
        return self.last - self.before if self.last > LUMP_ABOVE * self.before else Fraction(0)


def burden_of(payments: Payments, *, per_year: Fraction | None, upfront: Decimal) -> Burden:
    """A = the largest payment of the first year x payments a year / 12, not above the total due.

    `per_year` None means an own list: the largest sum in one month of the first twelve. A single payment, and what a
    last payment exceeds the one before by when it is more than 1.5 times as large, is a lump and no part of A. The
    cents that a last payment takes up, at most one for each payment, are no part of A either.
    """
    with working():
        end, last = payments[-1]
        before = payments[-2][1] if len(payments) > 1 else Decimal(0)
        rest = payments[:-1]
        # A lump is taken out, and so are the cents of rounding.
        counts = CENT * len(payments) < last - before <= (LUMP_ABOVE - 1) * Fraction(before)
        level = ((end, last if counts else min(last, before)),) if rest else ()
        without_last = _monthly(rest, per_year)
        return Burden(
            monthly=_monthly(rest + level, per_year),
            without_last=without_last,
            straight=per_year is None or (len(rest) * 12 >= per_year and without_last < sum(paid for _, paid in rest)),
            before=Fraction(before),
            last=Fraction(last),
            end=end,
            upfront=Fraction(upfront),
        )


def _monthly(payments: Payments, per_year: Fraction | None) -> Fraction:
    """A of these payments. Where none falls into the first year, the largest of all counts."""
    if not payments:
        return Fraction(0)
    if per_year is None:
        return _largest_month(payments)
    first_year = [paid for _, paid in takewhile(lambda payment: payment[0] <= 1, payments)]
    largest = Fraction(max(first_year or [paid for _, paid in payments]))
    return min(largest * per_year / 12, Fraction(sum((paid for _, paid in payments), Decimal(0))))


def _largest_month(payments: Payments) -> Fraction:
    """Months are counted by their ends: a payment after exactly one month belongs to the first."""
    months: dict[int, Decimal] = {}
    for years, paid in payments:
        month = month_of(years)
        months[month] = months.get(month, Decimal(0)) + paid
    first_year = [total for month, total in months.items() if month <= 12]
    return Fraction(max(first_year or months.values()))


def month_of(years: Fraction) -> int:
    """The month in which a payment falls due, from 1."""
    return max(1, ceil(12 * years))


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Income, essentials, debts and savings (unknown ones as 0) with the burden of a loan, all exact."""

    income: Fraction
    essentials: Fraction
    debts: Fraction
    savings: Fraction
    burden: Burden

    @property
    def before(self) -> Fraction:
        """What is left each month without the loan: I - E - D."""
        return self.income - self.essentials - self.debts

    @property
    def left(self) -> Fraction:
        """L = I - E - D - A."""
        return self.before - self.burden.monthly

    @property
    def outgoings(self) -> Fraction:
        """E + D + A."""
        return self.essentials + self.debts + self.burden.monthly

    @property
    def buffer(self) -> Fraction:
        """S - upfront: savings never include the loan."""
        return self.savings - self.burden.upfront

    @property
    def have_at_lump(self) -> Fraction:
        """S - upfront + L for every whole month until the lump falls due."""
        return self.buffer + floor(12 * self.burden.end) * self.left

    @property
    def limits(self) -> dict[str, Fraction]:
        """The instalment a month at which each caution begins."""
        return {
            "debt_share": DEBT_SHARE * self.income - self.debts,
            "income_drop": (1 - INCOME_DROP) * self.income - self.essentials - self.debts,
            "buffer": self.buffer - self.essentials - self.debts,
        }

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """The reasons that depend on the amount of the loan and make it "short"."""
        found = ["short_each_month"] if self.left < 0 else []
        if self.burden.lump > 0 and self.burden.lump > self.have_at_lump:
            found.append("lump_not_covered")
        return tuple(found)

    @property
    def cautions(self) -> tuple[str, ...]:
        """The reasons that depend on the amount of the loan and make it "tight"."""
        found = ["income_drop"] if self.left < INCOME_DROP * self.income else []
        if self.buffer < self.outgoings:
            found.append("small_buffer")
        if self.income and self.debts + self.burden.monthly > DEBT_SHARE * self.income:
            found.append("debt_share")
        return tuple(found)
