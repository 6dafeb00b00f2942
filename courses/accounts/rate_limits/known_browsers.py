"""Browsers in which an account was signed in: their wrong tries are counted apart from everybody else's.

Whoever guesses at an account closes it for all whom the same count holds; its owner still gets in where they have been
before, with as many tries as others have. The cookie names nobody: its marks are signed for an account and its
password, so that a changed password makes them void. A shared computer gets none.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from courses.accounts.models import User
from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of

KEPT = timedelta(days=180)
MOST = 3  # accounts of one browser
BETWEEN = "|"


def has_any(request: HttpRequest) -> bool:
    return bool(_marks(request))


def mark_of(request: HttpRequest, person: User) -> str:
    """The mark that tells this browser from others if this account was signed in in it; else ""."""
    return next((found for mark in _marks(request) if (found := _opened(mark, person))), "")


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Mark this browser, after a complete sign-in on a computer that is not shared."""
    others = [mark for mark in _marks(request) if not _opened(mark, person)]
    mark = _signer(person).sign(secrets.token_urlsafe(12))
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME, BETWEEN.join([mark, *others][:MOST]), max_age=int(KEPT.total_seconds()),
        secure=settings.HTTPS, httponly=True, samesite="Lax",
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    response.delete_cookie(settings.KNOWN_COOKIE_NAME, path="/", samesite="Lax")


class TooManyTriesError(Exception):
    """Further tries are refused for some minutes."""


def count_second_step(request: HttpRequest, person: User, *, on_paper: bool) -> Callable[[], None]:
    """Count a try at somebody's code, before it is looked at; return what takes it back. Raises TooManyTriesError.

    Whoever guesses at the app from many addresses closes it in browsers that are not known, until its owner sets
    another password, which the guesser has not got. A code on paper is still heard from everywhere else.
    """
    whose, known, address = str(person.pk), mark_of(request, person), address_of(request)
    limits: list[tuple[str, tuple[str, ...]]] = [("second_step_address", (address,))]
    if on_paper:
        limits += [("second_step_paper", (whose, known or address)), ("second_step_papers", (whose,))]
    else:
        limits += [("second_step", (whose, known or person.get_session_auth_hash()))]
    counted = [throttle.count(request, limit, *by) for limit, by in limits]
    if None in counted:
        raise TooManyTriesError

    def take_back() -> None:
        for one in counted[1:]:
            one.rollback()

    return take_back


def _marks(request: HttpRequest) -> list[str]:
    return [mark for mark in request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "").split(BETWEEN)[:MOST] if mark]


def _opened(mark: str, person: User) -> str:
    try:
        return str(_signer(person).unsign(mark, max_age=KEPT))
    except BadSignature:
        return ""


def _signer(person: User) -> TimestampSigner:
    return TimestampSigner(salt=f"known browser|{person.pk}|{person.password}")
