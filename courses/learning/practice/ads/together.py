"""Rounds of several people combined: one round alone says little."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.practice.spot_ad.discernment import Tally, tally_of
from courses.learning.models import ExerciseOutcome


@dataclass(frozen=True, slots=True)
class Together:
    """How many people stored how many rounds, and the results of all rounds combined."""

    people: int
    rounds: int
    tally: Tally

    @property
    def caught(self) -> int:
        """Share of bad advertisements recognised, in percent."""
        return round(100 * self.tally.hits / self.tally.flagged) if self.tally.flagged else 0

    @property
    def accused(self) -> int:
        """Share of good advertisements taken for bad ones, in percent."""
        return round(100 * self.tally.false_alarms / self.tally.clean) if self.tally.clean else 0

    @property
    def discernment(self) -> float:
        return round(self.tally.discernment, 1)


def kept_rounds() -> "QuerySet[ExerciseOutcome]":
    return ExerciseOutcome.objects.kept().filter(kind=ExerciseKind.SPOT_AD)


def together(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Together:
    """Combine rounds; `rows` are the learner's number and the judgement of each advertisement of a round."""
    found = list(rows)
    people = len({learner for learner, _judged in found})
    return Together(people, len(found), tally_of(judged for _learner, judged in found))
