"""Lets a learner into her own records only; for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from courses.accounts.access import to_sign_in
from courses.accounts.sessions import StorageDown
from courses.accounts.visits import visit_of
from courses.learning.checks.forms import KeyForm
from courses.learning.models import LearningRecord

OWN_RECORDS = "one's own records, found by account or by the guest's own cookie; for others they do not exist"


def own_record_only(view: Callable[[HttpRequest, LearningRecord], HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the record in place of its number; another learner's record is a 404."""

    @wraps(view)
    def found(request: HttpRequest, record: int) -> HttpResponse:
        visit = visit_of(request)
        learner = visit.learner
        row = learner.records.filter(pk=record).first() if learner else None
        if row is not None:
            return view(request, row)
        if visit.storage_is_down:
            raise StorageDown
        if visit.account is None and _was_signed_in(request):  # the same for every number: nothing was found
            return to_sign_in(request)
        raise Http404

    return found


def _was_signed_in(request: HttpRequest) -> bool:
    """Whether the session ended on the way, or the form was made for somebody who is not here now."""
    if request.method == "POST":
        return not KeyForm(request.POST, visit=visit_of(request)).is_valid()
    return bool(getattr(request, "session_ended", ""))
