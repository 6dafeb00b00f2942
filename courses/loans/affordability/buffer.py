"""A buffer in the household: a steady wage out of unsteady months, and how long it takes to save a cushion."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil

from courses.loans._checks import amount, working
from courses.loans.affordability.budget import Verdict
from courses.loans.errors import InvalidInput
from courses.loans.money import cents
from courses.loans.schedules.flows import Interval
from courses.loans.schedules.schedule import Schedule, equal_instalments

LEAST_MONTHS, MOST_MONTHS = 3, 12
MOST_LOAN_MONTHS = 36


@dataclass(frozen=True, slots=True)
class WageMonth:
    """One past month, had the wage been paid from a buffer: `change` is what went in, below 0 what came out of it;
    `missing` is what was lacking all the same of what must be paid.
    """

    income: Decimal
    change: Decimal
    buffer: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadyWage:
    """`base` is the lowest month, `gap` what it lacks of `must_pay`; `lean_months` None where it lacks nothing."""

    base: Decimal
    average: Decimal
    must_pay: Decimal
    wage: Decimal
    gap: Decimal
    months: tuple[WageMonth, ...]
    lean_months: int | None

    @property
    def buffer(self) -> Decimal:
        """What would be in the buffer now."""
        return self.months[-1].buffer

    @property
    def missing(self) -> Decimal:
        """All that the buffer could not fill."""
        return sum((month.missing for month in self.months), Decimal(0))

    @property
    def level(self) -> Verdict:
        """Room when even the lowest month pays what must be paid; short when all months together do not."""
        if not self.gap:
            return Verdict.ROOM
        return Verdict.SHORT if self.must_pay > self.average else Verdict.TIGHT


def steady_wage(
    incomes: Sequence[Decimal], *, must_pay: Decimal, extra: Decimal = Decimal(0), buffer: Decimal = Decimal(0)
) -> SteadyWage:
    """Months in their order, the oldest first. The wage is `must_pay` and `extra`; in a month that does not bring in
    `must_pay`, the extra waits and only what is missing of it comes out of the buffer. Practice: BUD-03.
    """
    if not LEAST_MONTHS <= len(incomes) <= MOST_MONTHS:
        raise InvalidInput("incomes", "too_small" if len(incomes) < LEAST_MONTHS else "too_large")
    checked = [amount(income, "incomes") for income in incomes]
    must_pay, has = amount(must_pay, "must_pay"), amount(buffer, "buffer")
    wage = amount(must_pay + amount(extra, "extra"), "must_pay")
    months = []
    for income in checked:
        wanted = income - (must_pay if income < must_pay else wage)
        change = max(wanted, -has)
        has += change
        months.append(WageMonth(income, change, has, missing=max(must_pay - income + change, Decimal(0))))
    base = min(checked)
    gap = max(must_pay - base, Decimal(0))
    with working():
        average = cents(sum(checked, Decimal(0)) / len(checked))
        lean = int((has / gap).to_integral_value(ROUND_FLOOR)) if gap else None
    return SteadyWage(
        base=base, average=average, must_pay=must_pay, wage=wage, gap=gap, months=tuple(months), lean_months=lean
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsGoal:
    """A sum to have: what is still missing, and after how many payments into it; None when nothing is put aside."""

    target: Decimal
    missing: Decimal
    payments: int | None
    months: int | None

    @property
    def is_reached(self) -> bool:
        return not self.missing


def goal(target: Decimal, *, savings: Decimal, set_aside: Decimal, interval: Interval = Interval.MONTH) -> SavingsGoal:
    """How long until `target` is there; payments and months are rounded up, never said shorter than they are."""
    missing = max(amount(target, "target") - amount(savings, "savings"), Decimal(0))
    set_aside = amount(set_aside, "set_aside")
    if missing and not set_aside:
        return SavingsGoal(target=target, missing=missing, payments=None, months=None)
    with working():
        payments = int((missing / set_aside).to_integral_value(ROUND_CEILING)) if missing else 0
    months = ceil(Fraction(payments * 12, Interval(interval).per_year))
    return SavingsGoal(target=target, missing=missing, payments=payments, months=months)


def loan_instead(principal: Decimal, *, yearly: Decimal, months: int) -> Schedule:
    """The same sum borrowed at a yearly rate and repaid in equal instalments, over at most three years."""
    return equal_instalments(principal, Fraction(yearly) / 12, max(1, min(months, MOST_LOAN_MONTHS)))
