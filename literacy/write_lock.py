"""How long a request waits for SQLite's one write lock, and how many of a process do: readers find a thread free.

Without it two answers waiting 20 s each held all threads, and visitors who write nothing waited behind them. Whoever
gives up gets the page about storage that is away, with the form as it was typed. Commands wait as the settings say.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

READING = ("GET", "HEAD")
READER_SECONDS, WRITER_SECONDS = 0.5, 3.0  # whoever reads can do without what would be noted on the way
PATIENCE, PATIENCE_WHEN_STUCK = 0.5, 0.05  # how long the one in front may have waited before others stop queueing
LOOK_AGAIN = 0.05
AT_ONCE_MS, PAUSE = 20, 0.005
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC", "BEGIN ", "CREATE", "DROP T", "ALTER ")


class Queue:
    """One thread of the process waits for the lock; others wait for that one, and not for long."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._since = 0.0
        self._is_stuck = False  # the last one in front waited in vain

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._take()
        self._since = time.monotonic()
        try:
            yield
        except OperationalError as problem:
            self._is_stuck = is_locked(problem)
            raise
        else:
            self._is_stuck = False
        finally:
            self._turn.release()

    def _take(self) -> None:
        """Wait for the turn while the queue moves on: only one in front that waits long itself sends others away."""
        ends = time.monotonic() + WRITER_SECONDS
        while not self._turn.acquire(timeout=LOOK_AGAIN):
            patience = PATIENCE_WHEN_STUCK if self._is_stuck else PATIENCE
            now = time.monotonic()
            if now - self._since > patience or now > ends:
                raise OperationalError("database is locked: others wait for it already")


_queue = Queue()


class WriteLockMiddleware:
    """Bounds the waits of one request; where the database is no SQLite, nothing changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "sqlite":
            return self.get_response(request)
        wait = _Wait(READER_SECONDS if request.method in READING else WRITER_SECONDS)
        with connection.execute_wrapper(wait):
            return self.get_response(request)


class _Wait:
    """Wraps what one request asks of the database; only what needs the lock and does not hold it yet is bounded.

    It tries again and again for a moment each time, never long at once: a wait inside SQLite holds the connection's
    mutex, and another thread that collects garbage of this connection (a failed write leaves some) stands still on it.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: object, many: bool, context: Mapping[str, Any]
    ) -> Any:
        raw = context["connection"].connection
        if raw is None or raw.in_transaction or sql[:6].upper() not in WRITES:
            return execute(sql, params, many, context)
        with _queue.turn():
            raw.execute(f"PRAGMA busy_timeout = {AT_ONCE_MS}")
            try:
                return self._until_free(lambda: execute(sql, params, many, context))
            finally:
                raw.execute(f"PRAGMA busy_timeout = {int(WRITER_SECONDS * 1000)}")

    def _until_free(self, attempt: Callable[[], Any]) -> Any:
        ends = time.monotonic() + self._seconds
        while True:
            try:
                return attempt()
            except OperationalError as problem:
                if not is_locked(problem) or time.monotonic() >= ends:
                    raise
            time.sleep(PAUSE)


def is_locked(problem: OperationalError) -> bool:
    return "locked" in str(problem)
