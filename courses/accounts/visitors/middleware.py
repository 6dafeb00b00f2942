"""What every request passes: the sign-in's life is checked, the visit attached, the visitor cookie set or renewed."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.visitors import guests
from courses.accounts.visitors.visitor import Visit


class SessionLifeMiddleware:
    """Ends sign-ins that are too old or unused too long. Without a session cookie nothing is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        life = self._live(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        of_site(request).life = life
        response = self.get_response(request)
        ended_here = getattr(request, "session_ended_shared", False)
        if ended_here:
            if settings.VISITOR_COOKIE_NAME not in response.cookies:
                guests.forget_visitor(response)
            response["Clear-Site-Data"] = '"cache", "storage"'
        if ended_here or (life and life.is_shared):
            never_stored(response)
        return response

    def _live(self, request: HttpRequest) -> session_lifetime.SessionLifetime | None:
        session, now = request.session, timezone.now().timestamp()
        if not session_lifetime.is_signed_in(session):
            return None
        life = session_lifetime.life_of(session)
        if life is None:
            return session_lifetime.begin(request, now=now)
        if reason := life.ended(now):
            self._end(request, life, reason)
            return None
        asks_only = request.method == "GET" and request.path.endswith("/account/stay/")
        return session_lifetime.note_use(session, life, now=now) if life.is_due(now) and not asks_only else life

    def _end(self, request: HttpRequest, life: session_lifetime.SessionLifetime, reason: str) -> None:
        try:
            logout(request)
        except (DatabaseError, InterfaceError):
            request.user = AnonymousUser()
        if life.is_shared:
            request.COOKIES.pop(settings.VISITOR_COOKIE_NAME, None)  # the next person is nobody known
        of_site(request).session_ended = reason
        of_site(request).session_ended_shared = life.is_shared


class LearnerMiddleware:
    """Attaches the visit. Pages that do not say so themselves are kept by no cache that others share, and those about
    somebody known by none at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        visit = Visit(request)
        of_site(request).visit = visit
        response = self.get_response(request)
        is_settled = settings.VISITOR_COOKIE_NAME in response.cookies  # the view has taken it away
        if visit.token_was_used and response.status_code < 500 and not is_settled:
            guests.remember(response, visit.token)
        if response.status_code < 400 and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store" if visit.was_recognized else "private, no-cache"
        return response
