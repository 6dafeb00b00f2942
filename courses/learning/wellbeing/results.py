"""A learner's kept results, and the change from before to after."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.accounts.models import User
from courses.learning.models import WellbeingResult


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The last result after learning, and the last one before learning that was kept before it."""

    before: WellbeingResult
    after: WellbeingResult

    @property
    def points(self) -> int:
        return self.after.score - self.before.score

    @property
    def distance(self) -> int:
        return abs(self.points)


@dataclass(frozen=True, slots=True)
class Results:
    """What was kept, the newest first."""

    kept: tuple[WellbeingResult, ...] = ()

    @property
    def change(self) -> ScoreChange | None:
        return change_in(self.kept)


def change_in(kept: Sequence[WellbeingResult]) -> ScoreChange | None:
    """The change that `kept` (the newest first) shows; None unless there is a before and a later after."""
    after = next((place for place, one in enumerate(kept) if one.occasion == WellbeingResult.AFTER), None)
    if after is None:
        return None
    earlier = kept[after + 1 :]
    before = next((one for one in earlier if one.occasion == WellbeingResult.BEFORE), None)
    return ScoreChange(before, kept[after]) if before else None


def results_of(learner: User | None) -> Results:
    """The results that a learner kept, the newest first; one query, none for a visitor."""
    if learner is None:
        return Results()
    return Results(tuple(learner.wellbeing.order_by("-pk")))
