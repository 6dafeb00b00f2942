"""Answers the very same form sent a second time like the first time, instead of with a refusal."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from courses.accounts.http.responses import see_other
from courses.accounts.session.lifetime import is_signed_in

LAST = "last_sent"  # in the session: which form was sent last (as a keyed hash), where it led, and when
SECONDS = 60.0  # later it is a new wish, and its refusal says why
REFUSED = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)


def answered(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's response or, if that is a refusal, the earlier response to the same form.

    The view runs each time, so that what may be repeated is. Without this, somebody who pressed "remove" twice would
    read that there is no such person, and see no way to undo it.
    """
    if request.method != "POST":
        return view()
    try:
        response = view()
    except (Http404, ObjectDoesNotExist):
        if led := _led_before(request):
            return see_other(led)
        raise
    if response.status_code == HTTPStatus.SEE_OTHER:
        _note(request, response["Location"])
    elif response.status_code in REFUSED and (led := _led_before(request)):
        return see_other(led)
    return response


def _note(request: HttpRequest, led: str) -> None:
    """Saved at once: who presses twice does not wait for the first response."""
    if (form := _form(request)) and is_signed_in(request.session):
        request.session[LAST] = {"form": form, "to": led, "at": timezone.now().timestamp()}
        with suppress(UpdateError):  # signed out meanwhile in another tab: Django says so
            request.session.save()


def _led_before(request: HttpRequest) -> str:
    """Where the same form led when it was sent before; "" if it was not, or is not the last one that was sent."""
    form, key = _form(request), request.session.session_key
    last = type(request.session)(key).get(LAST) if form and key else None  # read anew: the other may be just done
    if not last or last["form"] != form or timezone.now().timestamp() - last["at"] > SECONDS:
        return ""
    return str(last["to"])


def _form(request: HttpRequest) -> str:
    """A keyed hash of what was sent and where; each page that holds a form has a token of its own in it. "" for what
    holds no token, and for files."""
    if request.FILES or not request.POST.get("csrfmiddlewaretoken"):
        return ""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST)
    return salted_hmac(LAST, repr((request.get_full_path(), sent))).hexdigest()
