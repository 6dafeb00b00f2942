"""Whether a question about a guest's learning is open for the account.

It is stored in the session at sign-in, so that pages query the database only where there is something to ask.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.visitors.guests import LEARNING_HERE, WAITS, guest_behind
from courses.accounts.visitors.visitor import visit_of
from courses.learning.claims.offers import Offer, claim_to_undo, left_out, open_offer
from courses.learning.models import Claim

NOTHING, LEFT_OUT = "nothing", "left-out"
ADDED_AT = "learning_added_at"
SHOWN_ON = ["home", "courses", "course", "me", "accounts:account"]
OWN_PAGES = ("learning:claim",)
SAID_FOR = timedelta(minutes=10)  # on every page; later My progress alone says what can still be taken back


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice at the top of a page: an open question, or that learning was added and can be undone."""

    offer: Offer | None = None
    undo: Claim | None = None


def asks_on(*views: str) -> None:
    """Register routes whose pages show the question too; called when Django is ready, by the package that has them."""
    SHOWN_ON.extend(views)


def note(request: HttpRequest, account: User) -> None:
    """Query once whether a question about a guest's learning is open, and store that in the session."""
    if open_offer(account, here=guest_behind(request)) is not None:
        request.session[LEARNING_HERE] = WAITS
    else:
        request.session[LEARNING_HERE] = LEFT_OUT if left_out(account) is not None else NOTHING


def note_added(session: SessionBase, *, now: datetime) -> None:
    session[ADDED_AT] = now.timestamp()


def is_left_out(request: HttpRequest) -> bool:
    """Whether the person said of some learning that it is not theirs; as noted at sign-in, or since."""
    return visit_of(request).account is not None and request.session.get(LEARNING_HERE) == LEFT_OUT


def notice_of(request: HttpRequest) -> Notice:
    """The notice for this page or None. No query for visitors, guests, and accounts with nothing in the session."""
    visit = visit_of(request)
    try:
        account = visit.account if _is_place(request) else None
        return _notice(request, account) if account is not None else Notice()
    except (DatabaseError, InterfaceError):
        visit.storage_is_down = True
        return Notice()


def _notice(request: HttpRequest, account: User) -> Notice:
    now = timezone.now()
    noted = request.session.get(LEARNING_HERE)
    is_unknown = noted is None and visit_of(request).has_cookie  # signed in before anything was noted
    if noted == WAITS or is_unknown:
        offer = open_offer(account, here=guest_behind(request))
        if offer is not None:
            return Notice(offer=offer)
    added_at = request.session.get(ADDED_AT)
    was_added = added_at is not None and timedelta(seconds=now.timestamp() - float(added_at)) < SAID_FOR
    is_mine = request.resolver_match is not None and request.resolver_match.view_name == "me"
    return Notice(undo=claim_to_undo(account, now=now)) if was_added or is_mine else Notice()


def _is_place(request: HttpRequest) -> bool:
    """On pages about learning and about the account; not on those of facilitators, nor where it is asked anyway."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name.startswith("learning:"):
        return not name.startswith(OWN_PAGES)
    return name in SHOWN_ON
