"""Lets a learner into their own records only; for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from courses.accounts.visitors.visitor import visit_of
from courses.learning.course_progress.own_things import not_theirs
from courses.learning.models import LearningRecord

OWN_RECORDS = "one's own records, found by account or by the guest's own cookie; for others they do not exist"


def own_record_only(view: Callable[[HttpRequest, LearningRecord], HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the record in place of its number; another learner's record is a 404."""

    @wraps(view)
    def found(request: HttpRequest, record: int) -> HttpResponse:
        learner = visit_of(request).learner
        row = learner.records.filter(pk=record).first() if learner else None
        if row is not None:
            return view(request, row)
        return not_theirs(request)

    return found
