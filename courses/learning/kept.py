"""HTML that many readers share, kept in memory: rendering it anew is by far the dearest part of a lesson page.

Kept HTML holds marks in place of what belongs to one reader, the form key and the CSRF token; `fill` puts those in.
"""

import secrets
from collections.abc import Callable, Hashable

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

FORM_KEY = f"form-key-{secrets.token_hex(16)}"
CSRF_TOKEN = f"csrf-token-{secrets.token_hex(16)}"
MOST_KEPT = 3000  # pieces; a page of a long lesson has 25 KB

_kept: dict[Hashable, SafeString] = {}


def kept(key: Hashable, make: Callable[[], str]) -> SafeString:
    """The HTML kept under `key`, made by `make` (a template, so it is safe) when it is not there yet."""
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept.setdefault(key, SafeString(make()))
    return found


def fill(html: str, *, request: HttpRequest, form_key: str) -> str:
    """The page for one reader; an own CSRF token is made only here."""
    return html.replace(FORM_KEY, form_key).replace(CSRF_TOKEN, get_token(request))
