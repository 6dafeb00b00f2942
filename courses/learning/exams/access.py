"""Lets a learner into their own attempts only; an answer sent after the session ended waits for them to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from courses.accounts.visitors.visitor import visit_of
from courses.catalog.published.library import catalog
from courses.learning.course_progress.own_things import not_theirs
from courses.learning.exams.sitting import open_sitting

OWN_ATTEMPTS = "one's own attempt, found by account or by the guest's own cookie; for others it does not exist"


def own_attempt(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the sitting in place of course and attempt; another learner's attempt is a 404."""

    @wraps(view)
    def found(request: HttpRequest, course: str, attempt: int, **more: Any) -> HttpResponse:
        if course not in catalog().courses:
            raise Http404
        sitting = open_sitting(visit_of(request).learner, catalog(), course, attempt)
        if sitting is not None:
            return view(request, sitting, **more)
        return not_theirs(request)

    return found
