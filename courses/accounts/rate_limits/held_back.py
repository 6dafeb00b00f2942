"""Lists who is blocked by a rate limit now, read from the cache that counts; and resets one of them.

Most limits count a hash of address and name, so a count shows only its limit and its times. What is counted by address
alone is shown by the network part of it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import connections

from courses.accounts.rate_limits.counting import ALIAS
from courses.accounts.security_log.events import OPERATOR, SecurityKind, masked, note

START = "allauth:rl:"
COUNTS_ONLY = frozenset({"group_everywhere", "group_sign_in_seen", "group_sign_in_code"})  # they refuse nobody


class CannotBeListedError(Exception):
    """This cache cannot list its entries."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One count that has reached its limit. `until` is when the next attempt is accepted, unless it is reset before."""

    id: str
    key: str
    limit: str
    whose: str
    tries: int
    last_at: datetime
    until: datetime


def held_back() -> list[HeldBack]:
    """All counts at their limit, the latest first. Raises CannotBeListedError."""
    found = (_read(key) for key in _keys() if not key.endswith(":lock"))
    return sorted((one for one in found if one), key=lambda one: one.last_at, reverse=True)


def free(one: HeldBack, *, now: datetime) -> None:
    cache.delete(one.key)
    note(SecurityKind.THROTTLE_FREED, actor=OPERATOR, about=one.limit, now=now)


def _read(key: str) -> HeldBack | None:
    _app, limit, rate, *source = key.removeprefix(START).split(":", 3)
    amount, seconds, _per = rate.split("/")
    tries = [at for at in cache.get(key, []) if at > time.time() - float(seconds)]
    if limit in COUNTS_ONLY or len(tries) < int(amount):
        return None
    return HeldBack(
        id=sha256(key.encode()).hexdigest()[:8], key=key, limit=limit, whose=_whose(source[0]), tries=len(tries),
        last_at=datetime.fromtimestamp(max(tries), UTC),
        until=datetime.fromtimestamp(sorted(tries)[-int(amount)] + float(seconds), UTC),
    )  # fmt: skip


def _whose(source: str) -> str:
    kind, _, value = source.partition(":")
    if kind == "ip":
        return masked(value) or "an unknown address"
    return "an account" if kind == "user" else "an address and a name"


def _keys() -> Iterator[str]:
    """Names under which attempts are counted, as the cache's users know them."""
    backend = settings.CACHES["default"]["BACKEND"]
    if backend.endswith("DatabaseCache"):
        stored = _keys_in_table()
    elif backend.endswith("RedisCache"):
        stored = (one.decode() for one in cache._cache.get_client().scan_iter(match=f"*{START}*"))  # type: ignore[attr-defined]
    else:
        raise CannotBeListedError
    prefix = cache.make_key("")
    return (one.removeprefix(prefix) for one in stored if one.startswith(f"{prefix}{START}"))


def _keys_in_table() -> Iterator[str]:
    table = settings.CACHES["default"]["LOCATION"]
    alias = ALIAS if ALIAS in settings.DATABASES else "default"
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT cache_key FROM {connections[alias].ops.quote_name(table)}")  # noqa: S608 - our own name
        return iter([row[0] for row in cursor.fetchall()])
