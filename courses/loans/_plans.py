"""Ways of getting more time for a debt, each worked out to the last payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Literal

from courses.loans._checks import MAX_INSTALMENTS, MAX_OWN_PAYMENTS, MAX_YEARS, amount, whole, working
from courses.loans._fields import CENT, choice, number_up_to, optional_amount, optional_number, positive_amount, put
from courses.loans.errors import InvalidInput
from courses.loans.flows import Interval
from courses.loans.money import cents
from courses.loans.schedule import equal_instalments

MAX_PLANS = 10


def most_instalments(interval: Interval) -> int:
    """At most 1,040 instalments, 600 when monthly, and never more than 50 years."""
    most = MAX_OWN_PAYMENTS if interval == Interval.MONTH else MAX_INSTALMENTS
    return min(most, MAX_YEARS * interval.per_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A loan under way: the principal still owed, its rate, the instalments left and the sum already overdue."""

    principal: Decimal
    annual_rate: Decimal
    instalments_left: int
    arrears: Decimal = Decimal(0)
    interval: Interval = Interval.MONTH

    def __post_init__(self) -> None:
        interval = choice(Interval, self.interval, "interval")
        whole(self.instalments_left, "instalments_left", least=1, most=most_instalments(interval))
        put(
            self,
            principal=positive_amount(self.principal, "principal"),
            annual_rate=number_up_to(self.annual_rate, "annual_rate"),
            arrears=amount(self.arrears, "arrears"),
            interval=interval,
        )

    @property
    def period_rate(self) -> Fraction:
        """The interest of one interval."""
        return Fraction(self.annual_rate) * self.interval.years


@dataclass(frozen=True, slots=True)
class AsAgreed:
    """Pay the overdue sum with the next instalment, then go on as agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """No payment for some instalments. `then`: "longer" keeps their number, "same_end" keeps the last date."""

    instalments: int
    interest_runs: bool | None = None
    fee: Decimal = Decimal(0)
    then: Literal["longer", "same_end"] = "longer"

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(self, fee=amount(self.fee, "fee"))
        if self.then not in ("longer", "same_end"):
            raise InvalidInput("then", "not_known")


@dataclass(frozen=True, slots=True)
class Respread:
    """A new level schedule on everything owed; `annual_rate` None keeps the rate."""

    instalments: int
    annual_rate: Decimal | None = None
    fee: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(self, annual_rate=optional_number(self.annual_rate, "annual_rate"), fee=amount(self.fee, "fee"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestFree:
    """Equal parts without interest, after what is waived and what is paid today."""

    instalments: int
    waived: Decimal = Decimal(0)
    down_payment: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        whole(self.instalments, "instalments", least=1, most=MAX_INSTALMENTS)
        put(
            self,
            waived=amount(self.waived, "waived"),
            down_payment=amount(self.down_payment, "down_payment"),
            fee=amount(self.fee, "fee"),
        )


Plan = AsAgreed | Deferral | Respread | InterestFree


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """A plan worked out. `due` says after how many intervals each of `payments` falls due (0 = today).

    `extra` compares the total with AsAgreed. With something in `unknowns` the sums are "at most".
    """

    plan: Plan
    payments: tuple[Decimal, ...]
    due: tuple[int, ...]
    first: Decimal
    largest: Decimal
    last: Decimal
    count: int
    ends_after: int
    total: Decimal
    extra: Decimal
    fits: bool | None
    unknowns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Several plans for one debt; the two indexes say which costs least and which asks least at once."""

    results: tuple[PlanResult, ...]
    least_total: int
    least_monthly: int


def plan_result(debt: Debt, plan: Plan, *, can_pay: Decimal | None = None) -> PlanResult:
    """All payments of a plan, and whether the largest of them is within `can_pay`."""
    can_pay = optional_amount(can_pay, "can_pay")
    with working():
        payments, first_due = _payments(debt, plan)
        agreed = sum(_as_agreed(debt), Decimal(0))
        total = sum(payments, Decimal(0))
        largest = max(payments)
        return PlanResult(
            plan=plan,
            payments=tuple(payments),
            due=tuple(range(first_due, first_due + len(payments))),
            first=payments[0],
            largest=largest,
            last=payments[-1],
            count=len(payments),
            ends_after=first_due + len(payments) - 1,
            total=total,
            extra=total - agreed,
            fits=None if can_pay is None else largest <= can_pay,
            unknowns=("interest_runs",) if isinstance(plan, Deferral) and plan.interest_runs is None else (),
        )


def compare_plans(debt: Debt, plans: Sequence[Plan], *, can_pay: Decimal | None = None) -> PlanComparison:
    """The plans side by side; the first of equals is named."""
    whole(len(plans), "plans", least=1, most=MAX_PLANS)
    results = tuple(plan_result(debt, plan, can_pay=can_pay) for plan in plans)
    order = range(len(results))
    return PlanComparison(
        results,
        least_total=min(order, key=lambda index: results[index].total),
        least_monthly=min(order, key=lambda index: results[index].largest),
    )


def _payments(debt: Debt, plan: Plan) -> tuple[list[Decimal], int]:
    """The payments of a plan and after how many intervals the first falls due."""
    if isinstance(plan, Deferral):
        return _deferral(debt, plan), plan.instalments + 1
    if isinstance(plan, Respread):
        rate = debt.annual_rate if plan.annual_rate is None else plan.annual_rate
        owed = debt.principal + debt.arrears + plan.fee
        return _level(debt, owed, plan.instalments, Fraction(rate) * debt.interval.years), 1
    if isinstance(plan, InterestFree):
        today = [plan.down_payment] if plan.down_payment else []
        return [*today, *_interest_free(debt, plan)], 0 if today else 1
    return _as_agreed(debt), 1


def _level(debt: Debt, principal: Decimal, count: int, rate: Fraction) -> list[Decimal]:
    if count > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval))
    schedule = equal_instalments(principal, rate, count, step=debt.interval.years)
    return [line.payment for line in schedule.instalments]


def _as_agreed(debt: Debt) -> list[Decimal]:
    first, *rest = _level(debt, debt.principal, debt.instalments_left, debt.period_rate)
    return [first + debt.arrears, *rest]


def _deferral(debt: Debt, plan: Deferral) -> list[Decimal]:
    """The level schedule, later; simple interest of the pause, arrears and fee in equal parts on top of it.

    Not knowing whether interest runs means that it may: that is the dearer case, shown as "at most".
    """
    count = debt.instalments_left - (plan.instalments if plan.then == "same_end" else 0)
    if count < 1:
        raise InvalidInput("instalments", "too_large", most=debt.instalments_left - 1)
    if count + plan.instalments > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval) - count)
    pause = (
        Fraction(0) if plan.interest_runs is False else Fraction(debt.principal) * debt.period_rate * plan.instalments
    )
    owed = cents(Decimal(pause.numerator) / pause.denominator) + debt.arrears + plan.fee
    level = _level(debt, debt.principal, count, debt.period_rate)
    return [instalment + part for instalment, part in zip(level, _equal_parts(owed, count), strict=True)]


def _interest_free(debt: Debt, plan: InterestFree) -> list[Decimal]:
    owed = debt.principal + debt.arrears + plan.fee
    if plan.waived + plan.down_payment > owed:
        field = "waived" if plan.waived > owed else "down_payment"
        raise InvalidInput(field, "too_large", most=owed)
    if plan.instalments > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval))
    return _equal_parts(owed - plan.waived - plan.down_payment, plan.instalments)


def _equal_parts(owed: Decimal, count: int) -> list[Decimal]:
    """Rounded half up, the last takes the rest; rounded down where that would make the last one negative."""
    part = cents(owed / count)
    if part * (count - 1) > owed:
        part = (owed / count).quantize(CENT, rounding=ROUND_FLOOR)
    return [part] * (count - 1) + [owed - part * (count - 1)]
