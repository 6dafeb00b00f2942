"""How well a group tells bad advertisements from good ones, in the rounds that its people kept; five people or more."""

from dataclasses import dataclass

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.spot_ad.discernment import Tally, tally_of
from courses.learning.models import ExerciseOutcome
from courses.organizations.assigning.tasks import Task
from courses.organizations.following.gains import inside
from courses.organizations.following.small import LEAST
from courses.organizations.models import Group


@dataclass(frozen=True, slots=True)
class Spotting:
    """All rounds of all people together: one round alone says little."""

    people: int
    rounds: int
    tally: Tally

    @property
    def caught(self) -> int:
        """In percent."""
        return round(100 * self.tally.hits / self.tally.flagged) if self.tally.flagged else 0

    @property
    def accused(self) -> int:
        return round(100 * self.tally.false_alarms / self.tally.clean) if self.tally.clean else 0

    @property
    def discernment(self) -> float:
        return round(self.tally.discernment, 1)


def spotting_of(task: Task, group: Group) -> Spotting | None:
    """None for fewer than five people; one query."""
    rounds = ExerciseOutcome.objects.filter(kind=ExerciseKind.SPOT_AD)
    rows = list(inside(rounds, task, group, "at").values_list("learner_id", "judged"))
    people = len({learner for learner, _judged in rows})
    return Spotting(people, len(rows), tally_of(judged for _learner, judged in rows)) if people >= LEAST else None
