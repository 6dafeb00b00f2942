"""What is paid under a plan, payment by payment, and what is still owed in between."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from courses.loans._fields import CENT
from courses.loans.errors import InvalidInput
from courses.loans.lateness._plan_kinds import (
    BorrowElsewhere,
    Debt,
    Deferral,
    InterestFree,
    PartPayment,
    Plan,
    Respread,
    most_instalments,
)
from courses.loans.money import cents
from courses.loans.schedules.schedule import Schedule, equal_instalments


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """The payments, after how many intervals the first falls due, and what is owed today and after each interval."""

    payments: tuple[Decimal, ...]
    first_due: int
    owed: tuple[Decimal, ...]


def course_of(debt: Debt, plan: Plan) -> PlanCourse:
    """The payments of a plan for a debt. Call it inside `working`."""
    match plan:
        case Deferral():
            return _deferral(debt, plan)
        case Respread():
            rate = debt.annual_rate if plan.annual_rate is None else plan.annual_rate
            return _spread(debt, debt.principal + debt.arrears + plan.fee, plan.instalments, rate)
        case InterestFree():
            return _interest_free(debt, plan)
        case PartPayment():
            return _part_payment(debt, plan)
        case BorrowElsewhere():
            return _spread(debt, plan.borrowed(debt), plan.instalments, plan.annual_rate)
        case _:
            return _as_agreed(debt, debt.principal, debt.arrears)


def _level(debt: Debt, principal: Decimal, count: int, rate: Decimal) -> Schedule:
    if count > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval))
    return equal_instalments(principal, Fraction(rate) * debt.interval.years, count, step=debt.interval.years)


def _spread(debt: Debt, owed: Decimal, count: int, rate: Decimal) -> PlanCourse:
    """A new level schedule on `owed`."""
    lines = _level(debt, owed, count, rate).instalments
    return PlanCourse(tuple(line.payment for line in lines), 1, (owed, *(line.balance for line in lines)))


def _as_agreed(debt: Debt, principal: Decimal, arrears: Decimal) -> PlanCourse:
    """The overdue sum with the first instalment; after one interval where no instalment is left."""
    if not principal:
        return PlanCourse((arrears,), 1, (arrears, Decimal(0)))
    lines = _level(debt, principal, debt.instalments_left, debt.annual_rate).instalments
    first, *rest = (line.payment for line in lines)
    return PlanCourse((first + arrears, *rest), 1, (principal + arrears, *(line.balance for line in lines)))


def _part_payment(debt: Debt, plan: PartPayment) -> PlanCourse:
    owed = debt.principal + debt.arrears
    if plan.now > owed:
        raise InvalidInput("now", "too_large", most=owed)
    arrears = max(debt.arrears - plan.now, Decimal(0))
    principal = owed - plan.now - arrears
    if plan.now == owed:
        return PlanCourse((plan.now,), 0, (Decimal(0),))
    after = _as_agreed(debt, principal, arrears)
    return PlanCourse((plan.now, *after.payments), 0, after.owed)


def _deferral(debt: Debt, plan: Deferral) -> PlanCourse:
    """The level schedule, later; simple interest of the pause, arrears and fee in equal parts on top of it.

    Not knowing whether interest runs means that it may: that is the dearer case, shown as "at most".
    """
    pause = plan.instalments
    if debt.is_all_overdue:
        return _extension(debt, plan)
    count = debt.instalments_left - (pause if plan.then == "same_end" else 0)
    if count < 1:
        raise InvalidInput("instalments", "too_large", most=debt.instalments_left - 1)
    if count + pause > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval) - count)
    rate = Fraction(0) if plan.interest_runs is False else debt.period_rate
    interest = [_interest(debt.principal, rate * number) for number in range(pause + 1)]
    extra = debt.arrears + plan.fee
    lines = _level(debt, debt.principal, count, debt.annual_rate).instalments
    parts = _equal_parts(interest[-1] + extra, count)
    payments = tuple(line.payment + part for line, part in zip(lines, parts, strict=True))
    owed = [debt.principal + extra + grown for grown in interest]
    left = interest[-1] + extra
    for line, part in zip(lines, parts, strict=True):
        left -= part
        owed.append(line.balance + left)
    return PlanCourse(payments, pause + 1, tuple(owed))


def _extension(debt: Debt, plan: Deferral) -> PlanCourse:
    """Where all is overdue: one payment of everything at the end of the pause, with simple interest of its time."""
    if plan.instalments > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval))
    rate = Fraction(0) if plan.interest_runs is False else debt.period_rate
    owed = [debt.arrears + plan.fee + _interest(debt.arrears, rate * number) for number in range(plan.instalments + 1)]
    return PlanCourse((owed[-1],), plan.instalments, (*owed[:-1], Decimal(0)))


def _interest(principal: Decimal, rate: Fraction) -> Decimal:
    due = Fraction(principal) * rate
    return cents(Decimal(due.numerator) / due.denominator)


def _interest_free(debt: Debt, plan: InterestFree) -> PlanCourse:
    owed = debt.principal + debt.arrears + plan.fee
    if plan.waived + plan.down_payment > owed:
        field = "waived" if plan.waived > owed else "down_payment"
        raise InvalidInput(field, "too_large", most=owed)
    if plan.instalments > most_instalments(debt.interval):
        raise InvalidInput("instalments", "too_large", most=most_instalments(debt.interval))
    left = owed - plan.waived - plan.down_payment
    payments = _equal_parts(left, plan.instalments)
    still = [left]
    for part in payments:
        still.append(still[-1] - part)
    if plan.down_payment:
        return PlanCourse((plan.down_payment, *payments), 0, tuple(still))
    return PlanCourse(tuple(payments), 1, tuple(still))


def _equal_parts(owed: Decimal, count: int) -> list[Decimal]:
    """Rounded half up, the last takes the rest; rounded down where that would make the last one negative."""
    part = cents(owed / count)
    if part * (count - 1) > owed:
        part = (owed / count).quantize(CENT, rounding=ROUND_FLOOR)
    return [part] * (count - 1) + [owed - part * (count - 1)]
