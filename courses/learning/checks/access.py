"""Lets a learner into her own attempts only; an answer sent after the session ended waits for her to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from courses.accounts.access import to_sign_in
from courses.accounts.sessions import StorageDown
from courses.accounts.visits import visit_of
from courses.catalog.library import catalog
from courses.learning.checks.forms import KeyForm
from courses.learning.checks.sitting import open_sitting

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
            return to_sign_in(request)  # the same for every attempt, there or not: nothing is looked up
        raise Http404

    return found


def _was_signed_in(request: HttpRequest) -> bool:
    """Whether the session ended on the way, or the form was made for somebody who is not here now."""
    if request.method == "POST":
        return not KeyForm(request.POST, visit=visit_of(request)).is_valid()
    return bool(getattr(request, "session_ended", ""))
