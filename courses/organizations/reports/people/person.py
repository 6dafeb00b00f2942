"""One learner as facilitators see them: the same data that the learner's own page shows, and who has looked."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from courses.catalog.model.lessons import Catalog
from courses.learning.models import CheckAttempt
from courses.organizations.assigning.tasks import tasks_from
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance.reading import days_there
from courses.organizations.joining.stays import stays_of
from courses.organizations.models import AccessLog, Assignment, Member
from courses.organizations.reports.people.results import Result, result_of, window_of, work_of


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that a facilitator may know about one learner of the group. Built here and nowhere else."""

    nickname: str
    group: str
    joined_on: date | None
    shares_earlier: bool
    results: tuple[Result, ...]
    days_there: tuple[date, ...]


def seen_of(member: Member, catalog: Catalog, now: datetime) -> Seen:
    """What facilitators see of this member; four queries. `member.group` must be loaded already."""
    group, window = member.group, window_of(member, member.group)
    today = today_in(group.time_zone, now)
    tasks = tasks_from(Assignment.objects.for_member(member), catalog, today)
    courses = {task.course.slug for task in tasks}
    rows = list(work_of([member.learner_id], courses))
    sent = CheckAttempt.objects.filter(
        learner=member.learner_id, course__in=courses, kind=CheckAttempt.FINAL, sent_at__isnull=False
    )
    attempts = list(sent.defer("drawn"))
    joined = member.joined_at.astimezone(ZoneInfo(group.time_zone)).date() if member.joined_at else None
    return Seen(
        nickname=member.nickname,
        group=group.name,
        joined_on=joined,
        shares_earlier=member.shares_earlier,
        results=tuple(result_of(task, window, rows, attempts, now) for task in tasks),
        days_there=days_there(member),
    )


@dataclass(frozen=True, slots=True)
class Look:
    """`viewer` is empty when that account was deleted. Looks at a list are noted by the day."""

    viewer: str
    what: str
    at: datetime


def looks_at(member: Member, number: int) -> ListPage[Look]:
    """Who opened this person's page, or a list of people while they stood on it, the newest first; two queries.

    Looks at a list are noted once a day, so one on the day of coming or going counts as well.
    """
    seen = Q(member=member)
    for group, days in stays_of(member):
        until = {"day__lte": days.until} if days.until else {}
        seen |= Q(member=None, group=group, day__gte=days.since, **until)
    page = page_of(AccessLog.objects.filter(seen).select_related("viewer").order_by("-pk"), number)
    return page.with_lines(Look(str(row.viewer) if row.viewer else "", row.what, row.at) for row in page.lines)
