"""The page where facilitators plan workshops to come, move and cancel them, and take that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.accounts.http.refusals import ClosedError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.models import Group, PlannedWorkshop
from courses.organizations.workshops.calendars import workshops
from courses.organizations.workshops.calendars.forms import ComingForm, WhenForm

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
        "today": form.today,
        "coming": workshops.coming_of([group.pk], since=form.today)[:MOST_LISTED],
        "cancelled": workshops.with_lessons(cancelled.select_related("group").order_by("day", "pk")[:MOST_LISTED]),
    }


def _planned(request: HttpRequest, pk: int, coming: int) -> PlannedWorkshop:
    mine = PlannedWorkshop.objects.filter(group=led_group(request, pk)).select_related("group", "organization")
    return get_object_or_404(mine, pk=coming)


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int, coming: int) -> HttpResponse:
    row, now = _planned(request, pk, coming), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = WhenForm(data, today=today_in(row.group.time_zone, now), initial={"day": row.day, "hour": row.hour})
    if not form.is_bound or not form.is_valid():
        lesson = workshops.with_lessons([row])
        return show(
            request, "workshops/calendars/move.html", {"group": row.group, "one": lesson and lesson[0]}, form=form
        )
    typed = form.cleaned_data
    workshops.move_workshop(row=row, day=typed["day"], hour=typed["hour"], actor=account_of(request), now=now)
    row.refresh_from_db()
    if (moved := workshops.with_lessons([row])) and moved[0].move:
        back = reverse("organizations:workshop-move-back", args=(pk, coming, moved[0].move))
        offer_undo(request, done=_("The workshop is moved. Learners read what the day was before."), url=back)
    return see_other(reverse("organizations:workshops-coming", args=(pk,)))


@for_staff(FACILITATORS)
@require_POST
def move_back(request: HttpRequest, pk: int, coming: int, number: int) -> HttpResponse:
    row = _planned(request, pk, coming)
    workshops.move_back(row=row, move=number, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:workshops-coming", args=(pk,)))


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
