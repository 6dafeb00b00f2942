"""HTML shared by many readers, cached in memory: rendering is by far the most expensive part of a page.

Cached HTML holds marks in place of the form key and the CSRF token of a reader; `fill` replaces them.
"""

import secrets
import threading
from collections.abc import Callable, Hashable

from cachetools import LRUCache
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

from courses.accounts.visitors.visitor import visit_of

FORM_KEY = f"form-key-{secrets.token_hex(16)}"
CSRF_TOKEN = f"csrf-token-{secrets.token_hex(16)}"
MOST_BYTES = 64 * 1024 * 1024  # of a worker: all steps of some 40 lessons in both languages, in every order of choices
BESIDE = 400  # bytes that a key and the entry of a piece take besides its text, about


def _size(html: bytes) -> int:
    return len(html) + BESIDE


class Kept:
    """A least-recently-used cache of HTML pieces, together at most `most` bytes.

    Pieces are held as UTF-8: a str takes two bytes for each character as soon as one of them is Chinese.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._pieces: LRUCache[Hashable, bytes] = LRUCache(maxsize=most, getsizeof=_size)
        self._lock = threading.Lock()  # even a look-up reorders the pieces

    def get(self, key: Hashable, make: Callable[[], str]) -> SafeString:
        with self._lock:
            found = self._pieces.get(key)
        if found is not None:
            return SafeString(found.decode())
        made = make()
        held = made.encode()
        if _size(held) <= self._pieces.maxsize:
            with self._lock:
                self._pieces[key] = held
        return SafeString(made)

    @property
    def size(self) -> int:
        """Bytes in the cache now."""
        return int(self._pieces.currsize)

    def __len__(self) -> int:
        return len(self._pieces)

    def clear(self) -> None:
        with self._lock:
            self._pieces.clear()


pieces = Kept()


def kept(key: Hashable, make: Callable[[], str]) -> SafeString:
    """The HTML cached under `key`, rendered by `make` (a template, so it is safe) if missing.

    A key must hold nothing that a client can choose freely, such as an address: each value would be an entry of its
    own.
    """
    return pieces.get(key, make)


def fill(html: str, request: HttpRequest) -> str:
    """Replace the marks in cached HTML by this reader's form key and CSRF token; made only if a form needs them."""
    if FORM_KEY in html:
        html = html.replace(FORM_KEY, visit_of(request).new_form_key())
    if CSRF_TOKEN in html:
        html = html.replace(CSRF_TOKEN, get_token(request))
    return html
