"""Copies of the database while people learn.

A copied file of SQLite misses what is still in its log, so the copy is made by SQLite itself; PostgreSQL's own programs
make and read the other kind.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils import timezone

from courses.privacy.backup.last_copy import note_copy
from courses.privacy.backup.postgres_programs import BackupRefusedError, run
from courses.privacy.erasure.tombstones import complete_list, register_key

NEEDED = "accounts_user"  # a table without which a file is no copy of this site


def make_backup(target: Path) -> None:
    """Write a sound copy to `target`, which only its owner may read and which must not exist yet."""
    if target.exists():
        raise BackupRefusedError(f"{target} exists already. Choose another name.")
    register_key(now=timezone.now())  # by it the copy is known as one of this database
    try:
        complete_list()
    except OSError as problem:
        raise BackupRefusedError(f"Whoever was erased cannot be noted beside the database: {problem}") from problem
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        if connection.vendor == "sqlite":
            _copy_sqlite(part)
        else:
            run("pg_dump", "--format=custom", f"--file={part}")
        part.rename(target)
        note_copy(timezone.now())
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(part: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(part)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a read-only place
    check_sqlite(part)


def check_sqlite(file: Path) -> None:
    """Raises BackupRefusedError unless this is a sound copy of this site's database."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as problem:
        raise BackupRefusedError(f"{file} cannot be read: {problem}.") from problem
    if verdict != "ok" or NEEDED not in tables:
        raise BackupRefusedError(f"{file} is no sound copy of this site.")
