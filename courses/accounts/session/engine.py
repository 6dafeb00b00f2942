"""Database sessions that give up quickly when storage is away, so that reading goes on (and nobody is signed out)."""

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, InterfaceError, OperationalError

from courses.accounts.session.outage import Outage

reading = Outage(seconds=5.0)


class StorageDown(DatabaseError):
    """The database cannot be reached or written to; the session cookie in the browser is left unchanged."""


class SessionStore(DatabaseStore):
    unreadable = False

    def load(self) -> dict[str, Any]:
        if not reading.may_try():
            return self._without_storage()
        try:
            data: dict[str, Any] = super().load()
        except (DatabaseError, InterfaceError):
            reading.begin()
            return self._without_storage()
        reading.end()
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
