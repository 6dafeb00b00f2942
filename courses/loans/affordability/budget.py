"""Whether a loan fits a household's month: the verdict, its reasons, and what happens when something goes wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from courses.loans._checks import amount, decimal, working
from courses.loans._fields import choice, optional_amount, put
from courses.loans.affordability._largest import largest_room
from courses.loans.affordability._loan_case import KnownInstalment, Loan, LoanCase, case_of
from courses.loans.affordability._position import INCOME_DROP, NOTHING, Position, money, money_down, share
from courses.loans.affordability._stress import Stress, stress_tests
from courses.loans.affordability._walk import Burden
from courses.loans.cost._headline import PriceLevel
from courses.loans.money import cents
from courses.loans.schedules.flows import Interval

__all__ = [
    "SAME_AS",
    "WORST_FIRST",
    "Affordability",
    "Budget",
    "KnownInstalment",
    "Lump",
    "Purpose",
    "Reason",
    "Stress",
    "Verdict",
    "assess",
    "monthly",
    "worse_of",
]

DAYS_PER_MONTH = 30

SHORT = ("no_income", "short_before_loan", "short_each_month", "lump_not_covered")
DEPENDS_ON_AMOUNT = ("short_each_month", "lump_not_covered", "income_drop", "small_buffer", "debt_share")
LIMIT_OF = {"income_drop": "income_drop", "small_buffer": "buffer", "debt_share": "debt_share"}


class Purpose(StrEnum):
    """What the money is for."""

    NEED = "need"
    GOODS = "goods"
    REPAY_DEBT = "repay_debt"
    EVERYDAY_BILLS = "everyday_bills"
    OTHER = "other"


class Verdict(StrEnum):
    """Room is left, it is tight, or the money does not reach. Never "you can afford it"."""

    ROOM = "room"
    TIGHT = "tight"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A household's month. None = not known; without `unexpected_bill`, half a month's essentials."""

    income: Decimal
    essentials: Decimal
    debts: Decimal | None = None
    savings: Decimal | None = None
    unexpected_bill: Decimal | None = None
    purpose: Purpose = Purpose.OTHER

    def __post_init__(self) -> None:
        put(
            self,
            income=amount(self.income, "income"),
            essentials=amount(self.essentials, "essentials"),
            debts=optional_amount(self.debts, "debts"),
            savings=optional_amount(self.savings, "savings"),
            unexpected_bill=optional_amount(self.unexpected_bill, "unexpected_bill"),
            purpose=choice(Purpose, self.purpose, "purpose"),
        )


SAME_AS = {PriceLevel.OVER: Verdict.SHORT, PriceLevel.OPEN: Verdict.TIGHT, PriceLevel.NAMED: Verdict.ROOM}
WORST_FIRST = (Verdict.SHORT, Verdict.TIGHT, Verdict.ROOM)


def worse_of(verdict: Verdict, price: PriceLevel) -> Verdict:
    """The one level that is shown for budget and price together: never better than either of them."""
    return min(verdict, SAME_AS[price], key=WORST_FIRST.index)


def monthly(amount: Decimal, interval: Interval) -> Decimal:
    """A regular sum as a sum a month: amount x per_year / 12. Four weeks are not a month."""
    per_year = choice(Interval, interval, "interval").per_year
    with working():
        return cents(decimal(amount, "amount") * per_year / 12)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a verdict; `limit` among its numbers is the instalment with which it would go away."""

    code: str
    numbers: Mapping[str, Decimal | int]

    def __post_init__(self) -> None:
        put(self, numbers=MappingProxyType(dict(self.numbers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lump:
    """A sum due at once in a later month, beside what is due in it anyway; what will be there, and what is missing."""

    month: int
    amount: Decimal
    have: Decimal
    missing: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordability:
    """The verdict and every figure behind it. Shares of an income of 0, and shares not known, are None.

    `due` is what falls due in each month, `cash` what is at hand after it. `monthly` is the largest sum of one month
    (`fullest`, its first), without a lump; all other figures of a month are of that one.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    monthly: Decimal
    fullest: int
    due: tuple[Decimal, ...]
    cash: tuple[Decimal, ...]
    share_before: Decimal | None
    share_after: Decimal | None
    left: Decimal
    left_share: Decimal | None
    left_per_day: Decimal
    max_income_drop: Decimal | None
    buffer_months: Decimal | None
    lumps: tuple[Lump, ...]
    stress: tuple[Stress, ...]
    largest_instalment: Decimal
    largest_by: Mapping[str, Decimal]
    largest_loan: Decimal | None
    months_to_save: int | None

    def __post_init__(self) -> None:
        put(self, largest_by=MappingProxyType(dict(self.largest_by)))


def assess(budget: Budget, loan: Loan) -> Affordability:
    """Does the loan fit? The price never enters the verdict. Debts and savings not known count as 0, and are said.

    Raises NeverRepaid or NotRepaid where the payments do not repay the loan: then there is no verdict.
    """
    case = case_of(loan)
    with working():
        return _assessed(budget, position_of(budget, case.burden), case)


def _assessed(budget: Budget, position: Position, case: LoanCase) -> Affordability:
    regular = case.burden.regular
    reasons = tuple(Reason(code, _numbers(code, position, case)) for code in _reason_codes(budget, position, case))
    codes = [reason.code for reason in reasons]
    income, left, debts = position.income, position.left, position.debts
    bill = budget.essentials / 2 if budget.unexpected_bill is None else budget.unexpected_bill
    return Affordability(
        verdict=_verdict(codes),
        reasons=reasons,
        monthly=money(position.monthly),
        fullest=regular.index(max(regular)) + 1,
        due=case.burden.sums,
        cash=tuple(money(has) for has in position.walk().cash),
        share_before=None if budget.debts is None else share(debts, income),
        share_after=share(debts + position.monthly, income),
        left=money(left),
        left_share=share(left, income),
        left_per_day=money(left / DAYS_PER_MONTH),
        max_income_drop=share(max(NOTHING, left), income),
        buffer_months=_buffer_months(position),
        lumps=_lumps(position),
        stress=stress_tests(position, bill, case.offer),
        largest_instalment=money_down(max(NOTHING, min(position.limits.values()))),
        largest_by={code: money_down(limit) for code, limit in position.limits.items()},
        largest_loan=_largest_loan(position, case, codes),
        months_to_save=_months_to_save(position, case),
    )


def position_of(budget: Budget, burden: Burden) -> Position:
    """The household beside a loan."""
    return Position(
        income=budget.income, essentials=budget.essentials, debts=budget.debts or NOTHING,
        savings=budget.savings or NOTHING, burden=burden,
    )  # fmt: skip


def _reason_codes(budget: Budget, position: Position, case: LoanCase) -> Iterator[str]:
    """Every reason that holds, in the order in which they are shown."""
    if not position.income:
        yield "no_income"
    if position.before < 0:
        yield "short_before_loan"
    yield from position.shortfalls
    yield from position.cautions
    if budget.purpose == Purpose.REPAY_DEBT:
        yield "borrowing_to_repay"
    if budget.purpose == Purpose.EVERYDAY_BILLS:
        yield "borrowing_for_bills"
    if case.unknowns:
        yield "cost_unknown"
    if budget.debts is None:
        yield "debts_unknown"
    if budget.savings is None:
        yield "savings_unknown"


def _verdict(codes: list[str]) -> Verdict:
    if any(code in SHORT for code in codes):
        return Verdict.SHORT
    return Verdict.TIGHT if codes else Verdict.ROOM


def _numbers(code: str, position: Position, case: LoanCase) -> dict[str, Decimal | int]:
    """What the sentence of a reason needs."""
    if code == "lump_not_covered":
        lump = _lump(position)
        return {"month": lump.month, "amount": lump.amount, "have": lump.have, "missing": lump.missing}
    if code == "income_drop" and position.left >= INCOME_DROP * position.income:
        return {"gap": money(position.missing_at_end_after_drop), "month": position.burden.end}
    if code == "cost_unknown":
        return {"count": len(case.unknowns)}
    figures = {
        "short_before_loan": ("gap", -position.before),
        "short_each_month": ("gap", -position.left),
        "income_drop": ("gap", position.outgoings - position.income * (1 - INCOME_DROP)),
        "small_buffer": ("months", position.buffer / position.outgoings if position.outgoings else NOTHING),
        "debt_share": ("share", (position.outgoings - position.essentials) / (position.income or 1)),
    }
    if code not in figures:
        return {}
    name, figure = figures[code]
    numbers: dict[str, Decimal | int] = {name: money(max(NOTHING, figure), 4 if name == "share" else 2)}
    limit = position.before if code == "short_each_month" else position.limits.get(LIMIT_OF.get(code, ""))
    if limit is not None and limit >= 0:
        numbers["limit"] = money_down(limit)
    return numbers


def _buffer_months(position: Position) -> Decimal | None:
    """How long the savings last without any income; None when nothing goes out.

    Below one month it is (S - upfront)/(E + D + A), as for the caution: the fullest month may come at any time.
    """
    if not position.outgoings and not position.burden.total:
        return None
    buffer = max(NOTHING, position.buffer)
    if buffer < position.outgoings:
        return money(buffer / position.outgoings)
    months = position.walk(income=NOTHING).months_until_empty
    return None if months is None else money(months)


def _lump(position: Position) -> Lump:
    at_end, have = position.burden.at_end, position.have_at_end
    return Lump(
        month=position.burden.end,
        amount=money(at_end),
        have=money(have),
        missing=money(max(NOTHING, at_end - have)),
    )


def _lumps(position: Position) -> tuple[Lump, ...]:
    """A last payment far above the one before it, and any that needs more than there will be."""
    burden = position.burden
    is_uncovered = burden.has_to_be_saved_for and position.have_at_end < burden.at_end
    return (_lump(position),) if burden.is_lump or is_uncovered else ()


def _largest_loan(position: Position, case: LoanCase, codes: list[str]) -> Decimal | None:
    """None when only the instalment is known, or when a reason stays whatever the amount."""
    if case.burden_at is None or case.nearly_at is None or case.amount is None:
        return None
    if any(code not in DEPENDS_ON_AMOUNT for code in codes):
        return None
    return largest_room(position, case.amount, case.burden_at, case.nearly_at)


def _months_to_save(position: Position, case: LoanCase) -> int | None:
    """ceil((received - max(0, S - E - D)) / (I - E - D)): one month's outgoings stay in savings."""
    if case.received is None or position.before <= 0:
        return None
    at_hand = max(NOTHING, position.savings - position.essentials - position.debts)
    return max(0, ceil((Fraction(case.received) - Fraction(at_hand)) / Fraction(position.before)))
