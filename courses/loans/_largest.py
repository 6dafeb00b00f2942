"""The largest loan whose verdict is "room": exact although payments are rounded, and found in a few steps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import exp, floor, log1p

from courses.loans._checks import MAX_AMOUNT
from courses.loans._position import Burden, Position

STEP = 100
MAX_CHECKS = 60

BurdenAt = Callable[[Decimal], Burden]


@dataclass(frozen=True, slots=True)
class Noise:
    """By how much the rounding of payments may move A (and a lump) from a straight line in the amount."""

    monthly: Fraction
    lump: Fraction


def rounding_noise(*, rate: float, count: int, per_year: Fraction | None, shares: int) -> Noise:
    """Half a cent for each rounded sum. In a last payment, the cents of all lines add up and bear interest."""
    own = (1 + shares) * Fraction(1, 100)
    exponent = count * log1p(rate)
    added_up = count if rate <= 0 else (exp(exponent) - 1) / rate if exponent < 60 else float(MAX_AMOUNT)
    return Noise(own * max(Fraction(1), (per_year or Fraction(52)) / 12), own * (2 + floor(added_up)))


def largest_room(position: Position, amount: Decimal, burden_at: BurdenAt, noise: Noise) -> Decimal:
    """The greatest multiple of 100 without shortfall or caution, 0 if there is none.

    It walks down from the highest amount. At an amount that is too large, the excess over each line divided by the
    slope of the burden says how far down that line is certainly still crossed; no amount that would do is skipped.
    """
    top = _at(position, burden_at, MAX_AMOUNT)
    if _room(top):
        return MAX_AMOUNT
    slopes = _slopes(position.burden, Fraction(amount), top.burden)
    candidate = _next(MAX_AMOUNT, top, slopes, noise)
    for _ in range(MAX_CHECKS):
        if candidate <= 0:
            return Decimal(0)
        here = _at(position, burden_at, candidate)
        if _room(here):
            return candidate
        candidate = _next(candidate, here, slopes, noise)
    return _halving(position, burden_at, candidate)


def _at(position: Position, burden_at: BurdenAt, amount: Decimal) -> Position:
    return replace(position, burden=burden_at(amount))


def _room(position: Position) -> bool:
    return not position.shortfalls and not position.cautions


@dataclass(frozen=True, slots=True)
class _Slopes:
    """What one more unit of the amount adds to A, to the payment before the last, to the lump and upfront."""

    monthly: Fraction
    before_last: Fraction
    lump: Fraction
    upfront: Fraction


def _slopes(small: Burden, amount: Fraction, top: Burden) -> _Slopes:
    """Between the loan asked about and the highest amount, where fixed fees and roundings no longer matter."""
    apart = Fraction(MAX_AMOUNT) - amount
    if not apart:
        amount, apart = Fraction(0), Fraction(MAX_AMOUNT)
    fixed_lump = small.lump if small.lump and top.lump and amount else top.lump * amount / Fraction(MAX_AMOUNT)
    return _Slopes(
        monthly=(top.without_last - small.without_last) / apart,
        before_last=(top.before_last - small.before_last) / apart,
        lump=(top.lump - fixed_lump) / apart,
        upfront=(top.upfront - small.upfront) / apart,
    )


def _next(amount: Decimal, here: Position, slopes: _Slopes, noise: Noise) -> Decimal:
    """The next lower multiple of 100 that may do."""
    down = max((excess / slope for excess, slope in _crossed(here, slopes, noise) if slope > 0), default=Fraction(0))
    lump_down = _lump_crossed(Fraction(amount), here, slopes, noise)
    below = min(Fraction(amount) - max(down, lump_down), Fraction(amount) - 1)
    return Decimal(floor(below / STEP) * STEP)


def _crossed(here: Position, slopes: _Slopes, noise: Noise) -> Iterator[tuple[Fraction, Fraction]]:
    """(certain excess, slope) of the lines for the monthly payment and for the buffer."""
    asked, limits = here.burden.without_last - noise.monthly, here.limits
    yield asked - min(limits["debt_share"], limits["income_drop"]), slopes.monthly
    yield asked - limits["buffer"] - noise.monthly, slopes.monthly + slopes.upfront


def _lump_crossed(amount: Fraction, here: Position, slopes: _Slopes, noise: Noise) -> Fraction:
    """How far down the lump is certainly not covered, and certainly still a lump."""
    burden = here.burden
    months = floor(12 * burden.lump_years)
    excess = burden.lump - here.have_at_lump - noise.lump - (months + 1) * noise.monthly
    slope = slopes.lump + slopes.upfront + months * slopes.monthly
    # It is a lump while it is more than half of the payment before: its margin over that shrinks by this slope.
    margin = burden.lump - burden.before_last / 2 - noise.lump
    margin_slope = slopes.lump - slopes.before_last / 2
    if not burden.lump or excess <= 0 or slope <= 0:
        return Fraction(0)
    if margin_slope <= 0:
        return excess / slope
    return max(Fraction(0), min(excess / slope, margin / margin_slope))


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
