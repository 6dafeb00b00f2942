"""Ways of getting more time for a debt, each worked out to the last payment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from courses.loans._checks import whole, working
from courses.loans._fields import optional_amount
from courses.loans.lateness._plan_course import PlanCourse, course_of
from courses.loans.lateness._plan_kinds import (
    AsAgreed,
    BorrowElsewhere,
    Debt,
    Deferral,
    InterestFree,
    PartPayment,
    Plan,
    Respread,
    most_instalments,
)
from courses.loans.schedules.flows import Interval, month_of

__all__ = [
    "AsAgreed",
    "BorrowElsewhere",
    "Debt",
    "Deferral",
    "InterestFree",
    "PartPayment",
    "Plan",
    "PlanComparison",
    "PlanResult",
    "Respread",
    "by_month",
    "compare_plans",
    "most_instalments",
    "plan_result",
    "plan_results",
]

MAX_PLANS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """A plan worked out. `due` says after how many intervals each of `payments` falls due (0 = today).

    `fits` tells whether every payment after today is within what a month has: money for today is counted apart.

    `extra` compares the total with AsAgreed. With something in `unknowns` the sums are "at most".
    `heaviest` is the largest payment after today, `owed` what is owed today and after each interval, until nothing is.
    """

    plan: Plan
    payments: tuple[Decimal, ...]
    due: tuple[int, ...]
    first: Decimal
    largest: Decimal
    heaviest: Decimal
    last: Decimal
    count: int
    ends_after: int
    total: Decimal
    extra: Decimal
    fits: bool | None
    unknowns: tuple[str, ...]
    owed: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Several plans for one debt; the two indexes say which costs least and which asks least at once."""

    results: tuple[PlanResult, ...]
    least_total: int
    least_monthly: int


def plan_result(debt: Debt, plan: Plan, *, can_pay: Decimal | None = None) -> PlanResult:
    """All payments of a plan, and whether a month can carry them with `can_pay`."""
    return plan_results(debt, (plan,), can_pay=can_pay)[0]


def plan_results(debt: Debt, plans: Sequence[Plan], *, can_pay: Decimal | None = None) -> tuple[PlanResult, ...]:
    """Several plans of one debt, each as `plan_result` has it; what was agreed is worked out once for all."""
    can_pay = optional_amount(can_pay, "can_pay")
    with working():
        agreed = course_of(debt, AsAgreed())
        in_all = sum(agreed.payments, Decimal(0))
        courses = ((plan, agreed if isinstance(plan, AsAgreed) else course_of(debt, plan)) for plan in plans)
        return tuple(_result(plan, course, in_all, can_pay) for plan, course in courses)


def _result(plan: Plan, course: PlanCourse, agreed: Decimal, can_pay: Decimal | None) -> PlanResult:
    """A plan beside what was agreed in all. Call it inside `working`."""
    payments = course.payments
    total = sum(payments, Decimal(0))
    due = tuple(range(course.first_due, course.first_due + len(payments)))
    heaviest = max((paid for paid, after in zip(payments, due, strict=True) if after), default=Decimal(0))
    return PlanResult(
        plan=plan,
        payments=payments,
        due=due,
        first=payments[0],
        largest=max(payments),
        heaviest=heaviest,
        last=payments[-1],
        count=len(payments),
        ends_after=course.first_due + len(payments) - 1,
        total=total,
        extra=total - agreed,
        fits=None if can_pay is None else heaviest <= can_pay,
        unknowns=("interest_runs",) if isinstance(plan, Deferral) and plan.interest_runs is None else (),
        owed=course.owed,
    )


def by_month(result: PlanResult, interval: Interval, *, can_pay: Decimal | None = None) -> PlanResult:
    """The same plan as a household's month meets it: payments of a month together, and a month may hold five weeks.

    `due` and `owed` are then counted in months; whether it fits is decided by its fullest month.
    """
    can_pay = optional_amount(can_pay, "can_pay")

    def month_after(periods: int) -> int:
        return month_of(periods * interval.years) if periods else 0

    with working():
        paid: dict[int, Decimal] = {}
        for after, payment in zip(result.due, result.payments, strict=True):
            month = month_after(after)
            paid[month] = paid.get(month, Decimal(0)) + payment
        heaviest = max((payment for month, payment in paid.items() if month), default=Decimal(0))
    last = max(paid)
    left = {month_after(after): owed for after, owed in enumerate(result.owed)}
    owed = [result.owed[0]]
    for month in range(1, max(left) + 1):
        owed.append(left.get(month, owed[-1]))
    sums = tuple(paid[month] for month in sorted(paid))
    return replace(
        result, payments=sums, due=tuple(sorted(paid)), first=sums[0], largest=max(sums), heaviest=heaviest,
        last=sums[-1], ends_after=last, fits=None if can_pay is None else heaviest <= can_pay, owed=tuple(owed),
    )  # fmt: skip


def compare_plans(debt: Debt, plans: Sequence[Plan], *, can_pay: Decimal | None = None) -> PlanComparison:
    """The plans side by side; the first of equals is named."""
    whole(len(plans), "plans", least=1, most=MAX_PLANS)
    results = plan_results(debt, plans, can_pay=can_pay)
    order = range(len(results))
    return PlanComparison(
        results,
        least_total=min(order, key=lambda index: results[index].total),
        least_monthly=min(order, key=lambda index: results[index].largest),
    )
