"""Gives each request a number: it stands in the response, in every log line of the request, and on pages about errors.

Whoever meets such a page can say the number, and whoever runs the site finds what happened. It is made here and never
taken from the request: what others send must not be able to look like another request's.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from courses.accounts.codes import PAPER

HEADER = "X-Request-ID"
HALF = 4
_current: ContextVar[str] = ContextVar("request_id", default="")


def new_request_id() -> str:
    """Eight letters and digits in two halves, easy to read out: "K7QF-92MX"."""
    halves = ("".join(secrets.choice(PAPER) for _ in range(HALF)) for _ in range(2))
    return "-".join(halves)


def request_id_of(request: object) -> str:
    return str(getattr(request, "request_id", ""))


def current_request_id() -> str:
    """That of the request being answered; empty outside of one, as in a command."""
    return _current.get()


class RequestIdMiddleware:
    """The outermost: what any other answers has the number too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = new_request_id()
        request.request_id = request_id  # type: ignore[attr-defined]
        earlier = _current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(earlier)
        if response.status_code >= HTTPStatus.BAD_REQUEST or not request.path_info.startswith(settings.STATIC_URL):
            response[HEADER] = request_id  # beside a file that is kept for a year it would only be weight
        return response
