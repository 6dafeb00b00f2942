"""Counts codes under which no workshop runs, by address: many for a room that mistypes, few for trying all codes.

A code opens nothing but the question on a wall, so where the cache is away the workshop goes on without counting.
"""

import ipaddress
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 30  # a minute and address: a class of 40 behind one address types its code, some of them wrongly
SECONDS = 60


def _slots(request: HttpRequest, now: datetime) -> list[str]:
    """One key for each miss of this address and minute; they are taken in order."""
    whose = salted_hmac("workshops.misses", _address(request)).hexdigest()[:32]
    minute = int(now.timestamp()) // SECONDS
    return [f"session-miss:{whose}:{minute}:{number}" for number in range(MOST)]


def _address(request: HttpRequest) -> str:
    """The phone's address, of IPv6 the first half: one household has all of the second."""
    try:
        text = str(get_adapter().get_client_ip(request))
        address = ipaddress.ip_address(text)
    except (ValueError, PermissionDenied):
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return text


def too_many(request: HttpRequest, now: datetime) -> bool:
    try:
        return cache.get(_slots(request, now)[-1]) is not None
    except Exception:  # the cache may be a table, a server or a file: each fails in its own way
        return False


def count_miss(request: HttpRequest, now: datetime) -> None:
    """Take the first free slot; adding is atomic, so that two at once take two."""
    try:
        for slot in _slots(request, now):
            if cache.add(slot, 1, timeout=2 * SECONDS):
                return
    except Exception:
        return
