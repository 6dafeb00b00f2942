"""How well a group tells bad advertisements from good ones, in the rounds that its people kept; five people or more."""

from courses.learning.practice.ads.together import Together, kept_rounds, together
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.counts.gains import inside
from courses.organizations.reports.suppression import LEAST


def spotting_of(task: Task, group: Group) -> Together | None:
    """The rounds that people of the task kept, taken together; None for fewer than five people. One query."""
    rows = inside(kept_rounds(), task, group, "at").values_list("learner_id", "judged")
    found = together(rows)
    return found if found.people >= LEAST else None
