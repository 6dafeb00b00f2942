"""The lines of a repayment schedule and the two ways of writing them one after another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from courses.loans._checks import (
    MAX_INSTALMENTS,
    MAX_PLACES,
    MAX_YEARLY_RATE,
    MAX_YEARS,
    amount,
    exact,
    fraction,
    round_half_up,
    whole,
    within,
    working,
)
from courses.loans.errors import InvalidInput, NeverRepaid
from courses.loans.schedules.flows import CashFlow

# What is paid, from (balance, interest of the period, number of the line).
Payment = Callable[[Decimal, Decimal, int], Decimal]


class Instalment(NamedTuple):
    """One line of a schedule. `years` is its time since the loan was paid out, `balance` what is owed after it.

    A tuple, because a page makes hundreds of them.
    """

    number: int
    years: Fraction
    interest: Decimal
    principal: Decimal
    fee: Decimal
    balance: Decimal

    @property
    def payment(self) -> Decimal:
        """What is paid on that date."""
        return _sum((self.interest, self.principal, self.fee))


@dataclass(frozen=True, slots=True)
class Schedule:
    """All instalments of a loan of `principal`; totals are sums of what is really paid."""

    principal: Decimal
    instalments: tuple[Instalment, ...]

    @property
    def total(self) -> Decimal:
        """Everything paid: interest, principal and fees."""
        return _sum(part for line in self.instalments for part in (line.interest, line.principal, line.fee))

    @property
    def interest(self) -> Decimal:
        """All interest."""
        return _sum(line.interest for line in self.instalments)

    @property
    def fees(self) -> Decimal:
        """All fees paid with the instalments."""
        return _sum(line.fee for line in self.instalments)

    @property
    def regular(self) -> Decimal:
        """The first payment."""
        return self.instalments[0].payment

    @property
    def last(self) -> Decimal:
        """The last payment, which takes up the rounding."""
        return self.instalments[-1].payment

    def interest_between(self, first: int, last: int) -> Decimal:
        """The interest in instalments `first` to `last`, both included."""
        whole(first, "first", least=1, most=len(self.instalments))
        whole(last, "last", least=first, most=len(self.instalments))
        return _sum(line.interest for line in self.instalments[first - 1 : last])

    def flows(self, *, received: Decimal | None = None, upfront: Decimal = Decimal(0)) -> list[CashFlow]:
        """The borrower's cash flows: `received` (by default the principal) less `upfront`, then every payment."""
        money_in = self.principal if received is None else amount(received, "received", decimals=None)
        with working():
            start = CashFlow(Fraction(0), money_in - amount(upfront, "upfront", decimals=None))
            return [
                start,
                *(CashFlow(line.years, -(line.interest + line.principal + line.fee)) for line in self.instalments),
            ]

    def outstanding(self) -> list[tuple[Fraction, Decimal]]:
        """Pairs of (years, principal in use) between one payment and the next."""
        since, owed, pairs = Fraction(0), self.principal, []
        for line in self.instalments:
            pairs.append((line.years - since, owed))
            since, owed = line.years, line.balance
        return pairs


def _sum(parts: Iterable[Decimal]) -> Decimal:
    with working():
        return sum(parts, Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleTerms:
    """What all schedules share, within the limits before any loop starts."""

    principal: Decimal
    rate: Decimal
    step: Fraction
    places: int | None
    first_gap: Fraction = Fraction(1)

    def money(self, value: object, field: str) -> Decimal:
        """A sum typed in: as many decimals as are rounded to, at least two; any number when nothing is rounded."""
        return amount(value, field, decimals=None if self.places is None else max(self.places, 2))

    def rounded(self, number: Decimal) -> Decimal:
        """`number` to the places of this schedule, or as it is."""
        return number if self.places is None else round_half_up(number, self.places)

    def interest(self, balance: Decimal, number: int) -> Decimal:
        """The interest of line `number` on `balance`; only the first period may be longer or shorter."""
        due = balance * self.rate
        if number == 1 and self.first_gap != 1:
            due = due * self.first_gap.numerator / self.first_gap.denominator
        return self.rounded(due)

    def years(self, number: int) -> Fraction:
        """The time of payment `number`: (first_gap + number - 1) x step, reduced only once because that is slow."""
        gap, step = self.first_gap, self.step
        periods = gap.numerator + (number - 1) * gap.denominator
        return Fraction(periods * step.numerator, gap.denominator * step.denominator)

    def times(self, count: int) -> tuple[Fraction, ...]:
        """The times of the first `count` payments."""
        if self.first_gap == 1 and self.step.numerator == 1 and count <= MAX_INSTALMENTS:
            return _multiples(self.step.denominator)[:count]
        return tuple(self.years(number) for number in range(1, count + 1))

    @property
    def most_instalments(self) -> int:
        """As many as fit into 50 years (600 monthly ones), at most 1,040."""
        return min(MAX_INSTALMENTS, int(MAX_YEARS / self.step))

    def count(self, periods: object, field: str = "periods") -> int:
        """A number of instalments whose last one lies within 50 years."""
        number = whole(periods, field, least=1, most=MAX_INSTALMENTS)
        if self.years(number) > MAX_YEARS:
            raise InvalidInput(field, "too_large", most=self.most_instalments)
        return number


@lru_cache(maxsize=8)
def _multiples(per_year: int) -> tuple[Fraction, ...]:
    """1/12, 2/12, … of a year: the times of even payments, for as many as there may be. Fractions are slow to make."""
    return tuple(Fraction(number, per_year) for number in range(1, MAX_INSTALMENTS + 1))


def checked_terms(
    principal: object, rate: object, *, step: object, places: int | None, first_gap: object = Fraction(1)
) -> ScheduleTerms:
    """Terms whose rate is at most 10,000 % a year, simple."""
    if places is not None:
        whole(places, "places", least=0, most=MAX_PLACES)
    gap, first = fraction(step, "step"), fraction(first_gap, "first_gap")
    if gap <= 0:
        raise InvalidInput("step", "too_small")
    if gap > MAX_YEARS:
        raise InvalidInput("step", "too_large", most=MAX_YEARS)
    if first < 0:
        raise InvalidInput("first_gap", "negative")
    most = exact(int(MAX_YEARLY_RATE) * gap, "step")
    per_period = within(exact(rate, "rate_per_period"), "rate_per_period", most=most)
    terms = ScheduleTerms(principal=Decimal(0), rate=per_period, step=gap, places=places, first_gap=first)
    return replace(terms, principal=terms.money(principal, "principal"))


def write_lines(terms: ScheduleTerms, count: int, part: Callable[[Decimal], Decimal], fee: Decimal) -> Schedule:
    """`count` lines, each repaying `part(interest)` of the principal; the last one repays the rest."""
    lines, balance = [], terms.principal
    with working():
        for number, years in enumerate(terms.times(count), 1):
            interest = terms.interest(balance, number)
            # Rounded up, the parts may repay everything early; the lines left are then empty, not negative.
            principal = balance if number == count else min(part(interest), balance)
            balance -= principal
            line = Instalment(
                number=number, years=years, interest=interest, principal=principal, fee=fee, balance=balance
            )  # fmt: skip
            lines.append(line)
    return Schedule(terms.principal, tuple(lines))


def write_until_repaid(terms: ScheduleTerms, most: int, payment: Payment, reason: str) -> Schedule:
    """Lines until the debt is repaid by `payment(balance, interest, number)`; `reason` if `most` are not enough."""
    lines, balance = [], terms.principal
    with working():
        for number in range(1, most + 1):
            interest = terms.interest(balance, number)
            principal = min(payment(balance, interest, number) - interest, balance)
            balance -= principal
            line = Instalment(
                number=number, years=terms.years(number), interest=interest, principal=principal, fee=Decimal(0),
                balance=balance,
            )  # fmt: skip
            lines.append(line)
            if balance <= 0:
                return Schedule(terms.principal, tuple(lines))
    raise never_repaid(terms, most, payment, reason)


def never_repaid(terms: ScheduleTerms, most: int, payment: Payment, reason: str) -> NeverRepaid:
    """The error with its figures: what is owed after twelve payments, computed unrounded and rounded once."""
    unrounded, balance = replace(terms, places=None), terms.principal
    places = 2 if terms.places is None else terms.places
    with working():
        first = terms.interest(balance, 1)
        asked = payment(balance, first, 1)
        for number in range(1, min(12, most) + 1):
            interest = unrounded.interest(balance, number)
            balance += interest - min(payment(balance, interest, number), balance + interest)
        return NeverRepaid(
            reason,
            payment=round_half_up(asked, places),
            first_interest=round_half_up(first, places),
            balance_after_12=round_half_up(balance, places),
            count=min(12, most),
        )
