"""What goes wrong: storage that is away is a plain page, not a crash, and no page about an error is ever kept."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, DisallowedHost, ObjectDoesNotExist, TooManyFieldsSent
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import split_domain_port

from courses.accounts.http.requests import of_site
from courses.accounts.session import storage
from literacy.pages import errors

log = logging.getLogger(__name__)
USUAL_PORTS = {"http": "80", "https": "443"}


class ErrorsAreNotKeptMiddleware:
    """Lets nobody store a response about an error: what was refused or missing a moment ago may be there now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")  # a form with typed text says more itself
        return response


class HostMiddleware:
    """Answers requests for another host, as scanners send them, by a short page: no trace, no mail, no template."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.META["HTTP_HOST"] = _as_written_once(request.get_host(), request.scheme)
        except DisallowedHost:
            return errors.foreign_host()
        return self.get_response(request)


def _as_written_once(host: str, scheme: str | None) -> str:
    """A host in the one form in which links and kept pages name it: small letters, no last dot, no usual port."""
    name, port = split_domain_port(host)
    return name if not port or port == USUAL_PORTS.get(scheme or "") else f"{name}:{port}"


class LongQueryMiddleware:
    """Refuses a query with more parameters than are read, by a page that does not try to read it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.GET  # noqa: B018 - read once, and kept
        except TooManyFieldsSent:
            request.META["QUERY_STRING"] = ""
            of_site(request).GET = QueryDict()
            of_site(request).has_long_query = True
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if getattr(request, "has_long_query", False):
            raise BadRequest("a query of too many parameters")


class GoneMeanwhileMiddleware:
    """What a form is about may be gone between the look and the lock, because somebody else has just removed it. Then
    it is not there, as for whoever comes later. The trace tells the line, in case the fault was ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if request.method == "POST" and isinstance(exception, ObjectDoesNotExist):
            log.warning("gone meanwhile", exc_info=exception)
            raise Http404 from exception


class StorageDownMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 303:
            storage.writing.end()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DatabaseError | InterfaceError):
            if request.method == "POST" and not isinstance(exception, IntegrityError | DataError):
                storage.writing.begin()  # a row that was refused says nothing about the next one
            return errors.storage_down(request)
        return None
