"""Carries a form through a sign-in: signed, in the browser, for 15 minutes; shown again, never sent by itself.

What is typed goes into cookies, not into storage. No passwords, codes or tokens, and nothing of a money exercise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

SALT = "carried form"
SECONDS = 900
CLOCKS = 60  # seconds by which two servers may differ
MOST_BYTES = 10_000  # of what was typed
PIECE, MOST_PIECES = 3_500, 2  # browsers keep cookies of 4,096 bytes; proxies take 8 KB of them in all
NEVER_SHOWN_AGAIN = ("password", "code", "token", "secret", "credential", "csrfmiddlewaretoken")
MOST_FIELDS, MOST_LETTERS = 500, 10_000
NOT_CARRIED = ("exercises:",)  # what is typed in a money exercise is kept nowhere

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CarriedForm:
    """A form that was sent while nobody was signed in any more: where to, the page that it stood on, what was typed,
    and whether a file was with it."""

    action: str
    page: str
    fields: Fields
    had_file: bool = False

    def values(self, name: str) -> list[str]:
        return [value for one, value in self.fields if one == name]


def rescuable(post: QueryDict) -> list[tuple[str, str]]:
    """The fields that may be shown again: no secrets, at most 10,000 characters in all."""
    kept: list[tuple[str, str]] = []
    room = MOST_LETTERS
    for name, values in post.lists():
        if _is_secret(name):
            continue
        for value in values:
            room -= len(name) + len(value)
            if room < 0 or len(kept) >= MOST_FIELDS:
                return kept
            kept.append((name, value))
    return kept


def may_be_carried(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not match.view_name.startswith(NOT_CARRIED)


def carry(request: HttpRequest, response: HttpResponse, *, page: str, now: datetime) -> bool:
    """Store the sent form in cookies of the response; False when it is too long for that."""
    fields = rescuable(request.POST)
    size = sum(len(name.encode()) + len(value.encode()) for name, value in fields)
    whole = sum(len(values) for name, values in request.POST.lists() if not _is_secret(name))
    what = [request.path, page, fields, bool(request.FILES), now.timestamp()]
    packed = signing.dumps(what, salt=SALT, compress=True)
    pieces = [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]
    if size > MOST_BYTES or len(fields) < whole or len(pieces) > MOST_PIECES:
        return False
    for number, piece in enumerate(pieces):
        response.set_cookie(
            _name(number), piece, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
        )
    for number in range(len(pieces), MOST_PIECES):
        response.delete_cookie(_name(number), path="/", samesite="Lax")
    return True


def _is_secret(name: str) -> bool:
    return any(secret in name for secret in NEVER_SHOWN_AGAIN)


def _name(number: int) -> str:
    return f"{settings.CARRIED_COOKIE_NAME}{number}"


def is_carrying(request: HttpRequest) -> bool:
    return bool(request.COOKIES.get(_name(0)))


def carried(request: HttpRequest, *, now: datetime) -> CarriedForm | None:
    """The stored form, if its signature is valid and it is recent enough."""
    packed = "".join(request.COOKIES.get(_name(number), "") for number in range(MOST_PIECES))
    try:
        action, page, fields, had_file, at = signing.loads(packed, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    is_young = -CLOCKS <= now.timestamp() - float(at) <= SECONDS
    return CarriedForm(action, page, [(name, value) for name, value in fields], had_file) if is_young else None


def put_down(response: HttpResponse) -> None:
    """Delete the stored form: it has been shown."""
    for number in range(MOST_PIECES):
        response.delete_cookie(_name(number), path="/", samesite="Lax")
