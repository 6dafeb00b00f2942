"""Lets a learner into their own paths only; for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from courses.accounts.visitors.visitor import visit_of
from courses.catalog.published.library import catalog
from courses.learning.course_progress.own_things import not_theirs
from courses.learning.planning.paths.own import path_sitting

OWN_PATHS = "one's own paths, found by account or by the guest's own cookie; for others they do not exist"


def own_path(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the path and its questions in place of its number; another learner's path is a 404."""

    @wraps(view)
    def found(request: HttpRequest, path: int, **more: Any) -> HttpResponse:
        learner = visit_of(request).learner
        row = learner.paths.filter(pk=path).first() if learner is not None else None
        return not_theirs(request) if row is None else view(request, path_sitting(row, catalog()), **more)

    return found
