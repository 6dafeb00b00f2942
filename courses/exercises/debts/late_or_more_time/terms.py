"""What was typed, as the mathematics takes it: the debt, the penalty clause as far as known, and the plans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from typing import Any

from courses.exercises.debts.late_or_more_time import options
from courses.exercises.debts.late_or_more_time.clause import Clause
from courses.exercises.results.wording import CENT
from courses.loans.ceilings import LenderKind
from courses.loans.errors import InvalidInput, RateError
from courses.loans.lateness.arrears import (
    AsAgreed,
    BorrowElsewhere,
    Debt,
    Deferral,
    InterestFree,
    PartPayment,
    Plan,
    Respread,
)
from courses.loans.money import QuotedRate
from courses.loans.schedules.flows import CashFlow, Interval, repeat
from courses.loans.schedules.rates import nominal_annual_rate
from courses.loans.schedules.schedule import Schedule, equal_instalments

RATE_DIGITS = Decimal("0.000001")
NEARLY = Decimal("0.01")  # an instalment that is within a hundredth of the computed one is the same to a lender's app
PAUSE, USUAL_COUNT, TWICE = 3, 12, 2
OUR_RATE, OUR_KEPT = Decimal("0.24"), Decimal("0.05")  # of the made-up new loan: an example of ours, called so
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTerms:
    """`can_pay` and `plan_fee` are None where not known, `days_late` also where nothing is late.

    `contract_rate` may be not known where all is overdue; `plans` then holds none in which interest runs.
    """

    debt: Debt
    contract_rate: Decimal | None
    lender: LenderKind | None
    days_late: int | None
    can_pay: Decimal | None
    clause: Clause
    plan_fee: Decimal | None
    part: Decimal | None
    costs_due: Decimal
    interest_due: Decimal | None
    pause: int  # in months
    plans: tuple[Plan, ...]
    schedule: Schedule

    @property
    def is_monthly(self) -> bool:
        return self.debt.interval == Interval.MONTH

    @property
    def is_late(self) -> bool:
        return self.debt.arrears > 0

    @property
    def overdue_principal(self) -> Decimal | None:
        """The part of the overdue sum that is principal; None while the lender's bill is not typed in."""
        return None if self.interest_due is None else self.debt.arrears - self.interest_due - self.costs_due

    @property
    def instalment(self) -> Decimal:
        """What is to be paid each time; where all is overdue, all of it."""
        return self.debt.arrears if self.debt.is_all_overdue else self.schedule.regular

    @property
    def owed(self) -> Decimal:
        return self.debt.principal + self.debt.arrears


def read_terms(cleaned: Mapping[str, Any]) -> LateTerms:
    """Build LateTerms from the form's cleaned data. Raises LoanError where the figures do not fit together."""
    principal, count = cleaned["principal"].value, cleaned["count"]
    contract_rate = _rate(cleaned, principal, count)
    debt = Debt(
        principal=principal, annual_rate=contract_rate or NOTHING, instalments_left=count,
        arrears=_sum(cleaned, "arrears") or NOTHING, interval=cleaned["interval"],
    )  # fmt: skip
    return LateTerms(
        debt=debt,
        contract_rate=contract_rate,
        lender=LenderKind(cleaned["lender"]) if cleaned["lender"] else None,
        days_late=cleaned["days_late"],
        can_pay=_sum(cleaned, "can_pay"),
        clause=_clause(cleaned),
        plan_fee=_sum(cleaned, "plan_fee"),
        part=_sum(cleaned, "part") or None,
        costs_due=_sum(cleaned, "costs_due") or NOTHING,
        interest_due=_sum(cleaned, "interest_due"),
        pause=cleaned["pause"] or PAUSE,
        plans=tuple(plan for plan in _plans(cleaned, debt) if contract_rate is not None or _needs_no_rate(plan)),
        schedule=_schedule(debt),
    )


def _schedule(debt: Debt) -> Schedule:
    """Return the schedule of the instalments that are left."""
    if debt.is_all_overdue:
        return Schedule(NOTHING, ())
    return equal_instalments(debt.principal, debt.period_rate, debt.instalments_left, step=debt.interval.years)


def _sum(cleaned: Mapping[str, Any], name: str) -> Decimal | None:
    typed = cleaned[name]
    return None if typed is None else typed.value


def _needs_no_rate(plan: Plan) -> bool:
    """Whether a way can be worked out for a sum that is wholly overdue, whatever the contract's rate is."""
    return not isinstance(plan, Respread) and not (isinstance(plan, Deferral) and plan.interest_runs is not False)


def _rate(cleaned: Mapping[str, Any], principal: Decimal, count: int) -> Decimal | None:
    """The yearly rate; worked out from the instalment where only that is known, and None where nothing tells it."""
    typed, instalment = cleaned["rate"], _sum(cleaned, "instalment")
    interval: Interval = cleaned["interval"]
    if typed is None and not principal:
        return None
    if typed is None:
        return _rate_of(principal, instalment or NOTHING, count, interval)
    quoted = QuotedRate(typed.value, typed.unit)
    yearly = quoted.value * {"day": 365, "month": 12, "instalment": interval.per_year}.get(quoted.unit, 1)
    if instalment is not None and principal:
        each = Fraction(yearly) * interval.years
        computed = equal_instalments(principal, each, count, step=interval.years).regular
        if abs(computed - instalment) > max(computed * NEARLY, Decimal(1)):
            raise InvalidInput("instalment", "conflict", computed=computed, stated=instalment)
    return Decimal(yearly)


def _rate_of(principal: Decimal, instalment: Decimal, count: int, interval: Interval) -> Decimal:
    if instalment * count < principal:
        raise InvalidInput("instalment", "too_small", least=(principal / count).quantize(CENT, ROUND_UP))
    step = interval.years
    flows = [CashFlow(Fraction(0), principal), *repeat(-instalment, start=step, step=step, count=count)]
    try:
        found = Decimal(repr(nominal_annual_rate(flows, periods_per_year=interval.per_year)))
    except RateError:
        raise InvalidInput("instalment", "too_large") from None
    return max(found.quantize(RATE_DIGITS), NOTHING)


def _clause(cleaned: Mapping[str, Any]) -> Clause:
    own, multiple = cleaned["penalty_rate"], cleaned["multiple"]
    return Clause(
        multiple=Decimal(multiple) if multiple and multiple != options.OWN_RATE else None,
        rate=QuotedRate(own.value, own.unit) if own is not None else None,
        base=cleaned["base"] or None,
        late_fee=_sum(cleaned, "late_fee"),
        compounds={options.YES: True, options.NO: False}.get(cleaned["compounds"]),
        interest_goes_on={options.YES: True, options.NO: False}.get(cleaned["goes_on"]),
        grace=cleaned["grace"] or 0,
        year_days=int(cleaned["year_days"] or 365),
    )


def payments_in(months: int, interval: Interval) -> int:
    """How many payments fall into so many months, at least one."""
    return max(1, round(Fraction(months * interval.per_year, 12)))


def _plans(cleaned: Mapping[str, Any], debt: Debt) -> Iterator[Plan]:
    """The ways out, in the order in which they are shown; a fee that is not known is not in them, and is named."""
    fee, left = _sum(cleaned, "plan_fee") or NOTHING, debt.instalments_left
    yield AsAgreed()
    part = _sum(cleaned, "part") or (NOTHING if debt.is_all_overdue else debt.arrears)
    if part:
        yield PartPayment(part)
    runs = {options.YES: True, options.NO: False}.get(cleaned["pause_interest"])
    is_same_end = cleaned["pause_ends"] == options.SAME_END and not debt.is_all_overdue
    pause = payments_in(cleaned["pause"] or PAUSE, debt.interval)
    if not is_same_end or pause < left:
        yield Deferral(instalments=pause, interest_runs=runs, fee=fee, then="same_end" if is_same_end else "longer")
    yield Respread(cleaned["spread"] or min(left * TWICE, 600) or USUAL_COUNT, fee=fee)
    if cleaned["free"]:  # only where the lender offers it: nobody can count on that
        yield InterestFree(instalments=cleaned["free"], fee=fee)
    yield BorrowElsewhere(
        instalments=max(USUAL_COUNT, left), annual_rate=max(OUR_RATE, debt.annual_rate), kept_share=OUR_KEPT
    )
