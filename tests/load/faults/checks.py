"""What every measured fault has: a goal, a figure, and a control that must miss the goal."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figure in words, and whether it meets the goal."""

    figure: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Check:
    """A fault that is really caused.

    `run` takes the size: 1 for the suite, more for the figures. `control` causes the same with one thing spoiled
    (`spoiled` says which); an outcome that still meets the goal would show that the check proves nothing.
    """

    name: str
    goal: str
    run: Callable[[int], Outcome]
    spoiled: str
    control: Callable[[], Outcome]
    whole: int  # the size of `run` for the figures
