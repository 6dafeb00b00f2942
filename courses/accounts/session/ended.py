"""After a sign-in has ended: nothing that is sent counts for somebody else, and nothing that was typed is lost.

A form is led through sign-in and comes back on its page, filled. A GET of an address that only takes forms leads to
the page of that form.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone

from courses.accounts.access import ALLAUTH_RULES, rule_of_route, to_sign_in
from courses.accounts.http.responses import never_stored
from courses.accounts.pages.addresses import without_language
from courses.accounts.pages.declared import GOES_THROUGH
from courses.accounts.pages.form_pages import form_page
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.session.pending_answer import CarriedForm, carried, is_carrying, put_down
from courses.accounts.session.refilling import refilled, with_box
from courses.accounts.visitors.visitor import Visit, visit_of


class EndedSignInMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method in ("GET", "HEAD"):
            response = HttpResponseRedirect(form_page(request))
            never_stored(response)
        if is_carrying(request) and not getattr(response, "streaming", False):
            _refill(request, response)
        _remember(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """A form sent after the end is not taken for that of a new guest: sign in first, or say that it may be."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = rule_of_route(name, view) or ""
        is_open = name in GOES_THROUGH or ALLAUTH_RULES.get(name, "").startswith("public")
        takes_no_form = rule.startswith("operators")  # and is not there at all for whoever is not one
        if request.method == "POST" and not is_open and not takes_no_form and visit_of(request).has_ended:
            return to_sign_in(request, because="open" if rule.startswith("public") else "form")
        return None


def _refill(request: HttpRequest, response: HttpResponse) -> None:
    """Put what was carried into its form, if this is the page of it, and forget it then."""
    is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    if request.method != "GET" or not is_page or visit_of(request).has_ended:
        return
    form = carried(request, now=timezone.now())
    if form is None:
        put_down(response)
        return
    html, key = response.content.decode(), visit_of(request).new_form_key()
    page = refilled(html, form, _notice(request, form), own_path=request.path, form_key=key)
    if page is None and without_language(request.path) == without_language(urlsplit(form.page).path):
        page = with_box(html, _notice(request, form, is_apart=True, form_key=key))
    if page is not None:
        response.content = page.encode()
        never_stored(response)
        put_down(response)


def _notice(request: HttpRequest, form: CarriedForm, **more: object) -> str:
    return render_to_string("courses/accounts/carried.html", {"form": form, **more}, request)


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep in the browser that somebody is signed in, so that the end of the session can be told from a first visit."""
    visit: Visit = visit_of(request)
    name, has_mark = settings.SIGNED_IN_COOKIE_NAME, bool(request.COOKIES.get(settings.SIGNED_IN_COOKIE_NAME))
    if name in response.cookies:
        return
    if visit.goes_on and has_mark:
        forget_sign_in(response)
    elif not has_mark and request.session.accessed and session_lifetime.is_signed_in(request.session):
        life = session_lifetime.life_of(request.session)
        is_shared = life is not None and life.is_shared
        response.set_cookie(
            name, "1", max_age=None if is_shared else settings.GUEST_DAYS * 86_400, secure=settings.HTTPS,
            httponly=True, samesite="Lax", path="/",
        )  # fmt: skip


def forget_sign_in(response: HttpResponse) -> None:
    """Delete the cookie that says somebody is signed in here: after signing out, or going on without an account."""
    response.delete_cookie(settings.SIGNED_IN_COOKIE_NAME, path="/", samesite="Lax")
