"""The level payment of an annuity, unrounded."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from courses.loans._checks import (
    MAX_INSTALMENTS,
    MAX_YEARLY_RATE,
    amount,
    exact,
    round_half_up,
    whole,
    within,
    working,
)
from courses.loans.errors import InvalidInput

# Below this rate (P - B)/n agrees with the general formula in all 34 digits.
_NO_RATE = Decimal("1e-40")


def level_payment(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    periods: int,
    *,
    due: Literal["end", "start"] = "end",
    balloon: Decimal = Decimal(0),
    advance: int = 0,
) -> Decimal:
    """The level payment, unrounded.

    A = (P - B v^n) / ((1 - v^(n-m))/i + m) with v = 1/(1 + i); m of the n payments are made in advance, on the day
    the loan is paid out (`due="start"` is m = 1), and the balloon B falls due at n. For i = 0 it is (P - B)/n.

    Source: present value of an annuity, any textbook of financial mathematics.
    """
    if due not in ("end", "start"):
        raise InvalidInput("due", "not_known")
    count = whole(periods, "periods", least=1, most=MAX_INSTALMENTS)
    early = max(whole(advance, "advance", least=0, most=count), 1 if due == "start" else 0)

    def formula(owed: Decimal, rest: Decimal, i: Decimal) -> Decimal:
        v = 1 / (1 + i)
        return (owed - rest * v**count) / ((1 - v ** (count - early)) / i + early)

    return _solved(formula, principal, rate_per_period, count, balloon)


def level_instalment(
    principal: Decimal,
    rate_per_period: Decimal | Fraction,
    periods: int,
    *,
    due: Literal["end", "start"] = "end",
    balloon: Decimal = Decimal(0),
    advance: int = 0,
) -> Decimal:
    """`level_payment`, rounded half up to 0.01."""
    level = level_payment(principal, rate_per_period, periods, due=due, balloon=balloon, advance=advance)
    with working():
        return round_half_up(level, 2)


def level_after_gap(
    principal: Decimal, rate_per_period: Decimal, periods: int, *, gap: Fraction, balloon: Decimal
) -> Decimal:
    """The level payment, unrounded, when the first of the n periods is `gap` periods long.

    A = (P (1 + i g) - B v^(n-1)) / (1 + (1 - v^(n-1))/i): the long or short first period bears simple interest, and
    from the first payment on it is an annuity paid at the start of each period. For g = 1 it is `level_payment`.
    """

    def formula(owed: Decimal, rest: Decimal, i: Decimal) -> Decimal:
        discount = (1 / (1 + i)) ** (periods - 1)
        grown = owed * (1 + i * gap.numerator / gap.denominator)
        return (grown - rest * discount) / (1 + (1 - discount) / i)

    return _solved(formula, principal, rate_per_period, periods, balloon)


def _solved(
    formula: Callable[[Decimal, Decimal, Decimal], Decimal],
    principal: object,
    rate: object,
    count: int,
    balloon: object,
) -> Decimal:
    owed = amount(principal, "principal", decimals=None)
    i = within(exact(rate, "rate_per_period"), "rate_per_period", most=MAX_YEARLY_RATE)
    rest = amount(balloon, "balloon", decimals=None)
    if rest > owed:
        raise InvalidInput("balloon", "too_large", most=owed)
    if i < _NO_RATE:
        with working():
            return (owed - rest) / count
    # 1 - v^n loses as many digits as i has zeros after the point; they are added before and cut off after.
    with working(40 + max(0, -i.adjusted())):
        level = formula(owed, rest, i)
    with working():
        return +level
