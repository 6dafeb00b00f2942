"""Several debts, paid down with one sum a month: which first, how long it takes, and what interest it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import MAX_AMOUNT, MAX_OWN_PAYMENTS, amount, round_half_up, whole, working
from courses.loans._fields import optional_amount, optional_number, positive_amount, put
from courses.loans.errors import NeverRepaid
from courses.loans.money import cents

MAX_DEBTS = 10
BEYOND = 1_000 * MAX_AMOUNT  # debts that grew to this are never paid off
YEAR_DAYS = 365
NOTHING = Decimal(0)


class PaydownOrder(StrEnum):
    """Where the money goes that is left when every debt has had its monthly payment."""

    DEAREST = "dearest"
    SMALLEST = "smallest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDebt:
    """One debt of a list. A rate or a payment that is not known is None and never 0.

    `least` is what has to be paid each month. `comes_first` debts are paid down before all others, in both orders.
    """

    owed: Decimal
    annual_rate: Decimal | None = None
    least: Decimal | None = None
    comes_first: bool = False

    def __post_init__(self) -> None:
        put(
            self,
            owed=positive_amount(self.owed, "owed"),
            annual_rate=optional_number(self.annual_rate, "annual_rate"),
            least=optional_amount(self.least, "least"),
        )

    @property
    def interest_a_day(self) -> Decimal | None:
        """What one day costs; None while the rate is not known."""
        if self.annual_rate is None:
            return None
        with working():
            return cents(self.owed * self.annual_rate / YEAR_DAYS)

    def interest_a_month(self, balance: Decimal) -> Decimal:
        """A twelfth of the year's interest; nothing while the rate is not known, so that sums are a lower bound."""
        return round_half_up(balance * (self.annual_rate or NOTHING) / 12, 2)

    @property
    def due_a_month(self) -> Decimal:
        """What has to be paid each month; the interest where no payment is known, so that the debt does not grow."""
        with working():
            return min(self.interest_a_month(self.owed) if self.least is None else self.least, self._with_interest)

    @property
    def _with_interest(self) -> Decimal:
        return self.owed + self.interest_a_month(self.owed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayDown:
    """One order worked out. `turns` are the debts in their order, `ends` the month in which each debt is paid off.

    `owed` is all that is owed today and after each month, `balances` the same for each debt until it is paid off.
    """

    order: PaydownOrder
    turns: tuple[int, ...]
    ends: tuple[int, ...]
    interest: Decimal
    owed: tuple[Decimal, ...]
    balances: tuple[tuple[Decimal, ...], ...]

    @property
    def months(self) -> int:
        return len(self.owed) - 1

    @property
    def first_gone(self) -> int:
        """The month in which the first debt is gone."""
        return min(self.ends)


def due_in_all(debts: Sequence[ListedDebt]) -> Decimal:
    """What has to be paid each month on all debts together."""
    with working():
        return sum((debt.due_a_month for debt in debts), NOTHING)


def turns_of(debts: Sequence[ListedDebt], order: PaydownOrder) -> tuple[int, ...]:
    """The debts in the order in which they get what is left: priority debts first, in both orders."""

    def place(index: int) -> tuple[bool, Decimal, Decimal]:
        debt = debts[index]
        rate = -(debt.annual_rate or NOTHING)
        first, second = (rate, debt.owed) if order == PaydownOrder.DEAREST else (debt.owed, rate)
        return not debt.comes_first, first, second

    return tuple(sorted(range(len(debts)), key=place))


def pay_down(debts: Sequence[ListedDebt], a_month: Decimal, order: PaydownOrder) -> PayDown:
    """Every debt gets its monthly payment, and what is left of `a_month` goes to the first that is still owed.

    Nothing new is borrowed. Interest is a twelfth of a year's, added before the payment. Call it only when `a_month`
    covers `due_in_all`; raises NeverRepaid when 50 years are not enough.
    """
    whole(len(debts), "debts", least=1, most=MAX_DEBTS)
    a_month, turns = amount(a_month, "a_month"), turns_of(debts, order)
    with working():
        balances, interest = [debt.owed for debt in debts], NOTHING
        courses = [[debt.owed] for debt in debts]
        owed = [sum(balances, NOTHING)]
        while owed[-1]:
            if len(owed) > MAX_OWN_PAYMENTS or owed[-1] > BEYOND:
                raise _never(debts, a_month, owed)
            interest += _one_month(debts, balances, a_month, turns)
            owed.append(sum(balances, NOTHING))
            for course, balance in zip(courses, balances, strict=True):
                if course[-1]:
                    course.append(balance)
    return PayDown(
        order=order, turns=turns, ends=tuple(len(course) - 1 for course in courses), interest=interest,
        owed=tuple(owed), balances=tuple(tuple(course) for course in courses),
    )  # fmt: skip


def _one_month(
    debts: Sequence[ListedDebt], balances: list[Decimal], a_month: Decimal, turns: tuple[int, ...]
) -> Decimal:
    """Adds the month's interest to the balances and pays; returns that interest."""
    added, left = NOTHING, a_month
    for index, debt in enumerate(debts):
        interest = debt.interest_a_month(balances[index])
        balances[index] += interest
        added += interest
        paid = min(interest if debt.least is None else debt.least, balances[index], left)
        balances[index] -= paid
        left -= paid
    for index in turns:
        paid = min(left, balances[index])
        balances[index] -= paid
        left -= paid
    return added


def _never(debts: Sequence[ListedDebt], a_month: Decimal, owed: list[Decimal]) -> NeverRepaid:
    first, count = sum((debt.interest_a_month(debt.owed) for debt in debts), NOTHING), min(12, len(owed) - 1)
    return NeverRepaid("too_long", payment=a_month, first_interest=first, balance_after_12=owed[count], count=count)
