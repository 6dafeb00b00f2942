"""Answers whoever asks for a thing of one learner that is not their own: for them it does not exist."""

from django.http import Http404, HttpRequest, HttpResponse

from courses.accounts.access import to_sign_in
from courses.accounts.session.engine import StorageDown
from courses.accounts.visitors.visitor import visit_of
from courses.learning.exams.forms import KeyForm


def not_theirs(request: HttpRequest) -> HttpResponse:
    """The way to sign-in for whoever was signed in a moment ago, the same for every number; else a 404."""
    visit = visit_of(request)
    if visit.storage_is_down:
        raise StorageDown
    if visit.account is None and _was_signed_in(request):
        return to_sign_in(request)
    raise Http404


def _was_signed_in(request: HttpRequest) -> bool:
    """Whether the session ended on the way, or the form was made for somebody who is not here now."""
    if request.method == "POST":
        return not KeyForm(request.POST, visit=visit_of(request)).is_valid()
    return bool(getattr(request, "session_ended", ""))
