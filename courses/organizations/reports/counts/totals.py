"""Totals for people who may see counts only: never a person, never a number under five or one it follows from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from courses.accounts.models import User
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.tasks import Task
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.models import Group, Member, Organization
from courses.organizations.reports.counts.gains import inside
from courses.organizations.reports.people.ranking import counts_of
from courses.organizations.reports.people.results import TaskStanding
from courses.organizations.reports.suppression import LEAST, shown_count, shown_parts

PASSED, NOT_PASSED = "passed", "not-passed"


@dataclass(frozen=True, slots=True)
class TaskTotals:
    """Each number is None where it may not be shown. Without five people in the task nothing is."""

    task: Task
    people: int | None
    standings: Mapping[TaskStanding, int | None]
    checks: Mapping[str, int | None]


def totals_of(task: Task, group: Group, now: datetime) -> TaskTotals:
    """The totals of a task in a group; two queries."""
    counts = counts_of(task, group, now)
    total = sum(counts.values())
    if total < LEAST:
        return TaskTotals(task, None, dict.fromkeys(counts), {})
    checks: Mapping[str, int | None] = {}
    if task.has_check:
        passed = _passed(task, group)
        checks = shown_parts({PASSED: passed, NOT_PASSED: total - passed})
    return TaskTotals(task, total, shown_parts(counts), checks)


def _passed(task: Task, group: Group) -> int:
    finals = CheckAttempt.objects.filter(course=task.course.slug, kind=CheckAttempt.FINAL, passed=True)
    return inside(finals, task, group, "sent_at").values("learner").distinct().count()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """`people` is None for fewer than five."""

    group: Group
    people: int | None


def groups_page(organization: Organization, viewer: User, number: int) -> ListPage[GroupLine]:
    """Fifty groups whose totals this person may see; two queries. No sum of them: it would tell the hidden ones."""
    groups = Group.objects.counted_by(viewer).filter(organization=organization)
    page = page_of(groups.order_by("name", "pk"), number)
    joined = Member.objects.joined().filter(group__in=page.lines)
    counts = dict(joined.order_by().values_list("group").annotate(people=Count("pk")))
    return page.with_lines(GroupLine(group, shown_count(counts.get(group.pk, 0))) for group in page.lines)
