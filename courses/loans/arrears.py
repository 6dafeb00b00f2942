"""What paying late costs, and what each way of getting more time costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import amount, whole, working
from courses.loans._fields import MAX_DAYS, choice, number_up_to, optional_number, put
from courses.loans._plans import (
    AsAgreed,
    Debt,
    Deferral,
    InterestFree,
    Plan,
    PlanComparison,
    PlanResult,
    Respread,
    compare_plans,
    plan_result,
)
from courses.loans.errors import InvalidInput
from courses.loans.flows import MAX_FLOW_AMOUNT, Interval
from courses.loans.money import QuotedRate, RateUnit, cents
from courses.loans.schedule import Instalment, Schedule

__all__ = [
    "AsAgreed",
    "Debt",
    "Deferral",
    "InterestFree",
    "Overdue",
    "PenaltyBase",
    "PenaltyRule",
    "Plan",
    "PlanComparison",
    "PlanResult",
    "Respread",
    "compare_plans",
    "compounded_extra",
    "late_timeline",
    "penalty_interest",
    "plan_result",
]

BASES = (360, 365)
MAX_MULTIPLE = Decimal(100)
MAX_PENALTY_RATE = Decimal(10_000)
COMPOUNDING_DAYS = 30

# Nominal lengths: a reader counts "30 days late", not calendar months.
DAYS_OF = {
    Interval.DAY: 1,
    Interval.WEEK: 7,
    Interval.TWO_WEEKS: 14,
    Interval.FOUR_WEEKS: 28,
    Interval.MONTH: 30,
    Interval.QUARTER: 90,
    Interval.YEAR: 365,
}


def penalty_interest(*, principal: Decimal, annual_rate: Decimal, days: int, basis: int = 365) -> Decimal:
    """base x rate x days / basis, simple. Source: 银发〔2003〕251号 (CN-RATE-17); the contract names the basis."""
    _check_interest_inputs(principal, annual_rate, days, basis)
    with working():
        return cents(_simple(principal, annual_rate, days, basis))


def compounded_extra(
    *, amount: Decimal, annual_rate: Decimal, days: int, basis: int = 365, every: int = COMPOUNDING_DAYS
) -> Decimal:
    """What compounding every `every` days adds to simple penalty interest.

    With r = rate / basis: amount x ((1 + r x every)^whole x (1 + r x rest) - 1 - r x days).
    """
    _check_interest_inputs(amount, annual_rate, days, basis)
    whole(every, "every", least=1, most=MAX_DAYS)
    with working():
        return cents(_compounded(amount, annual_rate, days, basis, every) - _simple(amount, annual_rate, days, basis))


def _check_interest_inputs(base: object, annual_rate: object, days: object, basis: object) -> None:
    amount(base, "amount", decimals=None)
    number_up_to(annual_rate, "annual_rate", MAX_PENALTY_RATE)
    whole(days, "days", least=0, most=MAX_DAYS)
    _check_basis(basis)


def _check_basis(basis: object) -> None:
    if basis not in BASES:
        raise InvalidInput("basis", "not_known")


def _simple(base: Decimal, annual_rate: Decimal, days: int, basis: int) -> Decimal:
    return base * annual_rate * days / basis


def _compounded(base: Decimal, annual_rate: Decimal, days: int, basis: int, every: int = COMPOUNDING_DAYS) -> Decimal:
    periods, rest = divmod(days, every)
    growth = (1 + annual_rate * every / basis) ** periods * (1 + annual_rate * rest / basis)
    if growth > MAX_FLOW_AMOUNT:
        raise InvalidInput("days", "too_large")
    return base * (growth - 1)


class PenaltyBase(StrEnum):
    """What the penalty rate is charged on."""

    OVERDUE_PRINCIPAL = "overdue_principal"
    OVERDUE_INSTALMENT = "overdue_instalment"
    WHOLE_BALANCE = "whole_balance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyRule:
    """What the contract says about late payment.

    The rate is `multiple` x contract rate or an own `rate`; with neither, it is not known. `compounds`: does unpaid
    interest bear interest? None = the contract does not say. `late_fee` and `late_fee_share` (of the missed
    instalment) are due once for each missed instalment when its days of grace are over.
    """

    multiple: Decimal | None = None
    rate: QuotedRate | None = None
    basis: int = 365
    on: PenaltyBase = PenaltyBase.OVERDUE_PRINCIPAL
    late_fee: Decimal = Decimal(0)
    late_fee_share: Decimal = Decimal(0)
    grace_days: int = 0
    replaces_interest: bool = True
    compounds: bool | None = None

    def __post_init__(self) -> None:
        _check_basis(self.basis)
        whole(self.grace_days, "grace_days", least=0, most=365)
        if self.multiple is not None and self.rate is not None:
            raise InvalidInput("rate", "conflict")
        if self.rate is not None:
            number_up_to(self.rate.value, "rate")
            if self.rate.unit == RateUnit.INSTALMENT:
                raise InvalidInput("rate", "unit_needed")
        put(
            self,
            multiple=optional_number(self.multiple, "multiple", MAX_MULTIPLE),
            on=choice(PenaltyBase, self.on, "on"),
            late_fee=amount(self.late_fee, "late_fee"),
            late_fee_share=number_up_to(self.late_fee_share, "late_fee_share", Decimal(1)),
        )
        if self.rate is not None:
            number_up_to(self.yearly(None), "rate")

    def yearly(self, contract_rate: Decimal | None) -> Decimal | None:
        """The penalty rate a year, or None while it is not known.

        A rate per day counts `basis` days, so that base x rate x days / basis is base x daily rate x days.
        """
        with working():
            if self.rate is not None:
                per_year = {RateUnit.DAY: self.basis, RateUnit.MONTH: 12}.get(self.rate.unit, 1)
                return self.rate.value * per_year
            if self.multiple == 0:
                return Decimal(0)
            if self.multiple is None or contract_rate is None:
                return None
            return contract_rate * self.multiple


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What is owed `days` after the first missed due date.

    None stands for what cannot be known before the lender is asked: the penalty rate, or whether interest runs on.
    `total` is what catches up; `worst_case` is the same if the whole instalment bears penalty interest and that
    interest compounds (None also when the contract excludes it); `per_day` is what one more day costs.
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


@dataclass(frozen=True, slots=True)
class _Late:
    """One missed instalment: `days` late once its days of grace are over; until then nothing runs on it."""

    payment: Decimal
    principal: Decimal
    base: Decimal
    days: int


def late_timeline(
    schedule: Schedule,
    rule: PenaltyRule | None,
    *,
    contract_rate: Decimal | None,
    interval: Interval = Interval.MONTH,
    first_missed: int,
    days: Sequence[int] = (1, 30, 60, 90),
) -> tuple[Overdue, ...]:
    """What is owed on several days if nothing is paid from instalment `first_missed` on; `rule` None = not known.

    Instalment j (0 = the first missed) is missed when j x interval < day, and late by day - j x interval - grace.
    """
    length = DAYS_OF[choice(Interval, interval, "interval")]
    whole(first_missed, "first_missed", least=1, most=len(schedule.instalments))
    if contract_rate is not None:
        contract_rate = number_up_to(contract_rate, "contract_rate")
    for day in days:
        whole(day, "days", least=0, most=MAX_DAYS)
    with working():
        return tuple(_overdue(schedule, rule, contract_rate, length, first_missed, day) for day in days)


def _overdue(
    schedule: Schedule, rule: PenaltyRule | None, contract_rate: Decimal | None, length: int, first: int, day: int
) -> Overdue:
    """One row of the timeline."""
    late = _missed(schedule, rule or PenaltyRule(), length, first, day)
    owed = sum((line.payment for line in late), Decimal(0))
    fees = Decimal(0) if rule is None else sum((_late_fee(rule, line) for line in late), Decimal(0))
    rate = None if rule is None else rule.yearly(contract_rate)
    running = _running_interest_rate(rule, contract_rate)
    penalty = extra = total = worst = per_day = None
    if rule is not None and rate is not None:
        penalty = sum((cents(_simple(line.base, rate, line.days, rule.basis)) for line in late), Decimal(0))
        if running is not None:
            on_principal = (_simple(line.principal, running, line.days, rule.basis) for line in late)
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
    )


def _missed(schedule: Schedule, rule: PenaltyRule, length: int, first: int, day: int) -> list[_Late]:
    count = -(-day // length)
    lines = schedule.instalments[first - 1 : first - 1 + count]
    days = [day - number * length - rule.grace_days for number in range(len(lines))]
    before = schedule.principal if first == 1 else schedule.instalments[first - 2].balance
    return [
        _Late(line.payment, line.principal, _base(rule, line, before if number == 0 else Decimal(0)), days[number])
        if days[number] >= 0
        else _Late(line.payment, Decimal(0), Decimal(0), 0)
        for number, line in enumerate(lines)
    ]


def _base(rule: PenaltyRule, line: Instalment, whole_balance: Decimal) -> Decimal:
    """What penalty runs on; the whole balance counts once, with the first missed instalment."""
    if rule.on == PenaltyBase.WHOLE_BALANCE:
        return whole_balance
    return line.principal if rule.on == PenaltyBase.OVERDUE_PRINCIPAL else line.payment


def _late_fee(rule: PenaltyRule, line: _Late) -> Decimal:
    return rule.late_fee + cents(line.payment * rule.late_fee_share) if line.days > 0 else Decimal(0)


def _running_interest_rate(rule: PenaltyRule | None, contract_rate: Decimal | None) -> Decimal | None:
    """The contract interest that runs on beside the penalty: none when the penalty takes its place."""
    return Decimal(0) if rule is not None and rule.replaces_interest else contract_rate


def _worst_case(rule: PenaltyRule, late: list[_Late], rate: Decimal, owed: Decimal, total: Decimal) -> Decimal | None:
    if rule.compounds is False:
        return None
    whole_balance = rule.on == PenaltyBase.WHOLE_BALANCE
    bases = [line.base if whole_balance else line.payment for line in late]
    interest = (cents(_compounded(base, rate, line.days, rule.basis)) for base, line in zip(bases, late, strict=True))
    return max(total, owed + sum(interest, Decimal(0)))


def _one_day(line: _Late, rate: Decimal, running: Decimal, basis: int) -> Decimal:
    return _simple(line.base, rate, 1, basis) + _simple(line.principal, running, 1, basis)
