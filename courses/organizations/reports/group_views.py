"""The first page of a group: what needs a facilitator's ten minutes, and one thing to do next."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from courses.accounts.visitors.visitor import account_of
from courses.languages.known import current_language
from courses.organizations.access.audit_log import note_list
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import show
from courses.organizations.models import Member
from courses.organizations.reports.overview import overview_of
from courses.organizations.reports.views import chosen


@for_staff("facilitators of the group")
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The overview. It names people and how it goes with them, so each look is noted for the learners."""
    found = chosen(request, pk)
    context: dict[str, object] = {
        "group": found.group,
        "tasks": found.tasks,
        "task": found.wish.task,
        "is_open": found.group.is_open(found.today),
    }
    overview = None
    if found.wish.task:
        note_list(viewer=account_of(request), group=found.group, now=found.now)
        overview = overview_of(found.wish.task, found.group, now=found.now, today=found.today)
        context["overview"] = overview
        if overview.hardest:
            context["wrong"] = overview.hardest.wrong_words(current_language())
    context["joined"] = (overview and overview.people) or Member.objects.joined().filter(group=found.group).count()
    return show(request, "reports/overview/group.html", context)
