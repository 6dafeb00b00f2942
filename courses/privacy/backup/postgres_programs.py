"""Runs the client programs of PostgreSQL on this site's database."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

NAMES = {
    "dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip
TABLE_LINE = re.compile(r"^\d+; \d+ \d+ TABLE (?!DATA )(\S+) (\S+) ", re.MULTILINE)


class BackupRefusedError(Exception):
    """Nothing was changed; the message says why."""


def run(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL; the password stays out of the list of processes. Returns what it prints."""
    found = shutil.which(program)
    if found is None:
        raise BackupRefusedError(f"{program} is not installed. Install the client programs of PostgreSQL.")
    params = connection.get_connection_params()
    known = {NAMES[key]: str(value) for key, value in params.items() if key in NAMES and value}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL and our own arguments
        [found, *arguments], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BackupRefusedError(f"{program} failed: {done.stderr.strip()[:500]}")
    return done.stdout


def database_name() -> str:
    return str(connection.get_connection_params()["dbname"])


def tables_in(copy: Path) -> frozenset[str]:
    """Names of the tables that a copy made by pg_dump holds."""
    return frozenset(found[2] for found in TABLE_LINE.finditer(run("pg_restore", "--list", str(copy))))


def rows_in(copy: Path, table: str) -> Iterator[dict[str, str]]:
    """Rows of a table of a copy, without putting it anywhere: simple values only."""
    said = run("pg_restore", "--data-only", f"--table={table}", "--file=-", str(copy))
    head = re.search(r"^COPY \S+ \((.*)\) FROM stdin;$", said, re.MULTILINE)
    if head is None:
        return
    names = [name.strip(' "') for name in head[1].split(",")]
    for line in said[head.end() + 1 :].splitlines():
        if line == "\\.":
            return
        yield dict(zip(names, line.split("\t"), strict=True))
