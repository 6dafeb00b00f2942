"""How a group's learning goes, for its facilitators: the list, one person, files, and paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import note_list, note_look, record_event
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning.tasks import Task, tasks_of
from courses.organizations.forms.pages import show
from courses.organizations.forms.zones import today_in
from courses.organizations.models import AccessLog, Group, Member
from courses.organizations.reports.counts.first_checks import first_checks_of
from courses.organizations.reports.files import as_csv, as_xlsx
from courses.organizations.reports.forms import ShownResults
from courses.organizations.reports.people.lists import results_page
from courses.organizations.reports.people.person import seen_of
from courses.organizations.reports.people.ranking import RankOrder
from courses.organizations.reports.wording import attention_words

MOST_ON_PAPER = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A group that this person leads, what was given to it, what the address asks for, and its day now."""

    group: Group
    now: datetime
    today: date
    tasks: tuple[Task, ...]
    wish: ShownResults

    @property
    def context(self) -> dict[str, object]:
        """What every page of results is told; where there are no tasks, whether first checks were given."""
        return {
            "group": self.group, "tasks": self.tasks, "task": self.wish.task,
            "first_checks": first_checks_of(self.group, catalog(), self.tasks),
        }  # fmt: skip


def chosen(request: HttpRequest, pk: int) -> Chosen:
    group = get_object_or_404(Group.objects.led_by(account_of(request)).select_related("organization"), pk=pk)
    now = timezone.now()
    today = today_in(group.time_zone, now)
    tasks = tasks_of(group, catalog(), today)
    return Chosen(group, now, today, tasks, ShownResults(request.GET, tasks))


@for_staff("facilitators of the group")
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifty people a page; that the list was opened is noted for the learners."""
    found = chosen(request, pk)
    now = found.now
    note_list(viewer=account_of(request), group=found.group, now=now)
    context = found.context
    if found.wish.task:
        page = results_page(found.wish.task, found.group, order=found.wish.order, number=found.wish.number, now=now)
        context["page"] = page
        context["attention"] = [attention_words(standing, count) for standing, count in page.attention]
    return show(request, "reports/people/results.html", context)


@for_staff("facilitators of the group")
@require_safe
def on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for printing, by name or in the order asked for."""
    found = chosen(request, pk)
    if found.wish.task is None:
        raise Http404
    now = found.now
    note_list(viewer=account_of(request), group=found.group, now=now, what=AccessLog.EXPORT)
    page = results_page(
        found.wish.task, found.group, order=found.wish.order_or(RankOrder.NAME), number=1, now=now, size=MOST_ON_PAPER
    )
    context = {"group": found.group, "task": found.wish.task, "page": page, "now": now, "is_print": True}
    return show(request, "reports/people/paper.html", context)


@for_staff("facilitators of the group")
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The whole list; who took it and when is noted, for the learners and in the organisation's record."""
    found = chosen(request, pk)
    now = found.now
    group, task, person = found.group, found.wish.task, account_of(request)
    if task is None or kind not in ("csv", "xlsx"):
        raise Http404
    note_list(viewer=person, group=group, now=now, what=AccessLog.EXPORT)
    record_event(
        organization=group.organization, actor=person, group=group, what="exported", about=task.course.slug, now=now
    )
    body = (as_csv if kind == "csv" else as_xlsx)(task, group, now, found.wish.order_or(RankOrder.NAME))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    name = f"{group.name} {task.course.slug} {found.today.isoformat()}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@for_staff("facilitators of the group")
@require_safe
def person(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """The page of one learner. The view is written to the access log first: if that fails, nothing is shown."""
    viewer, now = account_of(request), timezone.now()
    visible = Member.objects.visible_to(viewer).filter(group=pk, joined_at__isnull=False)
    them = get_object_or_404(visible.select_related("group", "organization"), pk=member)
    note_look(viewer=viewer, member=them, now=now)
    context = {"group": them.group, "member": them, "seen": seen_of(them, catalog(), now)}
    return show(request, "reports/people/person.html", context)
