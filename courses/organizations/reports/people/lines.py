"""The results of some people of a group in one task, as lists, files and paper have them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.catalog.model.lessons import Course
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.results import (
    Result,
    WorkDone,
    result_of,
    result_of_waiting,
    window_of,
    work_of,
)


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """`joined_at` is empty for somebody on the list who has not come yet."""

    member: int
    nickname: str
    result: Result
    joined_at: datetime | None


def lines_of(task: Task, group: Group, people: Sequence[int], now: datetime) -> tuple[LearnerLine, ...]:
    """The results of some people of the group, in the order given; three queries, two where there is no check."""
    needed = Member.objects.present().only("nickname", "learner", "joined_at", "shares_earlier")
    members = needed.filter(group=group).in_bulk(people)
    learners = [member.learner_id for member in members.values() if member.joined_at]
    rows, attempts = rows_of(learners, task), attempts_of(learners, task.course) if task.has_check else {}

    def result(member: Member) -> Result:
        if member.joined_at is None:
            return result_of_waiting(task)
        own = rows[member.learner_id], attempts.get(member.learner_id, [])
        return result_of(task, window_of(member, group), *own, now)

    shown = (members[pk] for pk in people if pk in members)
    return tuple(LearnerLine(member.pk, member.nickname, result(member), member.joined_at) for member in shown)


def rows_of(learners: Iterable[int], task: Task) -> Mapping[int, list[WorkDone]]:
    found: dict[int, list[WorkDone]] = defaultdict(list)
    of_task = {} if task.is_whole else {"lesson__in": task.slugs}  # lessons retired since belong to a whole course
    for row in work_of(learners, [task.course.slug], **of_task):
        found[row.learner_id].append(row)
    return found


def attempts_of(learners: Iterable[int], course: Course) -> Mapping[int, list[CheckAttempt]]:
    """Sent final checks, without the `drawn` field, which is large."""
    sent = CheckAttempt.objects.filter(
        learner__in=learners, course=course.slug, kind=CheckAttempt.FINAL, sent_at__isnull=False
    )
    found: dict[int, list[CheckAttempt]] = defaultdict(list)
    for attempt in sent.only("learner", "course", "kind", "sent_at", "right", "asked", "passed", "is_assisted"):
        found[attempt.learner_id].append(attempt)
    return found
