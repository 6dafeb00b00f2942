"""A phone in a workshop: identified by a random number in its cookie, of which each workshop stores another hash."""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.organizations.models import SessionRun

NUMBER_BYTES = 16  # 128 random bits
NUMBER_FORM = re.compile(r"[A-Za-z0-9_-]{20,40}")
MARK_LENGTH = 22
SECONDS = 12 * 3600  # as long as a workshop lasts at most


@dataclass(frozen=True, slots=True)
class Phone:
    """`is_known` when it has opened this workshop before: then it is no stranger who tries codes."""

    number: str
    is_known: bool = False

    def hash(self, run: SessionRun) -> str:
        """What is stored: it tells nothing about the phone, and two workshops cannot be put together by it."""
        return sha256(f"{run.pk}|{self.number}".encode()).hexdigest()


def cookie_name() -> str:
    return "__Host-phone" if settings.HTTPS else "phone"


def phone_of(request: HttpRequest, run: SessionRun | None) -> Phone:
    """The phone by its cookie; a new number when it has none."""
    number, _dot, mark = request.COOKIES.get(cookie_name(), "").partition(".")
    if not NUMBER_FORM.fullmatch(number):
        return Phone(secrets.token_urlsafe(NUMBER_BYTES))
    return Phone(number, run is not None and any(constant_time_compare(mark, one) for one in _marks(run, number)))


def set_phone_cookie(response: HttpResponse, run: SessionRun, phone: Phone) -> None:
    """Set the cookie: first-party, not readable by scripts, deleted after the workshop."""
    value = f"{phone.number}.{_marks(run, phone.number)[0]}"
    response.set_cookie(
        cookie_name(), value, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
    )  # fmt: skip


def _marks(run: SessionRun, number: str) -> tuple[str, ...]:
    """Under today's key and earlier ones: a workshop goes on while the key is changed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return tuple(
        salted_hmac("workshops.phone", f"{run.pk}|{number}", secret=key).hexdigest()[:MARK_LENGTH] for key in keys
    )
