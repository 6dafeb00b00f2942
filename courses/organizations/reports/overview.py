"""A group at a glance, for its facilitators: the day, who needs a word, each lesson, and the hardest question."""

from dataclasses import dataclass
from datetime import date, datetime

from courses.catalog.model.lessons import Lesson
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.counts.questions import QuestionLine, questions_of
from courses.organizations.reports.people.lines import LearnerLine, lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import TaskStanding

MOST_NAMED = 5  # whoever else needs a word stands on the list of results


@dataclass(frozen=True, slots=True)
class LessonBar:
    """How many of those for whom the task is have finished one lesson of it."""

    lesson: Lesson
    done: int
    people: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Of the `people` who came, `named` are the most pressing; `more` others need a word too, and `well` are on their
    way or done. `missing` are on the list and have not come."""

    task: Task
    people: int
    named: tuple[LearnerLine, ...]
    more: int
    well: int
    missing: int
    bars: tuple[LessonBar, ...]
    hardest: QuestionLine | None
    days_left: int | None

    @property
    def need_a_word(self) -> int:
        return len(self.named) + self.more


def overview_of(task: Task, group: Group, *, now: datetime, today: date) -> Overview:
    """The overview of a group; up to eight queries, however large the group is."""
    measure = measure_of(task, group, order=RankOrder.PRESSING, now=now)
    hard = questions_of(task, group, measure=measure).hard
    return Overview(
        task=task,
        people=measure.joined,
        named=lines_of(task, group, measure.neediest(MOST_NAMED), now),
        more=max(measure.need_a_word - MOST_NAMED, 0),
        well=measure.counts[TaskStanding.ON_TRACK],
        missing=measure.counts[TaskStanding.NOT_JOINED],
        bars=tuple(LessonBar(one, measure.finished.get(one.slug, 0), measure.joined) for one in task.lessons),
        hardest=hard[0] if hard else None,
        days_left=(task.due_on - today).days if task.due_on else None,
    )
