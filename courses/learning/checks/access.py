"""Lets a learner into her own attempts only; an answer sent after the session ended waits for her to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from courses.accounts.access import sign_in_url
from courses.accounts.next_page import see_other
from courses.accounts.sessions import StorageDown
from courses.accounts.visits import visit_of
from courses.catalog.library import catalog
from courses.learning.carrying import carried_fields, carry_fields
from courses.learning.checks.forms import KeyForm
from courses.learning.checks.sitting import Sitting, open_sitting
from courses.learning.forms import answer_fields

OWN_ATTEMPTS = "one's own attempt, found by account or by the guest's own cookie; for others it does not exist"


def own_attempt(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the sitting in place of course and attempt; another learner's attempt is a 404."""

    @wraps(view)
    def found(request: HttpRequest, course: str, attempt: int, **more: Any) -> HttpResponse:
        if course not in catalog().courses:
            raise Http404
        visit = visit_of(request)
        sitting = open_sitting(visit.learner, catalog(), course, attempt)
        if sitting is not None:
            return view(request, sitting, **more)
        if visit.storage_is_down:
            raise StorageDown
        if visit.account is None and _was_signed_in(request):
            return _sign_in_first(request, course, attempt, more.get("place", 0))
        raise Http404

    return found


def _was_signed_in(request: HttpRequest) -> bool:
    """Whether the session ended on the way, or the form was made for somebody who is not here now."""
    if request.method == "POST":
        return not KeyForm(request.POST, visit=visit_of(request)).is_valid()
    return bool(getattr(request, "session_ended", ""))


def _sign_in_first(request: HttpRequest, course: str, attempt: int, place: int) -> HttpResponse:
    """The same for every attempt, there or not: nothing is looked up."""
    names: dict[str, object] = {"course": course, "attempt": attempt}
    if not place:
        return see_other(sign_in_url(reverse("learning:check-answers", kwargs=names)))
    page = reverse("learning:check-question", kwargs={**names, "place": place})
    response = see_other(sign_in_url(f"{page}?carried=1", because="answer"))
    fields = answer_fields(request.POST)
    if fields:
        carry_fields(response, place=_place(attempt, place), fields=fields, now=timezone.now())
    return response


def waiting_fields(request: HttpRequest, sitting: Sitting, place: int) -> dict[str, list[str]]:
    """What was chosen for this question before signing in; empty where nothing waits."""
    if "carried" not in request.GET:
        return {}
    where, fields = carried_fields(request, now=timezone.now())
    return (
        {name: list(values) for name, values in fields.items()}
        if list(where) == _place(sitting.attempt.pk, place)
        else {}
    )


def _place(attempt: int, place: int) -> list[str]:
    return ["check", str(attempt), str(place)]
