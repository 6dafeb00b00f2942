"""Classical figures of a question by language: difficulty, discrimination, what is chosen. Pure.

Difficulty is the share right at the first try. Discrimination is the corrected point-biserial correlation: of being
right here with the share right in the other questions (F. M. Lord, M. R. Novick, Statistical Theories of Mental Test
Scores, 1968, chapter 15). The strong are the upper third at most by all their answers (T. L. Kelley, The selection of
upper and lower groups for the validation of test items, Journal of Educational Psychology 30 (1939), 17-24, takes 27%;
E. E. Cureton, The upper and lower twenty-seven per cent rule, Psychometrika 22 (1957), 293-296, up to 33%).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from courses.organizations.reports.watching.tries import Place, Try

STRONG = Fraction(1, 3)
Key = tuple[Place, str]  # a question in a language


@dataclass(slots=True)
class WatchedFigures:
    """Sums over the people who answered one question in one language."""

    people: int = 0
    right: int = 0
    given: Counter[str] = field(default_factory=Counter)  # wrong answers, in canonical text; without "I don't know"
    chosen: Counter[str] = field(default_factory=Counter)  # choices that stand in an answer, right or wrong
    strong_right: int = 0
    strong_given: Counter[str] = field(default_factory=Counter)
    _pairs: int = 0
    _sums: list[float] = field(default_factory=lambda: [0.0] * 5)  # of x, y, xy, xx, yy

    @property
    def difficulty(self) -> float:
        return self.right / self.people

    @property
    def wrong(self) -> tuple[str, int]:
        """The wrong answer chosen most often, and by how many."""
        return min(self.given.items(), key=lambda item: (-item[1], item[0]), default=("", 0))

    @property
    def discrimination(self) -> float | None:
        """None where it cannot be told: one side never varies."""
        count, (x, y, xy, xx, yy) = self._pairs, self._sums
        spread = (count * xx - x * x) * (count * yy - y * y)
        return (count * xy - x * y) / spread**0.5 if spread > 1e-9 else None

    def add(self, one: Try, rest: float | None, *, is_strong: bool) -> None:
        """`rest` is the person's share right in the other questions; None where there are none."""
        self.people += 1
        self.right += one.is_right
        self.chosen.update(one.given.split(",") if one.given else ())
        if not one.is_right and one.given:
            self.given[one.given] += 1
        if is_strong:
            self.strong_right += one.is_right
            self.strong_given.update([one.given] if one.given and not one.is_right else ())
        if rest is not None:
            x = float(one.is_right)
            self._pairs += 1
            for place, value in enumerate((x, rest, x * rest, x * x, rest * rest)):
                self._sums[place] += value


def figures_of(tries: Callable[[], Iterable[Try]]) -> Mapping[Key, WatchedFigures]:
    """`tries` is gone through twice, so that nothing needs to be held but two numbers a person."""
    answered: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for one in tries():
        answered[one.person] += 1
        right[one.person] += one.is_right
    border = _border(answered, right)
    found: dict[Key, WatchedFigures] = defaultdict(WatchedFigures)
    for one in tries():
        others, others_right = answered[one.person] - 1, right[one.person] - one.is_right
        is_strong = Fraction(right[one.person], answered[one.person]) >= border
        rest = others_right / others if others else None
        found[one.place, one.language].add(one, rest, is_strong=is_strong)
    return found


def _border(answered: Mapping[int, int], right: Mapping[int, int]) -> Fraction:
    """The share right from which somebody is among the strong; whoever is equal is so together, or not at all."""
    shares = Counter(Fraction(right[person], count) for person, count in answered.items())
    border, strong = Fraction(2), 0  # nobody reaches it
    for share, people in sorted(shares.items(), reverse=True):
        strong += people
        if strong > STRONG * len(answered):
            break
        border = share
    return border
