"""The list of a group: fifty people a page with their results in one task, and how many need attention."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.catalog.model.lessons import Course
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import Result, TaskStanding, WorkDone, result_of, window_of, work_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class LearnerLine:
    member: int
    nickname: str
    result: Result


@dataclass(frozen=True, slots=True)
class ResultsPage:
    task: Task
    lines: tuple[LearnerLine, ...]
    counts: Mapping[TaskStanding, int]
    total: int
    order: RankOrder
    number: int

    @property
    def has_more(self) -> bool:
        return self.number * PAGE < self.total

    @property
    def attention(self) -> tuple[tuple[TaskStanding, int], ...]:
        """Who may need a word from the facilitator, the most pressing first."""
        wanted = (TaskStanding.OVERDUE, TaskStanding.HELP, TaskStanding.NOT_STARTED)
        return tuple((standing, self.counts[standing]) for standing in wanted if self.counts[standing])


def results_page(
    task: Task, group: Group, *, order: RankOrder, number: int, now: datetime, size: int = PAGE
) -> ResultsPage:
    """Four queries, however large the group is."""
    measure = measure_of(task, group, order=order, now=now)
    lines = lines_of(task, group, measure.people[(number - 1) * size : number * size], now)
    return ResultsPage(task, lines, measure.counts, measure.total, order, number)


def lines_of(task: Task, group: Group, people: Sequence[int], now: datetime) -> tuple[LearnerLine, ...]:
    """The results of some people of the group, in the order given; three queries, two where there is no check."""
    needed = Member.objects.joined().only("nickname", "learner", "joined_at", "shares_earlier")
    members = needed.filter(group=group).in_bulk(people)
    learners = [member.learner_id for member in members.values()]
    rows, attempts = rows_of(learners, task), attempts_of(learners, task.course) if task.has_check else {}
    return tuple(
        LearnerLine(
            member.pk,
            member.nickname,
            result_of(
                task, window_of(member, group), rows[member.learner_id], attempts.get(member.learner_id, []), now
            ),
        )
        for member in (members[pk] for pk in people if pk in members)
    )


def rows_of(learners: Iterable[int], task: Task) -> Mapping[int, list[WorkDone]]:
    found: dict[int, list[WorkDone]] = defaultdict(list)
    for row in work_of(learners, [task.course.slug], lesson__in=task.slugs):
        found[row.learner_id].append(row)
    return found


def attempts_of(learners: Iterable[int], course: Course) -> Mapping[int, list[CheckAttempt]]:
    """Sent final checks; what was drawn in them is not even read."""
    sent = CheckAttempt.objects.filter(
        learner__in=learners, course=course.slug, kind=CheckAttempt.FINAL, sent_at__isnull=False
    )
    found: dict[int, list[CheckAttempt]] = defaultdict(list)
    for attempt in sent.only("learner", "course", "kind", "sent_at", "right", "asked", "passed"):
        found[attempt.learner_id].append(attempt)
    return found
