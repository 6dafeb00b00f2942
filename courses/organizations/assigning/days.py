"""The page where facilitators change the due day of an assignment, and the form that restores the previous one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning import actions
from courses.organizations.assigning.assignment_list import NO_DAY, given_together_line
from courses.organizations.assigning.due import DAY, NEVER, DueForm
from courses.organizations.assigning.views import led_assignment
from courses.organizations.forms.pages import offer_undo, show
from courses.organizations.forms.zones import today_in


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Show and change the due day of all that was given together."""
    row, now = led_assignment(request, pk, assignment), timezone.now()
    data = request.POST if request.method == "POST" else None
    initial = {"due": DAY if row.due_on else NEVER, "day": row.due_on}
    form = DueForm(data, today=today_in(row.group.time_zone, now), initial=initial)
    if not form.is_bound or not form.is_valid():
        context = {"group": row.group, "one": given_together_line(row, catalog(), now)}
        return show(request, "assigning/day.html", context, form=form)
    if form.due_on != row.due_on:
        actions.change_day(assignment=row, due_on=form.due_on, actor=account_of(request), now=now)
        before = row.due_on.isoformat() if row.due_on else NO_DAY
        back = reverse("organizations:assignment-day-back", args=(pk, assignment, before))
        offer_undo(request, done=_("The day was changed. Learners see what it was before."), url=back)
    return see_other(reverse("organizations:assignments", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def day_back(request: HttpRequest, pk: int, assignment: int, day: str) -> HttpResponse:
    """Restore the due day in the address if it was the previous one; any other day changes nothing."""
    row = led_assignment(request, pk, assignment)
    try:
        before = None if day == NO_DAY else date.fromisoformat(day)
    except ValueError:
        before = row.due_on
    actions.day_as_before(assignment=row, due_on=before, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:assignments", args=(pk,)))
