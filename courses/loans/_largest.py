"""The largest loan whose verdict is "room": exact although payments are rounded, and found in a few steps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import exp, floor, log1p

from courses.loans._checks import MAX_AMOUNT
from courses.loans._position import LUMP_ABOVE, Burden, Position

STEP = 100
MAX_CHECKS = 60

BurdenAt = Callable[[Decimal], Burden]

_ZERO = Fraction(0)
_NOTHING = Burden(monthly=_ZERO, without_last=_ZERO, before=_ZERO, last=_ZERO, end=_ZERO, upfront=_ZERO)


@dataclass(frozen=True, slots=True)
class Noise:
    """By how much the rounding of payments may move one payment, and the last one, from a straight line.

    `a_month` is how many payments a month may hold.
    """

    payment: Fraction
    last: Fraction
    a_month: Fraction

    @property
    def monthly(self) -> Fraction:
        """The same for A."""
        return self.payment * self.a_month


def rounding_noise(*, rate: float, count: int, per_year: Fraction | None, shares: int) -> Noise:
    """Half a cent for each rounded sum. In a last payment, the cents of all lines add up and bear interest."""
    own = (1 + shares) * Fraction(1, 100)
    exponent = count * log1p(rate)
    added_up = count if rate <= 0 else (exp(exponent) - 1) / rate if exponent < 60 else float(MAX_AMOUNT)
    a_month = Fraction(31) if per_year is None else max(Fraction(1), per_year / 12)
    return Noise(own, own * (2 + floor(added_up)), a_month)


def largest_room(position: Position, amount: Decimal, burden_at: BurdenAt, noise: Noise) -> Decimal:
    """The greatest multiple of 100 without shortfall or caution, 0 if there is none.

    It walks down from the highest amount. At an amount that is too large, each line that is crossed says how far down
    it is certainly still crossed, because payments follow straight lines in the amount; no amount that would do is
    skipped.
    """
    here = _at(position, burden_at, MAX_AMOUNT)
    slopes = _slopes(position.burden, Fraction(amount), here.burden)
    candidate = MAX_AMOUNT
    for _ in range(MAX_CHECKS):
        if _room(here):
            return candidate
        candidate = _next(candidate, here, slopes, noise)
        if candidate <= 0:
            return Decimal(0)
        here = _at(position, burden_at, candidate)
    return _halving(position, burden_at, candidate)


def _at(position: Position, burden_at: BurdenAt, amount: Decimal) -> Position:
    return replace(position, burden=burden_at(amount))


def _room(position: Position) -> bool:
    return not position.shortfalls and not position.cautions


@dataclass(frozen=True, slots=True)
class _Slopes:
    """What one more unit of the amount adds to A before the last payment, to the last two payments, and upfront."""

    monthly: Fraction
    before: Fraction
    last: Fraction
    upfront: Fraction


def _slopes(small: Burden, amount: Fraction, top: Burden) -> _Slopes:
    """Between the loan asked about and the highest amount, where fixed fees and roundings no longer matter."""
    apart = Fraction(MAX_AMOUNT) - amount
    if not apart:
        apart, small = Fraction(MAX_AMOUNT), _NOTHING
    return _Slopes(
        monthly=(top.without_last - small.without_last) / apart,
        before=(top.before - small.before) / apart,
        last=(top.last - small.last) / apart,
        upfront=(top.upfront - small.upfront) / apart,
    )


def _next(amount: Decimal, here: Position, slopes: _Slopes, noise: Noise) -> Decimal:
    """The next lower multiple of 100 that may do."""
    down = max(
        _down(here.burden.without_last - noise.monthly - _least_limit(here), slopes.monthly),
        _down(
            here.burden.without_last - noise.monthly - noise.payment - here.limits["buffer"],
            slopes.monthly + slopes.upfront,
        ),
        min(_kind_stays(here.burden, slopes, noise), _last_crossed(Fraction(amount), here, slopes, noise)),
    )
    below = min(Fraction(amount) - down, Fraction(amount) - 1)
    return Decimal(floor(below / STEP) * STEP)


def _down(excess: Fraction, slope: Fraction) -> Fraction:
    """How far down a line stays crossed that is crossed by `excess`; for ever, if the burden does not shrink."""
    if excess <= 0:
        return _ZERO
    return excess / slope if slope > 0 else Fraction(MAX_AMOUNT)


def _least_limit(here: Position) -> Fraction:
    return min(here.limits["debt_share"], here.limits["income_drop"])


def _kind_stays(burden: Burden, slopes: _Slopes, noise: Noise) -> Fraction:
    """How far down the last payment certainly stays what it is here, a lump or none (last - 1.5 x before)."""
    margin = burden.last - LUMP_ABOVE * burden.before
    slope = slopes.last - LUMP_ABOVE * slopes.before
    if margin <= 0:
        margin, slope = -margin, -slope
    certain = margin - noise.last - 2 * noise.payment
    if certain <= 0:
        return _ZERO
    return certain / slope if slope > 0 else Fraction(MAX_AMOUNT)


def _last_crossed(amount: Fraction, here: Position, slopes: _Slopes, noise: Noise) -> Fraction:
    """How far down the last payment, as a lump or as the largest payment of a month, is certainly too much.

    A with the last payment in it is made of straight lines that start at 0 or above, so it falls at most in proportion
    to the amount.
    """
    burden, months = here.burden, floor(12 * here.burden.end)
    monthly_slope = slopes.monthly if burden.monthly == burden.without_last else burden.monthly / amount
    if burden.lump:
        excess = burden.lump - here.have_at_lump - noise.last - noise.payment * 2 - months * noise.monthly
        return _down(excess, slopes.last - slopes.before + slopes.upfront + months * monthly_slope)
    asked = burden.monthly - noise.last * noise.a_month
    return max(
        _down(asked - _least_limit(here), monthly_slope),
        _down(asked - noise.payment - here.limits["buffer"], monthly_slope + slopes.upfront),
    )


def _halving(position: Position, burden_at: BurdenAt, above: Decimal) -> Decimal:
    """Where rounding alone decides over more than `MAX_CHECKS` steps: an amount that does, found by halving."""
    low, high = 0, int(above) // STEP
    while low + 1 < high:
        middle = (low + high) // 2
        if _room(_at(position, burden_at, Decimal(middle * STEP))):
            low = middle
        else:
            high = middle
    return Decimal(low * STEP)
