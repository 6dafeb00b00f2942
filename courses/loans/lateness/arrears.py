"""What paying late costs, and what each way of getting more time costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.loans._checks import amount, whole, working
from courses.loans._fields import MAX_DAYS, choice, number_up_to
from courses.loans.errors import InvalidInput
from courses.loans.lateness._penalty import (
    PenaltyBase,
    PenaltyRule,
    compounded,
    compounded_extra,
    penalty_interest,
    simple,
)
from courses.loans.lateness._plans import (
    AsAgreed,
    BorrowElsewhere,
    Debt,
    Deferral,
    InterestFree,
    PartPayment,
    Plan,
    PlanComparison,
    PlanResult,
    Respread,
    by_month,
    compare_plans,
    plan_result,
    plan_results,
)
from courses.loans.money import cents
from courses.loans.schedules.flows import DAYS_OF, Interval
from courses.loans.schedules.schedule import Instalment, Schedule

__all__ = [
    "AsAgreed",
    "BorrowElsewhere",
    "Debt",
    "Deferral",
    "InterestFree",
    "Overdue",
    "OverdueNow",
    "PartPayment",
    "PenaltyBase",
    "PenaltyRule",
    "Plan",
    "PlanComparison",
    "PlanResult",
    "Respread",
    "by_month",
    "compare_plans",
    "compounded_extra",
    "late_timeline",
    "penalty_interest",
    "plan_result",
    "plan_results",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What is owed `days` after the first missed due date.

    None stands for what cannot be known before the lender is asked: the penalty rate, or whether interest runs on.
    `total` is what catches up; `worst_case` is the same if the whole instalment bears penalty interest and that
    interest compounds (None also when the contract excludes it); `per_day` is what one more day costs.
    `principal_days` is the overdue principal times the days it was late: what charges are measured on.
    """

    days: int
    missed: int
    instalments: Decimal
    penalty: Decimal | None
    late_fees: Decimal
    extra_interest: Decimal | None
    total: Decimal | None
    worst_case: Decimal | None
    per_day: Decimal | None
    annual_rate: Decimal | None
    basis: int | None
    principal_days: Decimal = Decimal(0)

    @property
    def charges(self) -> Decimal | None:
        """Everything that being late costs; None while part of it is not known."""
        if self.penalty is None or self.extra_interest is None:
            return None
        with working():
            return self.penalty + self.extra_interest + self.late_fees

    @property
    def charges_a_year(self) -> Decimal | None:
        """The charges as a yearly rate of the overdue principal, without interest on interest."""
        charges = self.charges
        if charges is None or self.basis is None or not self.principal_days:
            return None
        with working():
            return charges * self.basis / self.principal_days


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueNow:
    """A sum that is late already, with all that was charged on it so far: the days of a timeline then begin today.

    `principal` is the part of it that is principal, where that is known; `next_due` is in how many days the first
    instalment of the schedule falls due.
    """

    amount: Decimal
    principal: Decimal | None = None
    next_due: int = 0

    def __post_init__(self) -> None:
        amount(self.amount, "arrears")
        if self.principal is not None and amount(self.principal, "arrears") > self.amount:
            raise InvalidInput("arrears", "conflict")
        whole(self.next_due, "next_due", least=0, most=MAX_DAYS)

    def late(self, rule: PenaltyRule, balance: Decimal, days: int) -> "_Late":
        principal = self.amount if self.principal is None else self.principal
        base = self.amount if rule.on == PenaltyBase.OVERDUE_INSTALMENT else principal
        if rule.on == PenaltyBase.WHOLE_BALANCE:
            base = balance + principal
        return _Late(self.amount, principal, base, days, has_fee=False)


@dataclass(frozen=True, slots=True)
class _Late:
    """One missed instalment: `days` late once its days of grace are over; until then nothing runs on it."""

    payment: Decimal
    principal: Decimal
    base: Decimal
    days: int
    has_fee: bool = True  # a fee of a sum that was late before today is in that sum

    def principal_days(self, rule: PenaltyRule | None) -> Decimal:
        """The principal that the charges of this line are measured on, times its days."""
        on_everything = rule is not None and rule.on == PenaltyBase.WHOLE_BALANCE
        return (self.base if on_everything else self.principal) * self.days


def late_timeline(
    schedule: Schedule,
    rule: PenaltyRule | None,
    *,
    contract_rate: Decimal | None,
    interval: Interval = Interval.MONTH,
    first_missed: int,
    days: Sequence[int] = (1, 30, 60, 90),
    overdue: OverdueNow | None = None,
) -> tuple[Overdue, ...]:
    """What is owed on several days if nothing is paid from instalment `first_missed` on; `rule` None = not known.

    Instalment j (0 = the first missed) is missed when j x interval < day, and late by day - j x interval - grace.
    With `overdue`, days count from today and that sum comes first; the instalments are missed from its `next_due` on.
    """
    length = DAYS_OF[choice(Interval, interval, "interval")]
    if schedule.instalments or overdue is None:  # where all is overdue already, no instalment is left to be missed
        whole(first_missed, "first_missed", least=1, most=len(schedule.instalments))
    if contract_rate is not None:
        contract_rate = number_up_to(contract_rate, "contract_rate")
    for day in days:
        whole(day, "days", least=0, most=MAX_DAYS)
    with working():
        missed = (_missed(schedule, rule or PenaltyRule(), length, first_missed, day, overdue) for day in days)
        return tuple(_overdue(rule, contract_rate, late, day) for late, day in zip(missed, days, strict=True))


def _overdue(rule: PenaltyRule | None, contract_rate: Decimal | None, late: list[_Late], day: int) -> Overdue:
    """One row of the timeline."""
    owed = sum((line.payment for line in late), Decimal(0))
    fees = Decimal(0) if rule is None else sum((_late_fee(rule, line) for line in late), Decimal(0))
    rate = None if rule is None else rule.yearly(contract_rate)
    running = _running_interest_rate(rule, contract_rate)
    penalty = extra = total = worst = per_day = None
    if rule is not None and rate is not None:
        penalty = sum((cents(simple(line.base, rate, line.days, rule.basis)) for line in late), Decimal(0))
        if running is not None:
            on_principal = (simple(line.principal, running, line.days, rule.basis) for line in late)
            extra = sum((cents(interest) for interest in on_principal), Decimal(0))
            total = owed + penalty + fees + extra
            worst = _worst_case(rule, late, rate + running, owed + fees, total)
            per_day = cents(sum((_one_day(line, rate, running, rule.basis) for line in late), Decimal(0)))
    return Overdue(
        days=day,
        missed=len(late),
        instalments=owed,
        penalty=penalty,
        late_fees=fees,
        extra_interest=extra,
        total=total,
        worst_case=worst,
        per_day=per_day,
        annual_rate=rate,
        basis=None if rule is None else rule.basis,
        principal_days=sum((line.principal_days(rule) for line in late), Decimal(0)),
    )


def _missed(
    schedule: Schedule, rule: PenaltyRule, length: int, first: int, day: int, overdue: OverdueNow | None
) -> list[_Late]:
    begins = 0 if overdue is None else overdue.next_due
    count = max(0, -(-(day - begins) // length))
    lines = schedule.instalments[first - 1 : first - 1 + count]
    days = [day - begins - number * length - rule.grace_days for number in range(len(lines))]
    before = schedule.principal if first == 1 else schedule.instalments[first - 2].balance
    found = [] if overdue is None else [overdue.late(rule, before, day)]
    for late, line in zip(days, lines, strict=True):
        if late < 0:
            found.append(_Late(line.payment, Decimal(0), Decimal(0), 0))
        else:
            found.append(_Late(line.payment, line.principal, _base(rule, line, Decimal(0) if found else before), late))
    return found


def _base(rule: PenaltyRule, line: Instalment, whole_balance: Decimal) -> Decimal:
    """What penalty runs on; the whole balance counts once, with the first missed instalment."""
    if rule.on == PenaltyBase.WHOLE_BALANCE:
        return whole_balance
    return line.principal if rule.on == PenaltyBase.OVERDUE_PRINCIPAL else line.payment


def _late_fee(rule: PenaltyRule, line: _Late) -> Decimal:
    return rule.late_fee + cents(line.payment * rule.late_fee_share) if line.days > 0 and line.has_fee else Decimal(0)


def _running_interest_rate(rule: PenaltyRule | None, contract_rate: Decimal | None) -> Decimal | None:
    """The contract interest that runs on beside the penalty: none when the penalty takes its place."""
    return Decimal(0) if rule is not None and rule.replaces_interest else contract_rate


def _worst_case(rule: PenaltyRule, late: list[_Late], rate: Decimal, owed: Decimal, total: Decimal) -> Decimal | None:
    if rule.compounds is False:
        return None
    whole_balance = rule.on == PenaltyBase.WHOLE_BALANCE
    bases = [line.base if whole_balance else line.payment for line in late]
    interest = (cents(compounded(base, rate, line.days, rule.basis)) for base, line in zip(bases, late, strict=True))
    return max(total, owed + sum(interest, Decimal(0)))


def _one_day(line: _Late, rate: Decimal, running: Decimal, basis: int) -> Decimal:
    return simple(line.base, rate, 1, basis) + simple(line.principal, running, 1, basis)
