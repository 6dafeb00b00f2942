"""Asks whether a guest's learning belongs to the account, adds it, leaves it, or takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import signed_in
from courses.accounts.guests import guest_behind
from courses.accounts.models import User
from courses.accounts.next_page import next_of, see_other
from courses.accounts.visits import visit_of
from courses.catalog.library import catalog
from courses.learning.claims import actions
from courses.learning.claims.offers import Offer, offer_of

LEFT_OUT = "learning_left_out"  # in the session: the guest this person said is not theirs


def _account(request: HttpRequest) -> User:
    account = visit_of(request).account
    assert account is not None  # the access mark sends visitors to sign in
    return account


def _offer(request: HttpRequest) -> Offer | None:
    """What is there to add, unless this person has already said no to it."""
    offer = offer_of(guest_behind(request))
    return None if offer is None or request.session.get(LEFT_OUT) == offer.guest.pk else offer


@signed_in("asks the person signed in about the learning done in this browser before")
@require_safe
def claim(request: HttpRequest) -> HttpResponse:
    offer, going_on = _offer(request), next_of(request, reverse("me"))
    if offer is None:
        return redirect(going_on)
    response = render(request, "courses/learning/claims/ask.html", {"offer": offer, "next": going_on})
    response["Cache-Control"] = "no-store"
    return response


@signed_in("adds learning to the account of the person signed in")
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    offer = _offer(request)
    if offer is not None:
        actions.add_guest_learning(account=_account(request), guest=offer.guest, catalog=catalog(), now=timezone.now())
    return _go_on(request)


@signed_in("leaves the browser's learning out of the account of the person signed in")
@require_POST
def leave_out(request: HttpRequest) -> HttpResponse:
    offer = _offer(request)
    if offer is not None:
        request.session[LEFT_OUT] = offer.guest.pk
    return _go_on(request)


@signed_in("takes back what this account added")
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    try:
        actions.undo(account=_account(request), catalog=catalog(), now=timezone.now())
    except actions.TooLateToUndoError:
        return render(request, "courses/learning/claims/too_late.html", status=409)
    messages.info(
        request, _("The learning is taken out of your account again. What you have done since you added it stays.")
    )
    return _go_on(request)


def _go_on(request: HttpRequest) -> HttpResponse:
    return see_other(next_of(request, reverse("me")))
