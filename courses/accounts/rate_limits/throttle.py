"""The one place that counts attempts of our own pages: every limit, on allauth's limiter, in the shared cache.

What is counted together says whom a limit can keep out. Secrets of a person are counted by address and name together,
so that a stranger's misses close nothing for the person; what a camera reads (128 random bits) is only ever refused
when it is wrong. allauth's own limits stand in settings_accounts.py.
"""

import time
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from courses.accounts.sign_in.allauth_internals import ratelimit

APP = "courses"
LIMITS: dict[str, str] = {  # misses unless said otherwise; who shares a count stands where it is used
    "recover": "10/300s,50/d",  # by address and user name: a code of the recovery sheet
    "second_step": "10/300s",  # by account and its password, or by account and known browser: codes of the app
    "second_step_paper": "5/300s,20/d",  # by account and address, or known browser: its codes on paper, 27 bits each
    "second_step_papers": "400/d",  # by account: the same from everywhere
    "second_step_address": "300/m",  # by address: the same, also those that were right
    "mail": "3/m,10/h",  # by address and mailbox: mails with a code, sent to whoever is named
    "confirm": "3/m",  # by person: mails with a code, sent to oneself
    "record": "10/m",  # by address: codes of no record
    "workshop": "300/600s",  # by address: codes of no workshop; forty phones with five slips each pass
    "long_code": "300/600s",  # by address: cards that are none
    "card_letters": "60/600s,250/d",  # by address and group: letters that no card of the group has
    "group": "300/600s",  # by address: codes of no group
    "group_everywhere": "300/m",  # the same from everywhere, refuses nobody: somebody is searching
    "group_sign_in": "300/m",  # by address: tries to sign in with codes of no group
    "group_sign_in_name": "5/300s,20/d",  # by address, group and nickname
    "group_sign_in_invented": "250/d",  # by address and group: nicknames that are not on its list
    "group_sign_in_room": "250/d",  # by address and group: nicknames that are
    "group_sign_in_seen": "400/d",  # by group: all of them, refuses nobody; its facilitators see the number
    "group_sign_in_code": "400/d",  # by group: nicknames on its list; from then on every address is slowed:
    "group_sign_in_slow": "10/300s,100/d",  # by address and group
}
FAMILIAR = int(timedelta(days=1).total_seconds())
LIFTED = int(timedelta(days=2).total_seconds())  # longer than anything is counted


def misses(request: HttpRequest, limit: str, *counted: str) -> int:
    """The number of attempts still counted for this limit, at most as many as its longest rate allows."""
    rate = ratelimit.parse_rates(_config(limit)[limit])[-1]
    kept = ratelimit.get_cache_key(request, app=APP, action=limit, rate=rate, key=_key(counted))
    return sum(at > time.time() - rate.duration for at in cache.get(kept, []))


def is_reached(request: HttpRequest, limit: str, *counted: str) -> bool:
    """Whether the next attempt would be refused; does not count one."""
    return _consume(request, limit, counted, dry_run=True) is None


def count(request: HttpRequest, limit: str, *counted: str) -> Any:
    """Count one attempt; None when the limit is exceeded. The returned usage can be undone by its `rollback()`."""
    return _consume(request, limit, counted)


def is_too_many(request: HttpRequest, limit: str, *counted: str) -> bool:
    """Count a miss; True when the limit is exceeded. Only for public pages: False if the cache is unavailable."""
    try:
        return count(request, limit, *counted) is None
    except Exception:  # the cache may be a table, a server or a file: each fails in its own way
        return False


def epoch(*counted: str) -> str:
    """A part of the cache keys of counts that can be reset: `lift` changes it, so that old counts no longer apply."""
    return str(cache.get(f"courses:lifted:{_key(counted)}", ""))


def lift(*counted: str) -> None:
    """Reset all counts whose keys hold this epoch, for all addresses."""
    cache.set(f"courses:lifted:{_key(counted)}", get_random_string(8), LIFTED)


def lets_in(request: HttpRequest, limit: str, address: str, right: str) -> bool:
    """Whether a right code is accepted from this address. One that was accepted here today always is, so that trying
    wrong ones in the same room locks nobody out; any other is refused once the address has tried too many."""
    familiar = f"courses:familiar:{_key((limit, address, right))}"
    if cache.get(familiar) is not None:
        return True
    if is_reached(request, limit, address):
        return False
    cache.set(familiar, 1, FAMILIAR)
    return True


def _consume(request: HttpRequest, limit: str, counted: tuple[str, ...], *, dry_run: bool = False) -> Any:
    return ratelimit.consume(
        request, app=APP, action=limit, config=_config(limit), key=_key(counted), dry_run=dry_run, limit_get=True
    )


def _config(limit: str) -> Mapping[str, str]:
    return {limit: ",".join(f"{rate}/key" for rate in LIMITS[limit].split(","))}


def _key(counted: tuple[str, ...]) -> str:
    """The names are folded into a hash: no cache holds who tried what."""
    return sha256("\n".join(counted).encode("utf-8", "replace")).hexdigest()
