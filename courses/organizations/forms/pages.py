"""What the pages of this package share: one-time form keys, a banner with Undo, forms shown again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.visitor import visit_of

UNDO = "organizations_undo"
LONGEST_KEY = 100


@dataclass(frozen=True, slots=True)
class Undo:
    """What was done, in a sentence, and where to send the form that takes it back."""

    done: str
    url: str


def offer_undo(request: HttpRequest, *, done: str, url: str) -> None:
    """Show this on the next page, once."""
    request.session[UNDO] = asdict(Undo(done, url))


def form_key(request: HttpRequest) -> str:
    """The one-time key that a form was sent with; "" when the form was made for somebody else."""
    key = request.POST.get("key", "")[:LONGEST_KEY]
    return key if visit_of(request).is_mine(key) else ""


def refuse_foreign(form: forms.Form) -> None:
    form.add_error(None, _("This form was made for somebody else, or is too old. Check it and send it again."))


def to_own_way(request: HttpRequest) -> HttpResponse:
    """Redirect to the page where the person adds credentials of their own.

    A role must not depend on a code or card that a group issued.
    """
    words = _("You sign in with what a group gave you. Before you run groups, make a way in that only you have.")
    messages.info(request, words)
    return see_other(reverse("accounts:account"))


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of this package that browsers do not store; status 422 when its form has errors."""
    has_errors = form is not None and form.is_bound and bool(form.errors)
    offered = None if has_errors else request.session.pop(UNDO, None)
    everything = {
        "form": form,
        "has_errors": has_errors,
        "form_key": visit_of(request).new_form_key(),
        "undo": Undo(**offered) if offered else None,
        **(context or {}),
    }
    response = render(request, f"courses/organizations/{template}", everything, status=422 if has_errors else status)
    return never_stored(response)
