"""A group at a glance, for its facilitators: the day, who needs a word, each lesson, and the hardest question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from courses.catalog.model.lessons import Lesson
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.counts.questions import QuestionLine, questions_of
from courses.organizations.reports.people.lists import LearnerLine, lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of, people_of

MOST_NAMED = 5  # whoever else needs a word stands on the list of results


@dataclass(frozen=True, slots=True)
class LessonBar:
    """How many of those for whom the task is have finished one lesson of it."""

    lesson: Lesson
    done: int
    people: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`named` are the most pressing; `more` others need a word too, and `well` are on their way or done."""

    task: Task
    people: int
    named: tuple[LearnerLine, ...]
    more: int
    well: int
    bars: tuple[LessonBar, ...]
    hardest: QuestionLine | None
    days_left: int | None

    @property
    def need_a_word(self) -> int:
        return len(self.named) + self.more


def overview_of(task: Task, group: Group, *, now: datetime, today: date) -> Overview:
    """Up to seven queries, however large the group is."""
    measure = measure_of(task, group, order=RankOrder.PRESSING, now=now)
    needing = measure.needing
    finished = finished_of(task, group)
    hard = questions_of(task, group, people=measure.total).hard
    return Overview(
        task=task,
        people=measure.total,
        named=lines_of(task, group, needing[:MOST_NAMED], now),
        more=max(len(needing) - MOST_NAMED, 0),
        well=measure.total - len(needing),
        bars=tuple(LessonBar(one, finished.get(one.slug, 0), measure.total) for one in task.lessons),
        hardest=hard[0] if hard else None,
        days_left=(task.due_on - today).days if task.due_on else None,
    )


def finished_of(task: Task, group: Group) -> Mapping[str, int]:
    """By lesson, how many have finished it as their own pages show: between joining and leaving. One query."""
    inside = Q(shares_earlier=True) | Q(learner__lessons__completed_at__gte=F("joined_at"))
    of_task = Q(learner__lessons__course=task.course.slug, learner__lessons__lesson__in=task.slugs)
    in_time = Q(learner__lessons__completed_at__isnull=False)
    if group.archived_at:
        in_time &= Q(learner__lessons__completed_at__lte=group.archived_at)
    people = people_of(task, group).filter(of_task & in_time & inside)
    return dict(people.order_by().values_list("learner__lessons__lesson").annotate(done=Count("pk")))
