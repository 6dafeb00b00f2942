"""A loan beside a household's money, month by month: every payment stands in exactly one month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from courses.loans._checks import working
from courses.loans._fields import CENT
from courses.loans.cost._payments import Payments
from courses.loans.schedules.flows import month_of

MONTHS_SHOWN = 12
LUMP_ABOVE = Fraction(3, 2)

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The payments of a loan by the month in which they are due, in money.

    `sums` holds all that is due in each month, from month 1 to the last payment; `upfront` is paid before month 1.
    `at_end` is the part of the last payment that is more than the one before it and due after the first month: it is
    no part of a usual month. `tops_up` says that it is only the cents of rounding, `is_lump` that the last payment is
    more than 1.5 times the one before.
    """

    sums: tuple[Decimal, ...]
    at_end: Decimal
    tops_up: bool
    is_lump: bool
    upfront: Decimal

    @property
    def regular(self) -> tuple[Decimal, ...]:
        """The months without what is due only at the end."""
        with working():
            return (*self.sums[:-1], self.sums[-1] - self.at_end)

    @property
    def monthly(self) -> Decimal:
        """A: the largest sum of payments in one month."""
        return max(self.regular)

    @property
    def end(self) -> int:
        """The month of the last payment."""
        return len(self.sums)

    @property
    def has_to_be_saved_for(self) -> bool:
        """Whether the last payment needs more than its own month."""
        return bool(self.at_end) and not self.tops_up

    @property
    def total(self) -> Decimal:
        with working():
            return sum(self.sums, _ZERO)


def months_of(payments: Payments) -> tuple[int, ...]:
    """The month of each payment."""
    return tuple(month_of(years) for years, _ in payments)


def burden_of(payments: Payments, *, upfront: Decimal, due_in: tuple[int, ...] = ()) -> Burden:
    """The months of these payments, in `due_in` where they are known already.

    A single payment after the first month is due at the end alone.
    """
    numbers = due_in or months_of(payments)
    with working():
        months = [_ZERO] * numbers[-1]
        for number, (_, paid) in zip(numbers, payments, strict=True):
            months[number - 1] += paid
        last = payments[-1][1]
        before = payments[-2][1] if len(payments) > 1 else _ZERO
        at_end = last - before if last > before and len(months) > 1 else _ZERO
        return Burden(
            sums=tuple(months),
            at_end=at_end,
            tops_up=at_end <= CENT * len(payments) and bool(before),
            is_lump=bool(at_end) and last > before * LUMP_ABOVE.numerator / LUMP_ABOVE.denominator,
            upfront=upfront,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Money at hand after each month, from month 1; it starts with the savings less what is paid upfront.

    After the last month shown, every further month changes it by `after`, because the loan is then repaid.
    """

    start: Decimal
    cash: tuple[Decimal, ...]
    after: Decimal

    @property
    def lowest(self) -> Decimal:
        """The least there is at the end of any month."""
        return min(self.cash)

    @property
    def used(self) -> Decimal:
        """How much of the savings the walk takes at most."""
        with working():
            return max(_ZERO, self.start - self.lowest)

    @property
    def months_until_empty(self) -> Fraction | None:
        """Months from the start until nothing is left, in parts of one; None if cash never falls below 0."""
        had = self.start
        for number, has in enumerate(self.cash):
            if has < 0:
                return number + _part(max(_ZERO, had), max(_ZERO, had) - has)
            had = has
        return len(self.cash) + _part(had, -self.after) if self.after < 0 else None

    def months_to_rebuild(self, *, since: int = 0, taken: Decimal = _ZERO) -> Fraction | None:
        """How long after month `since` the savings are back, of which `taken` went first; None if that never happens.

        In the months counted, the cash holds what was taken already.
        """
        cash = self.start
        with working():
            has = self.cash[since - 1] if since else self.start - taken
        for number, then in enumerate(self.cash[since:]):
            if then >= cash:
                return number + _part(cash - has, then - has) if has < cash else Fraction(0)
            has = then
        return len(self.cash) - since + _part(cash - has, self.after) if self.after > 0 else None


def _part(of: Decimal, whole: Decimal) -> Fraction:
    return Fraction(of) / Fraction(whole)


def walk(sums: Iterable[Decimal], *, start: Decimal, each_month: Decimal, once: Decimal = _ZERO) -> Walk:
    """Cash after each month: + `each_month` (income less essentials and debts) - payments, `once` in the first.

    At least twelve months.
    """
    with working():
        changes = [each_month - paid for paid in sums]
        changes += [each_month] * (MONTHS_SHOWN - len(changes))
        changes[0] -= once
        return Walk(start=start, cash=tuple(accumulate(changes, initial=start))[1:], after=each_month)


def lowest_from_income(sums: Iterable[Decimal], each_month: Decimal) -> Decimal:
    """The least that is at hand when payments come from income alone; below 0, it does not carry them."""

    def steps() -> Iterator[Decimal]:
        for paid in sums:
            yield each_month - paid

    with working():
        return min(accumulate(steps()))
