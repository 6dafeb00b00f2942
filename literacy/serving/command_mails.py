"""Counts the mails of commands, which have ended when somebody asks: in the cache that all processes share."""

from collections.abc import Mapping
from contextlib import suppress

from django.core.cache import cache

OUTCOMES = ("sent", "failed")


def count_mails(**numbers: int) -> None:
    """Add to the counts by outcome. The mails are out already: a cache that is away must not make the command fail."""
    with suppress(Exception):  # it may be a table, a server or a file: each fails in its own way
        for outcome in OUTCOMES:
            cache.set(_key(outcome), cache.get(_key(outcome), 0) + numbers[outcome], timeout=None)


def mails_so_far() -> Mapping[str, int]:
    """By outcome, since the cache was last emptied."""
    return {outcome: cache.get(_key(outcome), 0) for outcome in OUTCOMES}


def _key(outcome: str) -> str:
    return f"literacy:command-mails:{outcome}"
