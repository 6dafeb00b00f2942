"""The largest loan whose verdict is "room": a multiple of 100, found in a few steps although payments are rounded."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from courses.loans._checks import MAX_AMOUNT
from courses.loans._position import Position
from courses.loans._walk import Burden

STEP = 100
LINE_STEPS = 12  # after these, halving

BurdenAt = Callable[[Decimal], Burden]
Point = tuple[int, Fraction]  # a number of hundreds and its margin


def largest_room(position: Position, amount: Decimal, burden_at: BurdenAt, nearly_at: BurdenAt) -> Decimal:
    """The greatest multiple of 100 without shortfall or caution, 0 if there is none.

    Payments follow straight lines in the amount but for their cents, so the margin to the nearest line of caution
    does too, in a few pieces: where the line through two known margins meets 0 is the next amount that is tried.
    The first line goes through the highest amount, whose cents do not matter.
    """
    most = int(MAX_AMOUNT) // STEP

    def point(hundreds: int) -> Point:
        return hundreds, replace(position, burden=burden_at(Decimal(hundreds * STEP))).margin

    top = replace(position, burden=nearly_at(MAX_AMOUNT)).margin
    low, high = 0, most + 1
    here = (Fraction(amount) / STEP, position.margin)
    other = (Fraction(most), top)
    steps = 0
    while high - low > 1:
        steps += 1
        guess = _meets_zero(here, other) if steps <= LINE_STEPS else (low + high) // 2
        tried = point(min(max(guess, low + 1), high - 1))
        if tried[1] >= 0:
            low = tried[0]
        else:
            high = tried[0]
        if here[0] != tried[0]:
            here, other = (Fraction(tried[0]), tried[1]), here
    return Decimal(low * STEP)


def _meets_zero(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> int:
    """Where the line through two margins crosses 0, rounded down; the place itself where it is level."""
    if one[1] == other[1]:
        return floor(one[0])
    return floor(one[0] - one[1] * (other[0] - one[0]) / (other[1] - one[1]))
