"""Who sees these pages: an operator who has signed in with a second step. For everybody else there are none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from courses.accounts.access import MARK
from courses.accounts.http.responses import never_stored
from courses.accounts.models import User
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.accounts.visitors.visitor import visit_of
from courses.organizations.access.staff import SECOND_STEPS, has_second_step, is_over, shorten

View = Callable[..., HttpResponseBase]


def operator_of(request: HttpRequest) -> User | None:
    """The signed-in operator, if they confirmed with a passkey or an app in this session; else None."""
    account = visit_of(request).account
    if account is None or not account.is_staff or not has_second_step(account) or is_over(request):
        return None
    confirmed = get_authentication_records(request, account)
    is_confirmed = any(one["method"] == "mfa" and one.get("type") in SECOND_STEPS for one in confirmed)
    return account if is_confirmed else None


def for_operators(view: View, what: str) -> View:
    """Only to look at, each look noted in the security log, the sign-in as short as that of whoever sees people.

    Whoever may not look gets the page of an address that is not there, whatever they send and however they write it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        operator = operator_of(request)
        if operator is None or request.method not in ("GET", "HEAD"):
            raise Http404
        note_request(request, SecurityKind.LOOK, operator, f"admin: {what}")
        response = never_stored(view(request, *args, **kwargs))
        shorten(request)
        return response

    setattr(guarded, MARK, "operators: with a second step confirmed in this session; 404 for all others")
    setattr(guarded, "csrf_exempt", True)  # noqa: B010 - no form is taken; to a stranger's the answer is 404, not 403
    setattr(guarded, "should_append_slash", False)  # noqa: B010 - else /admin would say that there is /admin/
    return guarded
