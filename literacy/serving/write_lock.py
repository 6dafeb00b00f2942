"""How long a request waits for SQLite's one write lock, and how many of a process do: readers find a thread free.

Without it two answers waiting 20 s each held all threads, and visitors who write nothing waited behind them. Whoever
gives up gets the page about storage that is away, with the form as it was typed. Commands wait as the settings say.

SQLite keeps no queue: whoever asks in the right moment is next, and under load some wait a hundred turns. So those who
wait stand at a door, a file that one process of the machine may lock; only who holds it asks SQLite, a moment apart.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from typing import Any

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

READING = ("GET", "HEAD")
READER_SECONDS, WRITER_SECONDS = 0.5, 3.0  # whoever reads can do without what would be noted on the way
PATIENCE, PATIENCE_WHEN_STUCK = 1.0, 0.05  # how long nobody may have got the lock before others stop queueing
AT_ONCE_MS, PAUSE = 3, 0.0005  # SQLite asks again after 1 and 3 ms
AT_THE_DOOR = 1.0  # then without: whoever holds it may have been stopped
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC", "BEGIN ", "CREATE", "DROP T", "ALTER ")


class Door:
    """The file that whoever asks SQLite next has locked. It only keeps order: without it SQLite's lock still holds."""

    def __init__(self, database: str) -> None:
        self._file = -1
        if not database.startswith("file:") and ":memory:" not in database:
            with suppress(OSError):  # a folder in which nothing can be made
                self._file = os.open(f"{database}-turn", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)

    def wait(self, ends: float) -> None:
        """Wait until this process holds the file, and so asks SQLite next; until `ends` or a second at most."""
        ends = min(ends, time.monotonic() + AT_THE_DOOR)
        while self._file >= 0 and not self._is_mine() and time.monotonic() < ends:
            time.sleep(PAUSE)

    def _is_mine(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def note_entry(self) -> None:
        """Note for all processes that SQLite's lock was taken now."""
        if self._file >= 0:
            os.utime(self._file)

    def seconds_since_entry(self) -> float:
        return time.time() - os.fstat(self._file).st_mtime if self._file >= 0 else WRITER_SECONDS

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)


class Queue:
    """One thread of the process waits for the lock; others wait for that one while anybody gets it, else not long."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._since = 0.0
        self._is_stuck = False  # the last one in front waited in vain

    @contextmanager
    def turn(self, door: Door, ends: float) -> Iterator[None]:
        self._take(door, ends)
        self._since = time.monotonic()
        try:
            door.wait(ends)
            yield
            door.note_entry()
        except OperationalError as problem:
            self._is_stuck = is_locked(problem)
            raise
        else:
            self._is_stuck = False
        finally:
            self._turn.release()

    def _take(self, door: Door, ends: float) -> None:
        """Wait for the turn while the queue moves on, here or in another process: slow is not stuck."""
        if self._turn.acquire(blocking=False):
            return
        while True:
            patience, now = PATIENCE_WHEN_STUCK if self._is_stuck else PATIENCE, time.monotonic()
            left = min(patience - min(now - self._since, door.seconds_since_entry()), ends - now)
            if left <= 0:
                raise OperationalError("database is locked: others wait for it already")
            if self._turn.acquire(timeout=left):
                return


_queue = Queue()
watched: Callable[[], AbstractContextManager[None]] = nullcontext  # metrics.py counts here who waits, and how long


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
        ends = time.monotonic() + self._seconds
        door = Door(str(context["connection"].settings_dict["NAME"]))
        with closing(door), watched(), _queue.turn(door, ends):
            raw.execute(f"PRAGMA busy_timeout = {AT_ONCE_MS}")
            try:
                return self._until_free(lambda: execute(sql, params, many, context), ends)
            finally:
                raw.execute(f"PRAGMA busy_timeout = {int(WRITER_SECONDS * 1000)}")

    @staticmethod
    def _until_free(attempt: Callable[[], Any], ends: float) -> Any:
        while True:
            try:
                return attempt()
            except OperationalError as problem:
                if not is_locked(problem) or time.monotonic() >= ends:
                    raise
            time.sleep(PAUSE)


def is_locked(problem: OperationalError) -> bool:
    return "locked" in str(problem)
