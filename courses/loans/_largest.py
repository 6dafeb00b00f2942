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
_NOTHING = Burden(monthly=_ZERO, without_last=_ZERO, straight=True, before=_ZERO, last=_ZERO, end=_ZERO, upfront=_ZERO)


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
    small = (Fraction(amount), position.burden) if amount < MAX_AMOUNT else (_ZERO, _NOTHING)
    slopes = _slopes(*small, here.burden)
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
    """What one more unit of the amount adds to A (at most), to the last two payments, and upfront."""

    monthly: Fraction
    before: Fraction
    last: Fraction
    upfront: Fraction


def _slopes(amount: Fraction, small: Burden, top: Burden) -> _Slopes:
    """Between the loan asked about and the highest amount, where fixed fees and roundings no longer matter.

    A is the largest of several straight lines, so nowhere steeper than at the top.
    """
    apart = Fraction(MAX_AMOUNT) - amount
    return _Slopes(
        monthly=top.without_last / Fraction(MAX_AMOUNT),
        before=(top.before - small.before) / apart,
        last=(top.last - small.last) / apart,
        upfront=(top.upfront - small.upfront) / apart,
    )


def _next(amount: Decimal, here: Position, slopes: _Slopes, noise: Noise) -> Decimal:
    """The next lower multiple of 100 that may do."""
    burden, exact = here.burden, Fraction(amount)
    # The rounding of what is paid upfront, and of the slopes, is counted once more.
    spare = noise.monthly + 2 * noise.payment
    slope = slopes.monthly if burden.straight else burden.without_last / exact
    with_last = burden.monthly / exact
    down = max(
        _monthly_crossed(here, burden.without_last - spare, slope, slopes.upfront),
        min(
            _kind_stays(burden, slopes, noise),
            max(
                _monthly_crossed(here, burden.monthly - spare - noise.last * noise.a_month, with_last, slopes.upfront),
                _lump_crossed(here, slopes, noise, slope if burden.monthly == burden.without_last else with_last),
            ),
        ),
    )
    below = min(exact - down, exact - 1)
    return Decimal(floor(below / STEP) * STEP)


def _monthly_crossed(here: Position, asked: Fraction, slope: Fraction, upfront: Fraction) -> Fraction:
    """How far down a certain monthly payment is too much for the debt share, a fall in income or the buffer.

    Payments are straight lines that start at 0 or above (fixed fees), and what is made of them by taking the largest,
    the least or the sum falls at most in proportion to the amount: that is the slope where no better one is known.
    """
    return max(
        _down(asked - here.limits["debt_share"], slope),
        _down(asked - here.limits["income_drop"], slope),
        _down(asked - here.limits["buffer"], slope + upfront),
    )


def _lump_crossed(here: Position, slopes: _Slopes, noise: Noise, monthly: Fraction) -> Fraction:
    """How far down the lump is certainly not covered."""
    burden, months = here.burden, floor(12 * here.burden.end)
    if not burden.lump:
        return _ZERO
    excess = burden.lump - here.have_at_lump - 2 * noise.last - 4 * noise.payment - months * noise.monthly
    return _down(excess, slopes.last - slopes.before + slopes.upfront + months * monthly)


def _down(excess: Fraction, slope: Fraction) -> Fraction:
    """How far down a line stays crossed that is crossed by `excess`; for ever, if the burden does not shrink."""
    if excess <= 0:
        return _ZERO
    return excess / slope if slope > 0 else Fraction(MAX_AMOUNT)


def _kind_stays(burden: Burden, slopes: _Slopes, noise: Noise) -> Fraction:
    """How far down the last payment certainly stays what it is here, a lump or none (last - 1.5 x before)."""
    margin = burden.last - LUMP_ABOVE * burden.before
    slope = slopes.last - LUMP_ABOVE * slopes.before
    if margin <= 0:
        margin, slope = -margin, -slope
    certain = margin - 2 * noise.last - 4 * noise.payment
    if certain <= 0:
        return _ZERO
    return certain / slope if slope > 0 else Fraction(MAX_AMOUNT)


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
