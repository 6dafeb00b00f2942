"""A household's month as drawings take it: income, what must be paid, debts, and the loan in question."""

from decimal import Decimal
from typing import Self

from pydantic import model_validator

from courses.catalog.drawings.arguments import AnyMoney, GivenArguments, Instalments, Money, Percent
from courses.loans.schedules.schedule import Schedule, equal_instalments


class Household(GivenArguments):
    """Sums of one month. The loan is an `instalment`, or `amount`, yearly `rate` in percent and `count` of months."""

    income: Money
    essentials: AnyMoney
    debts: AnyMoney = Decimal(0)
    instalment: AnyMoney | None = None
    amount: Money | None = None
    rate: Percent | None = None
    count: Instalments | None = None

    @model_validator(mode="after")
    def _has_a_loan(self) -> Self:
        parts = (self.amount, self.rate, self.count)
        if self.instalment is None and any(part is None for part in parts):
            raise ValueError("write instalment=, or amount=, rate= and count= together")
        if self.instalment is not None and any(part is not None for part in (self.amount, self.rate)):
            raise ValueError("write either instalment=, or amount= and rate=")
        return self

    @property
    def schedule(self) -> Schedule | None:
        if self.amount is None or self.rate is None or self.count is None:
            return None
        return equal_instalments(self.amount, self.rate / 1200, self.count)

    @property
    def payment(self) -> Decimal:
        """The loan's instalment."""
        if self.instalment is not None:
            return self.instalment
        schedule = self.schedule
        return schedule.instalments[0].payment if schedule else Decimal(0)

    @property
    def left(self) -> Decimal:
        """What the month leaves; below 0 when it is not enough."""
        return self.left_of(self.income)

    def left_of(self, income: Decimal, payment: Decimal | None = None) -> Decimal:
        """What the month leaves with this income, or with this instalment."""
        return income - self.essentials - self.debts - (self.payment if payment is None else payment)
