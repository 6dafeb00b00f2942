"""How well somebody tells bad advertisements from good ones, by signal detection.

A number of right answers would praise whoever calls everything bad; this measure does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Self

CAUGHT, MISSED, ACCUSED, CLEARED = "caught", "missed", "accused", "cleared"
MISJUDGED = (MISSED, ACCUSED)
_z = NormalDist().inv_cdf


@dataclass(frozen=True, slots=True)
class Tally:
    """Flagged ones and how many of them were caught; clean ones and how many of them were accused."""

    flagged: int = 0
    hits: int = 0
    clean: int = 0
    false_alarms: int = 0

    @classmethod
    def of(cls, judgements: Iterable[str]) -> Self:
        words = list(judgements)
        hits, alarms = words.count(CAUGHT), words.count(ACCUSED)
        return cls(hits + words.count(MISSED), hits, alarms + words.count(CLEARED), alarms)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.flagged + other.flagged, self.hits + other.hits,
            self.clean + other.clean, self.false_alarms + other.false_alarms,
        )  # fmt: skip

    @property
    def right(self) -> int:
        return self.hits + self.clean - self.false_alarms

    @property
    def asked(self) -> int:
        return self.flagged + self.clean

    @property
    def discernment(self) -> float:
        """The sensitivity d′ of signal detection: how well bad and good ones are told apart; 0 for guessing.

        The halves keep the rates of hits and of false alarms away from 0 and 1, where z has no value.
        """
        return _z((self.hits + 0.5) / (self.flagged + 1)) - _z((self.false_alarms + 0.5) / (self.clean + 1))


def tally_of(rounds: Iterable[Mapping[str, str]]) -> Tally:
    """All rounds together; compare people or days only over two rounds or more."""
    return sum((Tally.of(one.values()) for one in rounds), Tally())
