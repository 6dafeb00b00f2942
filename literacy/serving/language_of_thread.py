"""Keeps the language of a page in its thread: each look-up of a text asks for it, hundreds of times a page.

Django keeps it for asynchronous code, behind a lock and a context variable, which took a fourteenth of a page's time.
This site has no such code: a request is one thread's from beginning to end.
"""

import threading

from django.utils.translation import trans_real


def keep_language_by_thread() -> None:
    """To be called before a language is chosen; what is chosen already is forgotten."""
    trans_real._active = threading.local()  # type: ignore[attr-defined]
