"""A phone in a workshop: known by a random number in its own cookie, of which each workshop stores another hash."""

import re
import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from courses.organizations.models import SessionRun

TOKEN_BYTES = 16  # 128 random bits
TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{20,40}")
SECONDS = 12 * 3600  # as long as a workshop lasts at most


def cookie_name() -> str:
    return "__Host-phone" if settings.HTTPS else "phone"


def token_of(request: HttpRequest) -> str | None:
    """The number that we gave this phone, if it has one."""
    token = request.COOKIES.get(cookie_name(), "")
    return token if TOKEN_FORM.fullmatch(token) else None


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def phone_hash(run: SessionRun, token: str) -> str:
    """What is stored: it tells nothing about the phone, and two workshops cannot be put together by it."""
    return sha256(f"{run.pk}|{token}".encode()).hexdigest()


def give(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        cookie_name(), token, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
    )  # fmt: skip
