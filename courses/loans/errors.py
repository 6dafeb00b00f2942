"""Errors of the loan mathematics: a code and the numbers behind it, never a sentence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


class LoanError(ValueError):
    """A calculation that cannot be made. `code` names the reason, `numbers` holds what a message may need."""

    def __init__(self, code: str, **numbers: Any) -> None:
        super().__init__(code)
        self.code = code
        self.numbers: Mapping[str, Any] = MappingProxyType(numbers)


class InvalidInput(LoanError):
    """One input is outside its limits; `field` names it, as in `fees[0].amount`."""

    def __init__(self, field: str, code: str, **numbers: Any) -> None:
        super().__init__(code, **numbers)
        self.field = field

    def __str__(self) -> str:
        return f"{self.field}: {self.code}"


class RateError(LoanError):
    """Parent of the two ways in which a series of payments has no single rate."""


class NoRate(RateError):
    """No rate. `reason`: one_sided, no_time, no_solution, out_of_range, too_irregular or too_many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SeveralRates(RateError):
    """More than one rate fits; `rates` are fractions a year, ascending."""

    def __init__(self, rates: tuple[float, ...]) -> None:
        super().__init__("several", rates=rates)
        self.rates = rates


class NeverRepaid(LoanError):
    """Payments that never repay the debt.

    `reason`: below_interest, too_long or rest_unpaid; `balance_after_12` is what is owed after twelve payments
    (or after the last one, if there are fewer: `count`), computed unrounded and rounded once.
    """

    def __init__(
        self, reason: str, *, payment: Any, first_interest: Any, balance_after_12: Any, count: int = 12
    ) -> None:
        super().__init__("never_repaid", payment=payment, interest=first_interest, balance=balance_after_12)
        self.reason = reason
        self.payment = payment
        self.first_interest = first_interest
        self.balance_after_12 = balance_after_12
        self.count = count


class NotRepaid(LoanError):
    """All payments together are less than what was received: something is missing, and there is no rate."""

    def __init__(self, *, total: Any, received: Any) -> None:
        super().__init__("negative_cost", total=total, received=received)
        self.total = total
        self.received = received
