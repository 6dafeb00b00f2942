"""The list of a group: fifty people a page with their results in one task, and how many need attention."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from courses.organizations.assigning.tasks import Task
from courses.organizations.forms.paging import LINES, ListPage
from courses.organizations.models import Group
from courses.organizations.reports.people.lines import LearnerLine, lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import TaskStanding


@dataclass(frozen=True, slots=True)
class ResultsPage(ListPage[LearnerLine]):
    task: Task
    counts: Mapping[TaskStanding, int]
    total: int
    order: RankOrder

    @property
    def attention(self) -> tuple[tuple[TaskStanding, int], ...]:
        """Who may need a word from the facilitator, the most pressing first."""
        wanted = (TaskStanding.OVERDUE, TaskStanding.HELP, TaskStanding.NOT_STARTED, TaskStanding.NOT_JOINED)
        return tuple((standing, self.counts[standing]) for standing in wanted if self.counts[standing])


def results_page(
    task: Task, group: Group, *, order: RankOrder, number: int, now: datetime, size: int = LINES
) -> ResultsPage:
    """Page `number` (from 1) of the results of a task; four queries, however large the group is."""
    measure = measure_of(task, group, order=order, now=now)
    number = min(number, max(ceil(measure.total / size), 1))  # the last page for a number after it
    lines = lines_of(task, group, measure.between((number - 1) * size, number * size), now)
    has_more = number * size < measure.total
    return ResultsPage(lines, number, has_more, task, measure.counts, measure.total, order)
