"""Penalty interest: what it is charged on, at which rate, and what compounding adds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from courses.loans._checks import amount, whole, working
from courses.loans._fields import MAX_DAYS, choice, number_up_to, optional_number, put
from courses.loans.errors import InvalidInput
from courses.loans.money import QuotedRate, RateUnit, cents
from courses.loans.schedules.flows import MAX_FLOW_AMOUNT

BASES = (360, 365)
MAX_MULTIPLE = Decimal(100)
MAX_PENALTY_RATE = Decimal(10_000)
COMPOUNDING_DAYS = 30


def penalty_interest(*, principal: Decimal, annual_rate: Decimal, days: int, basis: int = 365) -> Decimal:
    """base x rate x days / basis, simple. Source: 银发〔2003〕251号 (CN-RATE-17); the contract names the basis."""
    _check_interest_inputs(principal, annual_rate, days, basis)
    with working():
        return cents(simple(principal, annual_rate, days, basis))


def compounded_extra(
    *, amount: Decimal, annual_rate: Decimal, days: int, basis: int = 365, every: int = COMPOUNDING_DAYS
) -> Decimal:
    """What compounding every `every` days adds to simple penalty interest.

    With r = rate / basis: amount x ((1 + r x every)^whole x (1 + r x rest) - 1 - r x days).
    """
    _check_interest_inputs(amount, annual_rate, days, basis)
    whole(every, "every", least=1, most=MAX_DAYS)
    with working():
        return cents(compounded(amount, annual_rate, days, basis, every) - simple(amount, annual_rate, days, basis))


def _check_interest_inputs(base: object, annual_rate: object, days: object, basis: object) -> None:
    amount(base, "amount", decimals=None)
    number_up_to(annual_rate, "annual_rate", MAX_PENALTY_RATE)
    whole(days, "days", least=0, most=MAX_DAYS)
    check_basis(basis)


def check_basis(basis: object) -> None:
    if basis not in BASES:
        raise InvalidInput("basis", "not_known")


def simple(base: Decimal, annual_rate: Decimal, days: int, basis: int) -> Decimal:
    return base * annual_rate * days / basis


def compounded(base: Decimal, annual_rate: Decimal, days: int, basis: int, every: int = COMPOUNDING_DAYS) -> Decimal:
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
        check_basis(self.basis)
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
