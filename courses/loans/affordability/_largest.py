"""The largest loan whose verdict is "room": a multiple of 100, found in a few steps although payments are rounded."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from math import floor

from courses.loans._checks import MAX_AMOUNT
from courses.loans.affordability._position import Position
from courses.loans.affordability._walk import Burden

STEP = 100
LINE_STEPS = 12  # after these, halving

BurdenAt = Callable[[Decimal], Burden]
Point = tuple[Decimal, tuple[Decimal, ...]]  # a number of hundreds, and how far it is from each line


def largest_room(position: Position, amount: Decimal, burden_at: BurdenAt, nearly_at: BurdenAt) -> Decimal:
    """The greatest multiple of 100 without shortfall or caution, 0 if there is none.

    Payments follow straight lines in the amount but for their cents, and so does the distance to each line of
    caution: the least of the places where they meet 0 is the next amount that is tried. The first lines go through
    the highest amount, whose cents do not matter.
    """
    most = int(MAX_AMOUNT) // STEP
    low, high = 0, most + 1
    here: Point = (amount / STEP, position.margins)
    other: Point = (Decimal(most), replace(position, burden=nearly_at(MAX_AMOUNT)).margins)
    steps = 0
    while high - low > 1:
        steps += 1
        guess = _meets_zero(here, other) if steps <= LINE_STEPS else (low + high) // 2
        tried = min(max(guess, low + 1), high - 1)
        margins = replace(position, burden=burden_at(Decimal(tried * STEP))).margins
        if min(margins) >= 0:
            low = tried
        else:
            high = tried
        if abs(here[0] - tried) > 1:  # from a neighbour, cents would bend the line
            here = (Decimal(tried), margins)
    return Decimal(low * STEP)


def _meets_zero(one: Point, other: Point) -> int:
    """The least place at which the line through two distances crosses 0, rounded down."""
    places = [
        one[0] - margin * (other[0] - one[0]) / (far - margin)
        for margin, far in zip(one[1], other[1], strict=False)
        if margin != far
    ]
    return floor(min(places, default=one[0]))
