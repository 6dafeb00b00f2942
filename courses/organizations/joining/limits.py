"""How often anybody may guess at a group's code and its people's secret codes; what this leaves is computed in tests.

Only misses count, so that forty people in one room can sign in at once, and they count by address and nickname
together: a stranger's close a nickname to that stranger only. A group whose code is tried from everywhere is slowed,
never closed: every address keeps a few tries. Where attempts cannot be counted, nobody may try.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of
from courses.accounts.rate_limits.counting import require_counting
from courses.organizations.forms.names import folded
from courses.organizations.models import Group

SHOWN_FROM = 5  # so many close one nickname to one address
log = logging.getLogger(__name__)


def may_open(request: HttpRequest, code: str) -> bool:
    """Whether a correct group code is accepted from this address. Raises LimitsDown when attempts cannot be counted."""
    require_counting()
    return throttle.lets_in(request, "group", address_of(request), code)


def may_miss(request: HttpRequest, limit: str) -> bool:
    """Count a wrong code ("group", or "long_code" of a card). Returns False when this address has tried too many."""
    require_counting()
    if throttle.count(request, "group_everywhere", limit) is None:
        log.error("more than 300 codes that lead nowhere were tried within a minute: %s", limit)
    return throttle.count(request, limit, address_of(request)) is not None


def may_open_card(request: HttpRequest, group: Group, letters: str) -> bool:
    """Whether correct letters of a card are accepted from this address.

    Not from one that tries many wrong ones, unless these letters were accepted here earlier today. Raises LimitsDown.
    """
    require_counting()
    return throttle.lets_in(request, "card_letters", f"{address_of(request)} {group.code}", letters)


def may_miss_card(request: HttpRequest, group: Group) -> bool:
    """Count letters that no card of the group has.

    Returns False when this address has tried too many. Raises LimitsDown.
    """
    require_counting()
    return throttle.count(request, "card_letters", f"{address_of(request)} {group.code}") is not None


class Attempt:
    """One attempt to sign in by code, nickname and secret code: counted before it is made, forgotten if it succeeds.

    `refused` is "" or who must wait: "name" (this nickname, here), "room" (this group, here), "address" (all, here);
    what is refused was not tried and is not counted. Nicknames that nobody has are counted apart, so that inventing
    some closes none that is somebody's.
    """

    def __init__(self, request: HttpRequest, *, group: Group | None, nickname: str, is_listed: bool) -> None:
        require_counting()
        self.request, self.refused = request, ""
        self._used: list[Any] = []
        address = address_of(request)
        if group is None:  # nobody to protect
            self._take("address", "group_sign_in", address)
            return
        lifted, name = throttle.epoch(group.code), folded(nickname)
        room = (address, group.code, lifted)
        self._take("name", "group_sign_in_name", *room, name, throttle.epoch(group.code, name))
        self._take("room", "group_sign_in_room" if is_listed else "group_sign_in_invented", *room)
        if self.refused:
            return
        if is_listed and not self._is_noted("group_sign_in_code", group.code, lifted):
            self._take("room", "group_sign_in_slow", *room)
        if not self.refused:
            self._is_noted("group_sign_in_seen", group.code, lifted)

    def _take(self, whose: str, limit: str, *counted: str) -> None:
        if self.refused:
            return
        if not self._is_noted(limit, *counted):
            self.refused = whose
            self.undo()

    def _is_noted(self, limit: str, *counted: str) -> bool:
        usage = throttle.count(self.request, limit, *counted)
        if usage is not None:
            self._used.append(usage)
        return usage is not None

    def undo(self) -> None:
        """Take the count of this attempt back: it succeeded, or nothing was tried."""
        for usage in self._used:
            usage.rollback()
        self._used.clear()


@dataclass(frozen=True, slots=True)
class WrongTries:
    """What its facilitators see: how often somebody failed to sign in to the group within a day, at most 400; and
    whether so many tried its people's nicknames that every address has only a few tries left."""

    number: int
    is_slowed: bool


def wrong_tries(request: HttpRequest, group: Group) -> WrongTries | None:
    """The failed attempts of a group; None if there are too few to show, or if the cache is unavailable."""
    try:
        lifted = throttle.epoch(group.code)
        number = throttle.misses(request, "group_sign_in_seen", group.code, lifted)
        is_slowed = number > 0 and throttle.is_reached(request, "group_sign_in_code", group.code, lifted)
    except Exception:  # the cache may be a table, a server or a file: each fails in its own way
        return None
    return WrongTries(number, is_slowed) if number >= SHOWN_FROM else None


def forgive_group(group: Group) -> None:
    """Reset the failed attempts of all people of a group, for all addresses."""
    throttle.lift(group.code)


def forgive_nickname(*, group: Group, nickname: str) -> None:
    """Reset the counts for one nickname from every address, after the secret code was set anew."""
    throttle.lift(group.code, folded(nickname))
