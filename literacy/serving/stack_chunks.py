"""Gives the calls of a request one piece of memory for their frames.

CPython keeps frames in chunks of 16 KiB and, until that was mended in 3.13 and 3.14 in 2026, asks the system for each
chunk anew: a loop that stands near the end of one pays two system calls and a page fault for every call it makes
(python/cpython#142183). Middleware, views and nested templates fill several chunks: the result of "Can I afford this
loan?" asked 257 times, a fifth of all its work.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

SLOTS = 20_000  # of eight bytes: a frame that large gets a chunk of 256 KiB, of which it leaves a third to its callees


def in_one_chunk(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, called from a frame whose chunk has room for about 400 calls in each other.

    The frame asks for room and does not use it, so that costs no memory: untouched pages are not there.
    """

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return call
