"""What every page shows of the person: who is signed in, and how long a shared computer's sign-in lasts."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from courses.accounts.access import sign_in_url
from courses.accounts.models import User
from courses.accounts.pages.addresses import page_path, query_of
from courses.accounts.pages.next_page import next_of
from courses.accounts.session.lifetime import SessionLifetime
from courses.accounts.sign_in.passkeys import passkeys_work
from courses.accounts.visitors.visitor import Visit


def person(request: HttpRequest) -> dict[str, Any]:
    """Template context about the reader. It is lazy: the database is queried only if a template uses it."""
    visit: Visit | None = getattr(request, "visit", None)
    life: SessionLifetime | None = getattr(request, "life", None)
    shared = life if life and life.is_shared else None
    now = timezone.now()
    left = shared.left(now.timestamp()) if shared else None
    return {
        "account": SimpleLazyObject(lambda: _account(visit)),
        "passkeys_work": SimpleLazyObject(lambda: passkeys_work(request)),
        "shared_seconds": left,
        "shared_until": now + timedelta(seconds=left) if left is not None else None,
        "shared_warning": settings.SHARED_IDLE_SECONDS - settings.SHARED_WARN_SECONDS,
        "assisted_until": SimpleLazyObject(lambda: visit.assisted_until(now) if visit else None),
        "is_personal": shared is not None and ("/me/" in request.path or "/account/" in request.path),
        "sign_in_link": SimpleLazyObject(lambda: _sign_in_link(request)),
        "has_ended": SimpleLazyObject(lambda: visit is not None and visit.has_ended),
        "shows_ended": SimpleLazyObject(lambda: visit is not None and visit.has_ended and not _is_way_in(request)),
        "is_room": settings.ROOM_COOKIE_NAME in request.COOKIES,
        "session_ended": getattr(request, "session_ended", ""),
    }


def _account(visit: Visit | None) -> User | bool:
    return (visit.account if visit else None) or False


def _sign_in_link(request: HttpRequest) -> str:
    """Sign-in leads back to the page as it was asked for; from a page about signing in, to where that one leads."""
    page = page_path(request)
    if _is_way_in(request):
        going_on = next_of(request, "")
        return sign_in_url(going_on) if going_on else reverse("account_login")
    query = urlencode(query_of(request))
    return sign_in_url(f"{page}?{query}" if query else page)


def _is_way_in(request: HttpRequest) -> bool:
    """Whether the page is itself about signing in."""
    page = page_path(request)
    return "/account/" in page or "/sign-in/" in page
