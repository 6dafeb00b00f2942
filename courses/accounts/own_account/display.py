"""How the reader wants pages to look: theme and text size, in a cookie so that the server renders it at once."""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

THEMES = ("auto", "light", "dark")
SIZES = ("normal", "large", "larger")
YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = "auto"
    size: str = "normal"

    @property
    def classes(self) -> str:
        """Classes for the html element; none for the defaults."""
        theme = "" if self.theme == "auto" else f"theme-{self.theme}"
        size = "" if self.size == "normal" else f"size-{self.size}"
        return f"{theme} {size}".strip()


DEFAULT = Display()


def display_of(request: HttpRequest) -> Display:
    """The reader's settings; anything else in the cookie counts as the default."""
    theme, _, size = request.COOKIES.get(settings.DISPLAY_COOKIE_NAME, "").partition(".")
    if theme in THEMES and size in SIZES:
        return Display(theme, size)
    return DEFAULT


def keep_display(response: HttpResponse, display: Display) -> None:
    samesite: Literal["Lax"] = "Lax"
    response.set_cookie(
        settings.DISPLAY_COOKIE_NAME,
        f"{display.theme}.{display.size}",
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite=samesite,
        path="/",
    )
