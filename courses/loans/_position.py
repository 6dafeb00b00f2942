"""A household's month with a loan in it: exact figures, and the lines that decide the verdict."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from courses.loans._checks import working
from courses.loans._fields import CENT
from courses.loans._walk import Burden, Walk, lowest_from_income, walk
from courses.loans.money import cents

# 36 %, one fifth and one month are our own caution (BUD-09), not a law, a lender's rule or anybody's guideline.
DEBT_SHARE = Fraction(36, 100)
INCOME_DROP = Fraction(20, 100)


def money(exact: Fraction | Decimal, places: int = 2) -> Decimal:
    """An exact figure as it is shown, rounded half up."""
    with working():
        return cents(Decimal(exact.numerator) / exact.denominator if isinstance(exact, Fraction) else exact, places)


def money_down(exact: Fraction) -> Decimal:
    """A limit as it is shown, rounded down: a payment of exactly this sum must still be within it."""
    with working():
        return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, rounding=ROUND_FLOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Income, essentials, debts and savings (unknown ones as 0) with the burden of a loan, all exact."""

    income: Fraction
    essentials: Fraction
    debts: Fraction
    savings: Fraction
    burden: Burden

    @property
    def monthly(self) -> Fraction:
        """A, the largest sum of payments in one month."""
        return Fraction(self.burden.monthly)

    @property
    def before(self) -> Fraction:
        """What is left each month without the loan: I - E - D."""
        return self.income - self.essentials - self.debts

    @property
    def left(self) -> Fraction:
        """L = I - E - D - A, what is left in the month with the largest payments."""
        return self.before - self.monthly

    @property
    def outgoings(self) -> Fraction:
        """E + D + A."""
        return self.essentials + self.debts + self.monthly

    @property
    def buffer(self) -> Fraction:
        """S - upfront: savings never include the loan."""
        return self.savings - Fraction(self.burden.upfront)

    @property
    def have_at_end(self) -> Fraction:
        """The cash of the last month before its last payment's larger part is paid."""
        paid = Fraction(self.burden.total) - Fraction(self.burden.at_end)
        return self.buffer + self.burden.end * self.before - paid

    @property
    def missing_at_end_after_drop(self) -> Fraction:
        """What the last payment would lack if the income had been a fifth lower from the start; 0 if nothing."""
        if not self.burden.has_to_be_saved_for:
            return Fraction(0)
        lost = self.burden.end * INCOME_DROP * self.income
        return max(Fraction(0), Fraction(self.burden.at_end) - self.have_at_end + lost)

    @property
    def limits(self) -> dict[str, Fraction]:
        """The instalment a month at which each caution begins."""
        return {
            "debt_share": DEBT_SHARE * self.income - self.debts,
            "income_drop": (1 - INCOME_DROP) * self.income - self.essentials - self.debts,
            "buffer": self.buffer - self.essentials - self.debts,
        }

    @property
    def short_from_income(self) -> Fraction:
        """What is missing at the worst moment when the usual payments come from income alone; 0 when it carries them.

        Where every month holds its payments, this is decided by L. A payment every three months, or a month with five
        weeks, may be carried by what the months before leave.
        """
        if self.left >= 0:
            return Fraction(0)
        return max(Fraction(0), -Fraction(lowest_from_income(self.burden.regular, exact_decimal(self.before))))

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """The reasons that depend on the amount of the loan and make it "short"."""
        found = ["short_each_month"] if self.short_from_income else []
        if self.burden.has_to_be_saved_for and self.have_at_end < self.burden.at_end:
            found.append("lump_not_covered")
        return tuple(found)

    @property
    def cautions(self) -> tuple[str, ...]:
        """The reasons that depend on the amount of the loan and make it "tight"."""
        drops = self.left < INCOME_DROP * self.income or self.missing_at_end_after_drop > 0
        found = ["income_drop"] if drops else []
        if self.buffer < self.outgoings:
            found.append("small_buffer")
        if self.income and self.debts + self.monthly > DEBT_SHARE * self.income:
            found.append("debt_share")
        return tuple(found)

    @property
    def margins(self) -> tuple[Fraction, ...]:
        """How far the loan is from each line; below 0 it crosses one, and there is no room.

        Each is a straight line in the amount, but for cents; the last is there where something is due at the end.
        """
        distances = [limit - self.monthly for limit in self.limits.values()]
        if self.burden.has_to_be_saved_for:
            lost = self.burden.end * INCOME_DROP * self.income
            distances.append(self.have_at_end - Fraction(self.burden.at_end) - lost)
        return tuple(distances)

    def walk(self, *, income: Fraction | None = None, once: Fraction = Fraction(0), lost: bool = False) -> Walk:
        """Cash month by month over the life of the loan; with `lost`, the first month brings no income."""
        coming = self.income if income is None else income
        return walk(
            self.burden.sums,
            start=exact_decimal(self.buffer),
            each_month=exact_decimal(coming - self.essentials - self.debts),
            once=exact_decimal(once + (coming if lost else 0)),
        )


def exact_decimal(exact: Fraction) -> Decimal:
    """A sum of money, whose denominator is a power of ten, as a Decimal."""
    with working():
        return Decimal(exact.numerator) / exact.denominator
