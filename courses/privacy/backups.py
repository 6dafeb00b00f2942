"""Copies of the database while people learn, and bringing one back: who was erased since stays erased.

A copied file of SQLite misses what is still in its log, so the copy is made by SQLite itself; PostgreSQL's own programs
make and read the other kind.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from courses.accounts.models import User
from courses.privacy.erase import erase, forget_freed_pages
from courses.privacy.tombstones import is_noted, noted_marks

NEEDED = "accounts_user"  # a table without which a file is no copy of this site


class BackupRefusedError(Exception):
    """Nothing was changed; the message says why."""


def make_backup(target: Path) -> None:
    """Write a sound copy to `target`, which only its owner may read and which must not exist yet."""
    if target.exists():
        raise BackupRefusedError(f"{target} exists already. Choose another name.")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        if connection.vendor == "sqlite":
            _copy_sqlite(part)
        else:
            _run("pg_dump", "--format=custom", f"--file={part}")
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(part: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(part)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a read-only place
    _check_sqlite(part)


def _check_sqlite(file: Path) -> None:
    """Raises BackupRefusedError unless this is a sound copy of this site's database."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as problem:
        raise BackupRefusedError(f"{file} cannot be read: {problem}.") from problem
    if verdict != "ok" or NEEDED not in tables:
        raise BackupRefusedError(f"{file} is no sound copy of this site.")


def restore_backup(source: Path) -> Mapping[str, int]:
    """Put a copy in the database's place. Everybody is signed out, and who was erased since is erased again.

    Returns how many people there are and how many were erased. Raises BackupRefusedError before anything is changed.
    """
    if not source.is_file():
        raise BackupRefusedError(f"There is no file {source}.")
    if connection.vendor == "sqlite":
        _check_sqlite(source)
        _put_back_sqlite(source)
    else:
        connection.close()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))
    call_command("migrate", verbosity=0, interactive=False)  # the copy may be older than the program
    Session.objects.all().delete()  # a session that was ended since the copy must not live again
    UserSession.objects.all().delete()
    erased = _erase_again()
    forget_freed_pages()
    return {"people": User.objects.count(), "erased": erased}


def _put_back_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        copy.backup(connection.connection)
    connection.close()  # the next connection sets the journal and the rest again


def _erase_again() -> int:
    marks, erased = noted_marks(), 0
    for person in User.objects.order_by("pk").iterator() if marks else ():
        if is_noted(person, marks):
            erase(learner=person)
            erased += 1
    return erased


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on this site's database; the password stays out of the list of processes."""
    found = shutil.which(program)
    if found is None:
        raise BackupRefusedError(f"{program} is not installed. Install the client programs of PostgreSQL.")
    params = connection.get_connection_params()
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    known = {names[key]: str(value) for key, value in params.items() if key in names and value}
    if "sslmode" in params:
        known["PGSSLMODE"] = str(params["sslmode"])
    wanted = [f"--dbname={known['PGDATABASE']}"] if program == "pg_restore" else []
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL and our own arguments
        [found, *wanted, *arguments], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupRefusedError(f"{program} failed: {done.stderr.strip()[:500]}")
