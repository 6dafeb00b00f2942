"""Who was erased, noted outside the database: a backup brings people back, and `restore` erases them again by this.

A line is a day and a keyed hash of the account's number and first day: whoever finds the file learns no name from it.
"""

import hmac
import logging
import os
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from courses.accounts.models import User

log = logging.getLogger(__name__)


def mark_of(person: User, secret: str | None = None) -> str:
    message = f"erased|{person.pk}|{person.date_joined.timestamp():.6f}".encode()
    return hmac.new((secret or settings.SECRET_KEY).encode(), message, sha256).hexdigest()


def note_erased(marks: Iterable[str], *, now: datetime) -> None:
    """Add a line for each, on the disk before this returns. A file that cannot be written is logged, and holds up no
    erasure."""
    try:
        settings.ERASED_FILE.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(settings.ERASED_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, "".join(f"{now:%Y-%m-%d} {mark}\n" for mark in marks).encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError:
        log.exception("an erasure could not be noted; a restored backup would bring this person back")


def noted_marks() -> frozenset[str]:
    """Marks of everybody who was erased; lines cut short by a crash match nobody."""
    if not settings.ERASED_FILE.exists():
        return frozenset()
    lines = settings.ERASED_FILE.read_text(encoding="ascii", errors="replace").splitlines()
    return frozenset(line.rpartition(" ")[2] for line in lines)


def is_noted(person: User, marks: frozenset[str]) -> bool:
    """Whether this person was erased, under today's secret key or an earlier one."""
    return any(mark_of(person, key) in marks for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
