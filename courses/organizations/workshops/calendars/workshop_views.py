"""The page where facilitators plan workshops to come, cancel them, and take that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.accounts.http.refusals import ClosedError
from courses.accounts.http.responses import see_other
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.access.staff import account_of, for_staff
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.models import Group, PlannedWorkshop
from courses.organizations.workshops.calendars import workshops
from courses.organizations.workshops.calendars.forms import ComingForm

FACILITATORS = "facilitators of the group"
MOST_LISTED = 100


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def coming(request: HttpRequest, pk: int) -> HttpResponse:
    group, now = led_group(request, pk), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = ComingForm(data, catalog=catalog(), language=current_language(), today=today_in(group.time_zone, now))
    if form.is_bound and form.is_valid():
        if key := form_key(request):
            typed = form.cleaned_data
            try:
                workshops.plan_workshop(
                    group=group, lesson=form.chosen, day=typed["day"], hour=typed["hour"], actor=account_of(request),
                    key=key, now=now,
                )  # fmt: skip
            except ClosedError:
                form.add_error(None, _("This group is in the archive or has ended. A workshop needs an open group."))
            else:
                return see_other(reverse("organizations:workshops-coming", args=(pk,)))
        else:
            refuse_foreign(form)
    return show(request, "workshops/calendars/coming.html", _context(group, form), form=form)


def _context(group: Group, form: ComingForm) -> dict[str, object]:
    cancelled = PlannedWorkshop.objects.filter(group=group, day__gte=form.today, cancelled_at__isnull=False)
    return {
        "group": group,
        "is_open": group.is_open(form.today),
        "coming": workshops.coming_of([group.pk], since=form.today)[:MOST_LISTED],
        "cancelled": workshops.with_lessons(cancelled.select_related("group").order_by("day", "pk")[:MOST_LISTED]),
    }


def _planned(request: HttpRequest, pk: int, coming: int) -> PlannedWorkshop:
    mine = PlannedWorkshop.objects.filter(group=led_group(request, pk)).select_related("group", "organization")
    return get_object_or_404(mine, pk=coming)


@for_staff(FACILITATORS)
@require_POST
def cancel(request: HttpRequest, pk: int, coming: int) -> HttpResponse:
    row = _planned(request, pk, coming)
    workshops.cancel_workshop(row=row, actor=account_of(request), now=timezone.now())
    back = reverse("organizations:workshop-restore", args=(pk, coming))
    offer_undo(request, done=_("The workshop is cancelled. It is gone from the learners’ pages."), url=back)
    return see_other(reverse("organizations:workshops-coming", args=(pk,)))


@for_staff(FACILITATORS)
@require_POST
def restore(request: HttpRequest, pk: int, coming: int) -> HttpResponse:
    row = _planned(request, pk, coming)
    workshops.restore_workshop(row=row, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:workshops-coming", args=(pk,)))
