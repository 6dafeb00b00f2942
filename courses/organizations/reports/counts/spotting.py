"""How well a group tells bad advertisements from good ones, in the rounds that its people kept; five people or more."""

from dataclasses import dataclass

from courses.learning.practice.ads.together import Together, kept_rounds, together
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.counts.gains import inside
from courses.organizations.reports.suppression import LEAST


@dataclass(frozen=True, slots=True)
class GroupSpotting:
    rounds: Together
    has_help: bool  # somebody read one of them out and pressed


def spotting_of(task: Task, group: Group) -> GroupSpotting | None:
    """The rounds that people of the task kept, taken together; None for fewer than five people. One query."""
    kept = inside(kept_rounds(), task, group, "at").values_list("learner_id", "judged", "is_assisted")
    rows = list(kept)
    found = together((learner, judged) for learner, judged, _has_help in rows)
    if found.people < LEAST:
        return None
    return GroupSpotting(found, any(has_help for _learner, _judged, has_help in rows))
