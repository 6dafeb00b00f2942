"""The response to a request for an object that belongs to another learner: a 404, or sign-in."""

from django.http import Http404, HttpRequest, HttpResponse

from courses.accounts.access import to_sign_in
from courses.accounts.session.engine import StorageDown
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of


def not_theirs(request: HttpRequest) -> HttpResponse:
    """Redirect to sign-in if a session has just ended here, whether the object exists or not; else raise Http404."""
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
