"""A household's month with a loan in it: exact figures, and the lines that decide the verdict."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import cached_property

from courses.loans._checks import working
from courses.loans._fields import CENT
from courses.loans.affordability._walk import Burden, Walk, lowest_from_income, walk
from courses.loans.money import cents

# 36 %, one fifth and one month are our own caution (BUD-09), not a law, a lender's rule or anybody's guideline.
DEBT_SHARE = Decimal("0.36")
INCOME_DROP = Decimal("0.2")
NOTHING = Decimal(0)


def money(exact: Fraction | Decimal, places: int = 2) -> Decimal:
    """An exact figure as it is shown, rounded half up."""
    if isinstance(exact, Decimal):
        return cents(exact, places)
    with working():
        return cents(Decimal(exact.numerator) / exact.denominator, places)


def money_down(exact: Decimal) -> Decimal:
    """A limit as it is shown, rounded down: a payment of exactly this sum must still be within it."""
    with working():
        return exact.quantize(CENT, rounding=ROUND_FLOOR)


def share(part: Decimal, income: Decimal) -> Decimal | None:
    """A part of an income as it is shown; None without income. To be used inside `working`."""
    return money(part / income, 4) if income else None


@dataclass(frozen=True, kw_only=True)
class Position:
    """Income, essentials, debts and savings (unknown ones as 0) with the burden of a loan, all exact.

    To be used inside `working`: its digits hold every sum and every share of it that stands here to the last one.
    """

    income: Decimal
    essentials: Decimal
    debts: Decimal
    savings: Decimal
    burden: Burden

    @cached_property
    def monthly(self) -> Decimal:
        """A, the largest sum of payments in one month."""
        return self.burden.monthly

    @cached_property
    def before(self) -> Decimal:
        """What is left each month without the loan: I - E - D."""
        return self.income - self.essentials - self.debts

    @cached_property
    def left(self) -> Decimal:
        """L = I - E - D - A, what is left in the month with the largest payments."""
        return self.before - self.monthly

    @cached_property
    def outgoings(self) -> Decimal:
        """E + D + A."""
        return self.essentials + self.debts + self.monthly

    @cached_property
    def buffer(self) -> Decimal:
        """S - upfront: savings never include the loan."""
        return self.savings - self.burden.upfront

    @property
    def have_at_end(self) -> Decimal:
        """The cash of the last month before its last payment's larger part is paid."""
        paid = self.burden.total - self.burden.at_end
        return self.buffer + self.burden.end * self.before - paid

    @property
    def missing_at_end_after_drop(self) -> Decimal:
        """What the last payment would lack if the income had been a fifth lower from the start; 0 if nothing."""
        if not self.burden.has_to_be_saved_for:
            return NOTHING
        lost = self.burden.end * INCOME_DROP * self.income
        return max(NOTHING, self.burden.at_end - self.have_at_end + lost)

    @cached_property
    def limits(self) -> dict[str, Decimal]:
        """The instalment a month at which each caution begins."""
        return {
            "debt_share": DEBT_SHARE * self.income - self.debts,
            "income_drop": (1 - INCOME_DROP) * self.income - self.essentials - self.debts,
            "buffer": self.buffer - self.essentials - self.debts,
        }

    @property
    def short_from_income(self) -> Decimal:
        """What is missing at the worst moment when the usual payments come from income alone; 0 when it carries them.

        Where every month holds its payments, this is decided by L. A payment every three months, or a month with five
        weeks, may be carried by what the months before leave.
        """
        if self.left >= 0:
            return NOTHING
        return max(NOTHING, -lowest_from_income(self.burden.regular, self.before))

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
    def margins(self) -> tuple[Decimal, ...]:
        """How far the loan is from each line; below 0 it crosses one, and there is no room.

        Each is a straight line in the amount, but for cents; the last is there where something is due at the end.
        """
        distances = [limit - self.monthly for limit in self.limits.values()]
        if self.burden.has_to_be_saved_for:
            lost = self.burden.end * INCOME_DROP * self.income
            distances.append(self.have_at_end - self.burden.at_end - lost)
        return tuple(distances)

    def walk(self, *, income: Decimal | None = None, once: Decimal = NOTHING, lost: bool = False) -> Walk:
        """Cash month by month over the life of the loan; with `lost`, the first month brings no income."""
        coming = self.income if income is None else income
        return walk(
            self.burden.sums,
            start=self.buffer,
            each_month=coming - self.essentials - self.debts,
            once=once + (coming if lost else NOTHING),
        )
