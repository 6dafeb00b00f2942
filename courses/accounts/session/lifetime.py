"""How long a sign-in lasts: 14 days without use and 30 in all; on a shared computer 15 minutes without use.

Whoever runs groups sees other people: from their first such page on it lasts 8 hours without use and 12 in all.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest

LIFE = "life"
WANTED = "shared_wanted"
MARGIN = 3600  # seconds by which two servers' clocks may differ


@dataclass(frozen=True, slots=True)
class SessionLifetime:
    """The lifetime of a session.

    When it began and was last used, in seconds since 1970; whether the computer is shared, and whether the session
    showed other people's data.
    """

    began: float
    seen: float
    is_shared: bool = False
    is_staff: bool = False

    ORDINARY_STEP: ClassVar[int] = 3600  # how exactly the last use is kept: each noting is a write
    SHARED_STEP: ClassVar[int] = 30

    @property
    def idle_limit(self) -> float:
        if self.is_shared:
            return float(settings.SHARED_IDLE_SECONDS)
        if self.is_staff:
            return timedelta(hours=settings.STAFF_IDLE_HOURS).total_seconds()
        return timedelta(days=settings.SESSION_IDLE_DAYS).total_seconds()

    def left(self, now: float) -> int:
        """Whole seconds until the session ends without use."""
        return max(0, int(self.idle_limit - (now - self.seen)))

    def ended(self, now: float) -> str:
        """ "idle" or "old" when the session is over, else "". A beginning in the future counts as over."""
        if now - self.seen >= self.idle_limit:
            return "idle"
        days, hours = timedelta(days=settings.SESSION_ABSOLUTE_DAYS), timedelta(hours=settings.STAFF_ABSOLUTE_HOURS)
        oldest = (hours if self.is_staff else days).total_seconds()
        return "old" if now - self.began >= oldest or self.began > now + MARGIN else ""

    def is_due(self, now: float) -> bool:
        """Whether this use has to be stored."""
        return now - self.seen >= (self.SHARED_STEP if self.is_shared else self.ORDINARY_STEP)


def life_of(session: SessionBase) -> SessionLifetime | None:
    kept = session.get(LIFE)
    if not isinstance(kept, dict):
        return None
    return SessionLifetime(float(kept["began"]), float(kept["seen"]), bool(kept["shared"]), bool(kept.get("staff")))


def is_signed_in(session: SessionBase) -> bool:
    return SESSION_KEY in session and not getattr(session, "unreadable", False)


def begin(request: HttpRequest, *, now: float) -> SessionLifetime:
    """Start the lifetime of a session; on a shared computer its cookie ends with the browser."""
    is_shared = bool(request.session.pop(WANTED, False))
    life = SessionLifetime(now, now, is_shared)
    _keep(request.session, life)
    request.session.set_expiry(0 if is_shared else None)
    return life


def want_shared(session: SessionBase, *, is_shared: bool) -> None:
    """Remember the answer to "Is this a shared computer?" until the sign-in is complete."""
    if is_shared:
        session[WANTED] = True
    else:
        session.pop(WANTED, None)


def note_use(session: SessionBase, life: SessionLifetime, *, now: float) -> SessionLifetime:
    """Store that the session was used now; when storage refuses, reading goes on and the session stays as it was."""
    used = replace(life, seen=now)
    _keep(session, used)
    try:
        session.save()
    except (DatabaseError, InterfaceError):
        session.modified = False
        return life
    return used


def sees_people(session: SessionBase, life: SessionLifetime) -> SessionLifetime:
    """Shorten this session to the lifetime of facilitators' sessions."""
    if life.is_staff:
        return life
    shortened = replace(life, is_staff=True)
    _keep(session, shortened)
    return shortened


def _keep(session: SessionBase, life: SessionLifetime) -> None:
    kept: dict[str, Any] = {"began": life.began, "seen": life.seen, "shared": life.is_shared, "staff": life.is_staff}
    session[LIFE] = kept
