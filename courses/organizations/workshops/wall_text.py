"""How large text is on a wall: chosen for the back row, remembered by the browser at the projector for a year."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NORMAL = "normal"
SIZE_WORDS: Mapping[str, Promise] = {
    NORMAL: _("Text of usual size"),
    "large": _("Large text"),
    "largest": _("Text for the back row"),
}
YEAR = 365 * 86_400


def cookie_name() -> str:
    return "__Host-wall-text" if settings.HTTPS else "wall-text"


def size_of(request: HttpRequest) -> str:
    """The text size from the cookie; any unknown value counts as the usual size."""
    kept = request.COOKIES.get(cookie_name(), NORMAL)
    return kept if kept in SIZE_WORDS else NORMAL


def keep_size(response: HttpResponse, size: str) -> None:
    if size in SIZE_WORDS:
        response.set_cookie(
            cookie_name(), size, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
        )  # fmt: skip
