"""A person's calendar: the page with its secret address, and what a calendar reads there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import public, signed_in
from courses.accounts.http.refusals import TooLateError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.forms.pages import form_key, offer_undo, show
from courses.organizations.groups.several.forms import MomentForm
from courses.organizations.models import CalendarLink
from courses.organizations.workshops.calendars.events import events_of
from courses.organizations.workshops.calendars.ics import calendar
from courses.organizations.workshops.calendars.links import (
    end_link,
    has_earlier,
    make_link,
    owner_of,
    take_link_back,
    use_earlier,
)

OWN = "a person's own calendar"


@signed_in(OWN)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page that explains the calendar and says whether it has an address now."""
    link = CalendarLink.objects.filter(owner=account_of(request)).first()
    context = {"link": link, "has_earlier": link is not None and has_earlier(link, timezone.now())}
    return show(request, "workshops/calendars/page.html", context)


@signed_in(OWN)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make a new address, shown only in this response; an older one ends."""
    key = form_key(request)
    token = make_link(owner=account_of(request), key=key, now=timezone.now()) if key else ""
    if not token:
        return see_other(reverse("organizations:calendar"))
    address = request.build_absolute_uri(reverse("organizations:calendar-file", args=(token,)))
    context = {"address": address, "opens": f"webcal://{address.partition('://')[2]}"}
    return show(request, "workshops/calendars/address.html", context)


@signed_in(OWN)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    end_link(owner=account_of(request), now=timezone.now())
    offer_undo(request, done=_("The address has ended."), url=reverse("organizations:calendar-restore"))
    return see_other(reverse("organizations:calendar"))


@signed_in(OWN)
@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    try:
        take_link_back(owner=account_of(request), now=timezone.now())
    except TooLateError:
        return show(request, "parts/too_late.html", status=409)
    return see_other(reverse("organizations:calendar"))


@signed_in(OWN)
@require_POST
def earlier(request: HttpRequest) -> HttpResponse:
    """Use the address again that the last one replaced."""
    form = MomentForm(request.POST)
    seen = form.cleaned_data["at"] if form.is_valid() else None
    try:
        use_earlier(owner=account_of(request), seen=seen, now=timezone.now())
    except TooLateError:
        return show(request, "parts/too_late.html", status=409)
    messages.success(request, _("The earlier address works again, wherever you put it."))
    return see_other(reverse("organizations:calendar"))


@public("whoever holds the secret address of a calendar reads it")
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, in the language of its address. Addresses that ended or never were get the same 404."""
    owner, now = owner_of(token), timezone.now()
    if owner is None:
        raise Http404
    body = calendar(_("What my groups plan"), events_of(owner, request.build_absolute_uri, now), now=now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response
