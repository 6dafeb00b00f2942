"""Asks whether a guest's learning belongs to the account, adds it, leaves it, or takes it back."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import signed_in
from courses.accounts.http.refusals import TooLateError
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.pages.next_page import next_of
from courses.accounts.visitors.guests import guest_behind
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.forms import AgainForm
from courses.learning.claims.offers import Offer, left_out, open_offer
from courses.learning.claims.waiting import note, note_added


def _offer(request: HttpRequest) -> Offer | None:
    """The question that waits; or, for whoever pressed the wrong button, the one that they answered with no."""
    form = AgainForm(request.POST if request.method == "POST" else request.GET)
    account = account_of(request)
    if form.is_valid() and form.cleaned_data["again"]:
        return left_out(account)
    return open_offer(account, here=guest_behind(request))


@signed_in("asks the person signed in about the learning done in this browser before")
@require_safe
def claim(request: HttpRequest) -> HttpResponse:
    offer, going_on = _offer(request), next_of(request, reverse("me"))
    if offer is None:
        return redirect(going_on)
    context = {"offer": offer, "next": going_on, "is_again": "again" in request.GET}
    response = render(request, "courses/learning/claims/ask.html", context)
    return never_stored(response)


@signed_in("adds learning to the account of the person signed in")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    offer, account, now = _offer(request), account_of(request), timezone.now()
    if offer is not None:
        with suppress(actions.NotAGuestError):  # somebody else's by now: the page that comes says what is there
            actions.add_guest_learning(account=account, guest=offer.guest, catalog=catalog(), now=now)
            note_added(request.session, now=now)
    note(request, account)
    return _go_on(request)


@signed_in("leaves the browser's learning out of the account of the person signed in")
@require_POST
def leave_out(request: HttpRequest) -> HttpResponse:
    offer, account = _offer(request), account_of(request)
    if offer is not None:
        actions.decline(account=account, guest=offer.guest, now=timezone.now())
    note(request, account)
    return _go_on(request)


@signed_in("takes back what this account added")
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    try:
        actions.undo(account=account, catalog=catalog(), now=timezone.now())
    except TooLateError:
        return render(request, "courses/learning/claims/too_late.html", status=409)
    note(request, account)
    messages.info(
        request, _("The learning is taken out of your account again. What you have done since you added it stays.")
    )
    return _go_on(request)


def _go_on(request: HttpRequest) -> HttpResponse:
    return see_other(next_of(request, reverse("me")))
