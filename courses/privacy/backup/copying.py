"""Backs up the database while the site runs.

A plain copy of SQLite's file misses what is still in its log, so SQLite itself makes the copy; for PostgreSQL, its own
programs make and read it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from django.db import connection
from django.utils import timezone

from courses.privacy.backup.last_copy import note_copy
from courses.privacy.backup.postgres_programs import BackupRefusedError, run
from courses.privacy.erasure.tombstones import complete_list, register_key

NEEDED = "accounts_user"  # a table without which a file is no copy of this site


def make_backup(target: Path) -> None:
    """Write a consistent copy to `target`, which must not exist yet and which only its owner may read."""
    if target.exists():
        raise BackupRefusedError(f"{target} exists already. Choose another name.")
    register_key(now=timezone.now())  # by it the copy is known as one of this database
    try:
        complete_list()
    except OSError as problem:
        raise BackupRefusedError(f"Whoever was erased cannot be noted beside the database: {problem}") from problem
    part = target.with_name(f"{target.name}.part")
    try:
        with _new(part) as is_ours:
            _copy_to(part)
            if not is_ours():
                raise BackupRefusedError(f"{target}: another copy to the same name was begun meanwhile.")
            part.rename(target)
        note_copy(timezone.now())
    except (OSError, sqlite3.Error) as problem:
        why = problem.strerror if isinstance(problem, OSError) else problem
        raise BackupRefusedError(f"{target} cannot be written: {why}.") from problem


@contextmanager
def _new(part: Path) -> Iterator[Callable[[], bool]]:
    """An empty file for its owner only, in the place of one that was cut off; whether it still is the one of then."""
    part.unlink(missing_ok=True)
    with open(part, "xb", opener=partial(os.open, mode=0o600)) as opened:

        def is_ours() -> bool:
            return part.exists() and os.path.samestat(os.fstat(opened.fileno()), part.stat())

        try:
            yield is_ours
        finally:
            if is_ours():
                part.unlink()


def _copy_to(part: Path) -> None:
    if connection.vendor == "sqlite":
        _copy_sqlite(part)
    else:
        run("pg_dump", "--format=custom", f"--file={part}")


def _copy_sqlite(part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a read-only place
    check_sqlite(part)


def check_sqlite(file: Path) -> None:
    """Raises BackupRefusedError unless this is a consistent copy of this site's database."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as problem:
        raise BackupRefusedError(f"{file} cannot be read: {problem}.") from problem
    if verdict != "ok" or NEEDED not in tables:
        raise BackupRefusedError(f"{file} is no sound copy of this site.")
