"""A household's month on one sheet: what comes in, needs, family, debts and wants, and three ways to share it out."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from courses.loans._checks import amount, working
from courses.loans._fields import put
from courses.loans.affordability._position import DEBT_SHARE, INCOME_DROP
from courses.loans.affordability.budget import Verdict
from courses.loans.money import cents

WEEK = Fraction(12, 52)  # of a month, which has more than four


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Sums of one month. Yearly bills stand in `needs` as a twelfth; of unknown debts, `debts` is the part known."""

    income: Decimal
    needs: Decimal
    family: Decimal = Decimal(0)
    debts: Decimal = Decimal(0)
    wants: Decimal = Decimal(0)
    debts_are_known: bool = True

    def __post_init__(self) -> None:
        put(
            self,
            income=amount(self.income, "income"),
            needs=amount(self.needs, "needs"),
            family=amount(self.family, "family"),
            debts=amount(self.debts, "debts"),
            wants=amount(self.wants, "wants"),
        )

    @property
    def fixed(self) -> Decimal:
        """Needs, what was promised to family, and debts: all that goes out but wants."""
        return self.needs + self.family + self.debts

    @property
    def out(self) -> Decimal:
        return self.fixed + self.wants

    @property
    def left(self) -> Decimal:
        """Income less all that goes out; below 0 when the month does not reach."""
        return self.income - self.out

    @property
    def lacks_needs(self) -> bool:
        """Whether what comes in does not even pay the needs: then no budget helps, but people do."""
        return self.needs > self.income

    @property
    def level(self) -> Verdict:
        """Short when something is missing; tight by our own caution (BUD-09), or while the debts are not known."""
        if self.left < 0:
            return Verdict.SHORT
        is_tight = not self.debts_are_known or self.is_indebted or self.is_near or not self.left
        return Verdict.TIGHT if is_tight else Verdict.ROOM

    @property
    def is_indebted(self) -> bool:
        """Whether debts take more than 36 % of the income: our own caution."""
        with working():
            return self.debts > DEBT_SHARE * self.income

    @property
    def is_near(self) -> bool:
        """Whether a fifth less income would leave something missing: our own caution."""
        with working():
            return self.left < INCOME_DROP * self.income

    @property
    def missing_after_drop(self) -> Decimal:
        """The sum missing if the income were a fifth lower, rounded to cents; 0 when nothing is missing."""
        with working():
            return max(cents(self.out - self.income * (1 - INCOME_DROP)), Decimal(0))


class Third(StrEnum):
    """The parts of the 50/30/20 method."""

    NEEDS = "needs"
    WANTS = "wants"
    SAVING_AND_DEBT = "saving_and_debt"


FIFTY_THIRTY_TWENTY = {
    Third.NEEDS: Decimal("0.5"), Third.WANTS: Decimal("0.3"), Third.SAVING_AND_DEBT: Decimal("0.2"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Portion:
    """One part of 50/30/20: `share` of the income as a fraction of 1, that share in money, and what is `taken` here."""

    part: Third
    share: Decimal
    given: Decimal
    taken: Decimal

    @property
    def over(self) -> Decimal:
        """By how much it takes more than the method gives; below 0 when it takes less."""
        return self.taken - self.given


def fifty_thirty_twenty(month: Month) -> tuple[Portion, ...]:
    """Return needs, wants, and saving with debt, in this order; shares of the income are rounded to cents.

    Family support counts with the needs here; saving is what the month leaves, and 0 when it leaves nothing.
    Source: Warren and Tyagi, All Your Worth (2005), BUD-01.
    """
    taken = {
        Third.NEEDS: month.needs + month.family,
        Third.WANTS: month.wants,
        Third.SAVING_AND_DEBT: month.debts + max(month.left, Decimal(0)),
    }
    with working():
        return tuple(
            Portion(part, share, cents(month.income * share), taken[part])
            for part, share in FIFTY_THIRTY_TWENTY.items()
        )


def part_of_month(sum_a_month: Decimal, months: Fraction) -> Decimal:
    """Return `sum_a_month` x `months`, rounded to cents. `months` may be a part of one, such as `WEEK`."""
    with working():
        return cents(sum_a_month * months.numerator / months.denominator)
