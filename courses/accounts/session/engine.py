"""Database sessions that give up quickly when storage is away, so that reading goes on (and nobody is signed out)."""

import time
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, InterfaceError, OperationalError

RETRY_AFTER = 5.0  # seconds between attempts while storage is away


class StorageDown(DatabaseError):
    """The database cannot be reached or written to; the session cookie in the browser is left unchanged."""


class _Storage:
    """Shared by all requests of a process: whether the last attempt failed, and when to try again."""

    down = False
    retry_at = 0.0


class SessionStore(DatabaseStore):
    unreadable = False

    def load(self) -> dict[str, Any]:
        now = time.monotonic()
        if _Storage.down and now < _Storage.retry_at:
            return self._without_storage()  # one request tries again, the others answer
        _Storage.retry_at = now + RETRY_AFTER
        try:
            data: dict[str, Any] = super().load()
        except (DatabaseError, InterfaceError):
            _Storage.down = True
            return self._without_storage()
        _Storage.down = False
        return data

    def _without_storage(self) -> dict[str, Any]:
        self.unreadable = True
        return {}

    def save(self, must_create: bool = False) -> None:
        if self.unreadable:
            raise StorageDown
        try:
            super().save(must_create)
        except UpdateError as gone:  # said of a row that is gone, but also of a disk that is full
            if isinstance(gone.__context__, OperationalError):
                raise StorageDown from gone
            raise

    def cycle_key(self) -> None:
        if self.unreadable:
            raise StorageDown
        super().cycle_key()

    def flush(self) -> None:
        if self.unreadable:
            raise StorageDown
        super().flush()
