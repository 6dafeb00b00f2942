"""Pages for what goes wrong; what was typed is shown again with a fresh form key, and nothing is sent by itself."""

import logging
import sys
from urllib.parse import urlsplit

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.session.pending_answer import rescuable
from literacy.serving.request_ids import request_id_of

log = logging.getLogger(__name__)


@requires_csrf_token
@public("everybody may learn that a form was out of date")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with what was typed, if the form was ours: a foreign page must not plant text to be sent."""
    ours = urlsplit(request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", ""))
    same_site = (ours.scheme, ours.netloc) == (request.scheme, request.get_host())
    typed = rescuable(request.POST) if same_site else []
    context = {"typed": typed, "is_error_page": True, "again": request.path}
    return render(request, "errors/403.html", context, status=403)


def storage_down(request: HttpRequest) -> HttpResponse:
    """503 that touches neither session nor database; a form can be sent again as it was."""
    log.error("storage is away: %s %s", request.method, request.resolver_match and request.resolver_match.route)
    typed = rescuable(request.POST) if request.method == "POST" else []
    context = {"typed": typed, "is_error_page": True, "again": request.path}
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = "10"
    return never_stored(response)


@requires_csrf_token
@public("everybody may learn that it was too often")
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429 with what was typed; nothing was tried."""
    typed = rescuable(request.POST) if request.method == "POST" else []
    context = {"typed": typed, "is_error_page": True, "again": request.path}
    response = render(request, "errors/429.html", context, status=429)
    response["Retry-After"] = "60"
    return never_stored(response)


@requires_csrf_token
@public("everybody may learn that a page does not exist")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", {"is_error_page": True}, status=404)


@requires_csrf_token
@public("everybody may learn that a request could not be read")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", {"is_error_page": True}, status=400)


def foreign_host() -> HttpResponse:
    """400 in both languages, from a page that asks nothing of the request: it is for another site."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    return HttpResponse(get_template("errors/400_host.html").render(), status=400, headers=headers)


@requires_csrf_token
@public("everybody may learn that the fault is ours")
def server_error(request: HttpRequest) -> HttpResponse:
    """500 with what was typed; where even that page fails, one that needs nothing. Storage that is away is a 503."""
    try:
        if isinstance(sys.exception(), DatabaseError | InterfaceError):
            return storage_down(request)
        if request.method == "POST" and (typed := rescuable(request.POST)):
            context = {"typed": typed, "is_error_page": True, "again": request.path}
            return render(request, "errors/500_typed.html", context, status=500)
    except Exception:
        log.exception("the page about an error failed too")
    return HttpResponse(get_template("errors/500.html").render({"request_id": request_id_of(request)}), status=500)
