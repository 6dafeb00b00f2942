"""Rounds of several people taken together: one round alone says little."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.practice.spot_ad.discernment import Tally, tally_of
from courses.learning.models import ExerciseOutcome


@dataclass(frozen=True, slots=True)
class Together:
    """How many people kept how many rounds, and how all of these went."""

    people: int
    rounds: int
    tally: Tally

    @property
    def caught(self) -> int:
        """In percent of the traps."""
        return round(100 * self.tally.hits / self.tally.flagged) if self.tally.flagged else 0

    @property
    def accused(self) -> int:
        """In percent of what was fine."""
        return round(100 * self.tally.false_alarms / self.tally.clean) if self.tally.clean else 0

    @property
    def discernment(self) -> float:
        return round(self.tally.discernment, 1)


def kept_rounds() -> "QuerySet[ExerciseOutcome]":
    return ExerciseOutcome.objects.kept().filter(kind=ExerciseKind.SPOT_AD)


def together(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Together:
    """`rows` are the learner's number and how each advertisement of a round was judged."""
    found = list(rows)
    people = len({learner for learner, _judged in found})
    return Together(people, len(found), tally_of(judged for _learner, judged in found))
