"""The computed list of debts: what is due first, the cost of a day and a month, and the two orders of repayment."""

from dataclasses import dataclass
from decimal import Decimal

from courses.exercises.debts.debt_list.form import DebtListForm
from courses.exercises.debts.debt_list.kinds import NAMES
from courses.exercises.debts.debt_list.rows import DebtRow
from courses.loans.errors import NeverRepaid
from courses.loans.paydown import PayDown, PaydownOrder, due_in_all, pay_down

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtsCase:
    """`orders` are empty where there is too little, or nobody knows how much; `never` says that it never ends."""

    rows: tuple[DebtRow, ...]
    a_month: Decimal | None
    orders: tuple[PayDown, ...]
    never: NeverRepaid | None

    @property
    def by_urgency(self) -> tuple[DebtRow, ...]:
        """What follows hardest first, then what is late longest, then what is due first; a day nobody knows last."""
        return tuple(sorted(self.rows, key=lambda row: (not row.comes_first, *_when(row), row.number)))

    @property
    def owed(self) -> Decimal:
        return sum((row.debt.owed for row in self.rows), NOTHING)

    @property
    def a_day(self) -> Decimal:
        """What a day costs on the debts whose rate is known."""
        return sum((row.debt.interest_a_day or NOTHING for row in self.rows), NOTHING)

    @property
    def asked(self) -> Decimal:
        """What all debts ask for in a month."""
        return due_in_all([row.debt for row in self.rows])

    @property
    def left(self) -> Decimal | None:
        """What a month has beyond that; below 0 it is missing."""
        return None if self.a_month is None else self.a_month - self.asked

    @property
    def without_rate(self) -> tuple[DebtRow, ...]:
        return tuple(row for row in self.rows if row.debt.annual_rate is None)

    @property
    def without_payment(self) -> tuple[DebtRow, ...]:
        return tuple(row for row in self.rows if row.debt.least is None)

    @property
    def late(self) -> tuple[DebtRow, ...]:
        return tuple(row for row in self.by_urgency if row.is_late)

    @property
    def dearest(self) -> PayDown:
        return self.orders[0]

    @property
    def smallest(self) -> PayDown:
        return self.orders[1]

    @property
    def are_orders_alike(self) -> bool:
        return self.dearest.turns == self.smallest.turns

    def name(self, row: DebtRow) -> str:
        """The kind of the debt, with its number where two are of a kind."""
        same = [one for one in self.rows if one.kind == row.kind]
        words = str(NAMES[row.kind])
        return f"{words} · {row.number}" if len(same) > 1 else words

    def end(self, order: PayDown, row: DebtRow) -> int:
        return order.ends[self.rows.index(row)]


def _when(row: DebtRow) -> tuple[bool, int]:
    if row.due is None:
        return True, 0
    return False, -1 if row.due.days is None else row.due.days


def work_out(form: DebtListForm) -> DebtsCase:
    return case_of(form.debts, form.a_month)


def case_of(rows: tuple[DebtRow, ...], a_month: Decimal | None) -> DebtsCase:
    """The debts worked out with so much for them each month; None where that is not known."""
    debts = [row.debt for row in rows]
    orders, never = [], None
    if a_month is not None and a_month >= due_in_all(debts):
        try:
            orders = [pay_down(debts, a_month, order) for order in (PaydownOrder.DEAREST, PaydownOrder.SMALLEST)]
        except NeverRepaid as problem:
            never = problem
    return DebtsCase(rows=rows, a_month=a_month, orders=tuple(orders), never=never)
