"""Pages that every visitor of whom nothing is known sees alike: rendered once for each language and day, then kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from courses.accounts.own_account.display import display_of
from courses.accounts.pages.frames import has_usual_host
from courses.accounts.pages.html_cache import CSRF_TOKEN, fill, kept
from courses.accounts.session.storage import can_write
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.published.library import catalog
from courses.languages.known import current_language


def shared_page(request: HttpRequest, template: str, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """The page at an address that exists. What a reader may choose freely, a query, is never kept."""
    if request.GET or not visit_of(request).is_nobody_known or not has_usual_host(request):
        return render(request, template, context())
    key = (
        "shared page", template, request.path, current_language(), id(catalog()), timezone.localdate(), request.scheme,
        request.get_host(), display_of(request).classes, can_write(),
    )  # fmt: skip
    html = kept(key, lambda: render_to_string(template, {**context(), "csrf_token": CSRF_TOKEN}, request))
    response = HttpResponse(fill(html, request))
    patch_vary_headers(response, ["Cookie"])  # others are shown another page at this address
    return response
