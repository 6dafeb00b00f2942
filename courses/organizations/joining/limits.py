"""How often anybody may guess: misses are counted per group code, per nickname and per address.

Only misses count, so that forty people in one room can sign in at once. What this leaves a guesser is computed in the
tests. Where attempts cannot be counted, nobody may try.
"""

import logging
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from courses.accounts.limits import require_counting
from courses.organizations.names import folded

APP = "organizations"
LIMITS = {
    "code": "60/m/ip",  # codes of no group, and cards that are none, from one address
    "code_alarm": "300/m/key",  # the same from everywhere: somebody is searching
    "group_sign_in": "60/m/ip",
    "group_sign_in_code": "200/d/key",
    "group_sign_in_name": "5/300s/key,20/d/key",
}
log = logging.getLogger(__name__)


def may_try_code(request: HttpRequest) -> bool:
    """Whether this address may try another code; raises LimitsDown when attempts cannot be counted."""
    require_counting()
    return _consume(request, "code", dry_run=True) is not None


def count_missed_code(request: HttpRequest) -> None:
    """A code that leads nowhere was tried."""
    _consume(request, "code")
    if _consume(request, "code_alarm", key="all") is None:
        log.error("more than 300 codes of no group were tried within a minute")


class Attempt:
    """One attempt to sign in by code, nickname and secret code: counted before it is made, forgotten if it succeeds."""

    def __init__(self, request: HttpRequest, *, code: str, nickname: str) -> None:
        require_counting()
        counted = (
            ("group_sign_in", None),
            ("group_sign_in_code", code),
            ("group_sign_in_name", _name_key(code, nickname)),
        )
        self._used: list[Any] = []
        self.is_allowed = True
        for action, key in counted:
            usage = _consume(request, action, key=key)
            if usage is None:
                self.is_allowed = False
                return
            self._used.append(usage)

    def succeeded(self) -> None:
        for usage in self._used:
            usage.rollback()


def forgive_nickname(request: HttpRequest, *, code: str, nickname: str) -> None:
    """Forget the misses of one person, whose secret code has just been set anew."""
    ratelimit.clear(request, app=APP, action="group_sign_in_name", config=LIMITS, key=_name_key(code, nickname))


def _name_key(code: str, nickname: str) -> str:
    return f"{code}:{folded(nickname)}"


def _consume(request: HttpRequest, action: str, *, key: str | None = None, dry_run: bool = False) -> Any:
    return ratelimit.consume(request, app=APP, action=action, config=LIMITS, key=key, dry_run=dry_run, limit_get=True)
