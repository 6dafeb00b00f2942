"""All roots of sum a_k exp(-t_k u): every rate that a series of payments has, without a grid."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, fsum, sqrt
from operator import mul, ne
from sys import float_info

from courses.loans.errors import NoRate

MAX_SIGN_CHANGES = 24
# Terms computed for one answer, some 50 ms: an ordinary loan needs 3,000, 240 flows with 24 sign changes up to 250,000.
MAX_TERMS = 300_000

# exp(-t u) stays within a float for all times: at the lower end it is at most exp(600).
LOWEST, HIGHEST, MAX_EXPONENT = -12.0, 700.0, 600.0

_FIRST_STEP = 0.05
_PRECISION = float_info.epsilon
# A root near 0 is a rate of 0.00 %: it need not be known to the last of its own digits.
_NEAR_ZERO = 1e-16
# The turning points of derivatives only separate roots; they are found to this part of 1/T, T the span in years.
_TURN = 1e-10

Function = Callable[[float], float]


def sign_changes(amounts: Sequence[float]) -> int:
    """How often the sign changes from one amount to the next; zeros must be dropped before."""
    signs = [amount > 0 for amount in amounts]
    return sum(map(ne, signs, signs[1:]))


def limits(span: float) -> tuple[float, float]:
    """The range of u in which a series over `span` years is searched."""
    return max(LOWEST, -MAX_EXPONENT / span), HIGHEST


class _Series:
    """g(u) = sum a_k exp(-t_k u) of given times, and how many terms may still be computed."""

    def __init__(self, times: Sequence[float]) -> None:
        self.times = times
        self.left = MAX_TERMS

    def _terms(self, amounts: Sequence[float], u: float) -> Iterator[float]:
        self.left -= len(amounts)
        if self.left < 0:
            raise NoRate("too_irregular")
        return map(mul, amounts, map(exp, [-u * time for time in self.times]))

    def exactly(self, amounts: Sequence[float]) -> Function:
        """g, rounded once."""
        return lambda u: fsum(self._terms(amounts, u))

    def quickly(self, amounts: Sequence[float]) -> Function:
        """g, rounded after each term: enough for turning points."""
        return lambda u: sum(self._terms(amounts, u))

    def beyond_rounding(self, amounts: Sequence[float], u: float) -> float:
        """g(u), or 0 when it is within the rounding error of its terms: there g only touches the axis."""
        terms = list(self._terms(amounts, u))
        value = fsum(terms)
        noise = [abs(term) * (1 + abs(time * u)) for term, time in zip(terms, self.times, strict=True)]
        return value if abs(value) > 8 * _PRECISION * fsum(noise) else 0.0


def roots(times: Sequence[float], amounts: Sequence[float]) -> list[float]:
    """Every u in the range with g(u) = 0, ascending. `times` ascend from 0, `amounts` are not 0.

    With c sign changes g has at most c roots (Descartes' rule holds for sums of exponentials), for c = 1 exactly one.
    For c >= 2 take tau between the two flows at the first sign change: the derivative of exp(tau u) g(u) is
    exp(tau u) sum a_k (tau - t_k) exp(-t_k u), the same kind of sum with one sign change fewer, and between two of
    its roots g changes its sign at most once. So the derivatives are solved from the last one upwards to g.
    """
    if sign_changes(amounts) > MAX_SIGN_CHANGES:
        raise NoRate("too_irregular")
    series = _Series(times)
    low, high = limits(times[-1])
    derivatives = [_scaled(amounts)]
    while sign_changes(derivatives[-1]) > 1:
        derivatives.append(_derivative(times, derivatives[-1]))
        if not all(derivatives[-1]):
            # Sums or times so far apart that a float cannot hold both: the signs would not be known.
            raise NoRate("too_irregular")
    turns: list[float] = []
    for coefficients in reversed(derivatives[2:]):
        search = _Search(series.quickly(coefficients), low, high, _TURN / times[-1])
        turns = search.roots_between(turns, [search.function(turn) for turn in turns])
    # The turning points of g itself are exact too: g may touch the axis there.
    for coefficients in reversed(derivatives[:2]):
        search = _Search(series.exactly(coefficients), low, high)
        turns = search.roots_between(turns, [series.beyond_rounding(coefficients, turn) for turn in turns])
    return turns


def single_root(function: Function, low: float, high: float) -> list[float]:
    """The root of a function that changes its sign at most once, looked for from u = 0 outwards."""
    return _Search(function, low, high).roots_between([], [])


def scanned_roots(function: Function, low: float, high: float, points: int) -> list[float]:
    """The roots between `points` values of u, close together near 0 and far apart at the ends."""
    half = points // 2
    grid = [low * (k / half) ** 3 for k in range(half, 0, -1)] + [high * (k / half) ** 3 for k in range(half + 1)]
    return _Search(function, low, high).roots_between(grid, [function(u) for u in grid])


def _scaled(amounts: Sequence[float]) -> list[float]:
    largest = max(map(abs, amounts))
    return [amount / largest for amount in amounts]


def _derivative(times: Sequence[float], amounts: Sequence[float]) -> list[float]:
    first = next(k for k in range(len(amounts) - 1) if (amounts[k] > 0) != (amounts[k + 1] > 0))
    tau = (times[first] + times[first + 1]) / 2
    return _scaled([amount * (tau - time) for amount, time in zip(amounts, times, strict=True)])


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the roots of one function between `low` and `high`, to machine precision or to `nearness`."""

    function: Function
    low: float
    high: float
    nearness: float = _NEAR_ZERO

    def roots_between(self, points: Sequence[float], values: Sequence[float]) -> list[float]:
        """All roots, when `points` with their `values` leave at most one in each gap; a root at a point counts once."""
        if not points:
            return self._from_zero()
        found: list[float] = []
        last: tuple[float, float] | None = None
        for u, value in zip(points, values, strict=True):
            # Two turning points in a row at 0 are one root of higher order.
            if value == 0 and (last is None or last[1] != 0):
                found.append(u)
            elif value and last and last[1] and (value > 0) != (last[1] > 0):
                found.append(self._between(*last, u, value))
            last = u, value
        found += self._outwards(points[0], values[0], self.low)
        found += self._outwards(points[-1], values[-1], self.high)
        return sorted(found)

    def _from_zero(self) -> list[float]:
        middle = self.function(0.0)
        if middle == 0:
            return [0.0]
        same_above = (middle > 0) == (self.function(self.high) > 0)
        return self._outwards(0.0, middle, self.low if same_above else self.high)

    def _outwards(self, start: float, value: float, limit: float) -> list[float]:
        """The root between `start` and `limit`, if the sign differs there: steps three times as long each time."""
        if value == 0 or (self.function(limit) > 0) == (value > 0):
            return []
        step = _FIRST_STEP if limit > start else -_FIRST_STEP
        a, fa = start, value
        while True:
            b = min(a + step, limit) if limit > start else max(a + step, limit)
            fb = self.function(b)
            if fb == 0:
                return [b]
            if (fa > 0) != (fb > 0):
                return [self._between(a, fa, b, fb)]
            a, fa, step = b, fb, 3 * step

    def _between(self, a: float, fa: float, b: float, fb: float) -> float:
        """The root between a and b, where the signs differ.

        Source: T. R. Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
        function without using derivatives, Advances in Engineering Software 28 (1997).
        """
        share = 0.5
        while True:
            x = a + share * (b - a)
            fx = self.function(x)
            if (fx > 0) == (fa > 0):
                c, fc = a, fa
            else:
                c, fc, b, fb = b, fb, a, fa
            a, fa = x, fx
            best, least = (a, fa) if abs(fa) < abs(fb) else (b, fb)
            tolerance = (2 * _PRECISION * abs(best) + self.nearness) / abs(b - a)
            if least == 0 or tolerance > 0.5:
                return best
            share = min(1 - tolerance, max(tolerance, _next_share(a, fa, b, fb, c, fc)))


def _next_share(a: float, fa: float, b: float, fb: float, c: float, fc: float) -> float:
    """The next point as a share of the way from a to b: inverse quadratic where that is safe, else the middle."""
    xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
    if not (1 - sqrt(max(0.0, 1 - xi)) < phi < sqrt(max(0.0, xi))):
        return 0.5
    return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
