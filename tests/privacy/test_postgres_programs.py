"""The client programs of PostgreSQL: how they are called, what is read from them, what is said when they fail."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.postgres_programs import BackupRefusedError, database_name, rows_in, run, tables_in
from courses.privacy.backup.restoring import _put_back_postgres
from courses.privacy.erasure.erased_lists import list_id
from courses.privacy.erasure.known_erasures import gather

pytestmark = pytest.mark.django_db
PARAMS: dict[str, object] = {
    "dbname": "site", "user": "learner", "password": "hush", "host": "", "port": 5433, "sslmode": "require",
    "client_encoding": "UTF8", "prepare_threshold": 5,
}  # fmt: skip
LISTED = """\
; Archive created at 2026-11-29
215; 1259 16386 TABLE public accounts_user site
4321; 0 16386 TABLE DATA public accounts_user site
217; 1259 16390 TABLE public privacy_erasurekey site
"""
PRINTED = """\
SET client_encoding = 'UTF8';
COPY public.privacy_erasurekey (id, fingerprint, "since") FROM stdin;
1\tabc\t2026-11-29 09:00:00+00
2\tdef\t2026-11-30 09:00:00+00
\\.
SELECT pg_catalog.setval('x', 2, true);
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch):
    """Puts a program of a name on the path that prints `says`, notes how it was called, and ends with `status`."""

    def put(name: str, says: str = "", *, complains: str = "", status: int = 0) -> Path:
        (tmp_path / "says").write_text(says)
        (tmp_path / "complains").write_text(complains)
        file = tmp_path / name
        file.write_text(
            f'#!/bin/sh\necho "$@" > {tmp_path}/called\nenv > {tmp_path}/env\n'
            f'test "$1" != --list || test ! -f {tmp_path}/lists || exec cat {tmp_path}/lists\n'
            f"cat {tmp_path}/says\ncat {tmp_path}/complains >&2\nexit {status}\n"
        )
        file.chmod(0o700)
        return tmp_path

    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(type(connection.cursor().db), "get_connection_params", lambda _self: dict(PARAMS))
    return put


def test_program_gets_the_database_by_its_environment_and_no_password_as_an_argument(program) -> None:
    folder = program("pg_dump", "done")

    assert run("pg_dump", "--format=custom") == "done"

    assert (folder / "called").read_text() == "--format=custom\n"
    told = set((folder / "env").read_text().splitlines())
    assert {"PGDATABASE=site", "PGUSER=learner", "PGPASSWORD=hush", "PGPORT=5433", "PGSSLMODE=require"} <= told
    assert not any(line.startswith("PGHOST=") for line in told)
    assert database_name() == "site"


def test_copy_is_made_by_the_databases_own_program(program, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("courses.privacy.backup.copying.connection", SimpleNamespace(vendor="postgresql"))
    folder = program("pg_dump")
    target = tmp_path / "site.backup"

    make_backup(target)

    assert (folder / "called").read_text() == f"--format=custom --file={target}.part\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_copy_that_the_program_could_not_make_is_not_there(program, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("courses.privacy.backup.copying.connection", SimpleNamespace(vendor="postgresql"))
    program("pg_dump", complains="the disk is full", status=1)

    with pytest.raises(BackupRefusedError, match="the disk is full"):
        make_backup(tmp_path / "site.backup")

    assert list(tmp_path.glob("site*")) == []


def test_program_without_encryption_settings_gets_none(program, monkeypatch) -> None:
    folder = program("pg_dump")
    monkeypatch.delitem(PARAMS, "sslmode")

    run("pg_dump")

    assert "PGSSLMODE" not in (folder / "env").read_text()


def test_program_that_is_missing_is_named(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(BackupRefusedError, match="pg_dump is not installed"):
        run("pg_dump")


def test_program_that_fails_says_why_in_short(program) -> None:
    program("pg_dump", complains="no such host " + "x" * 600, status=1)

    with pytest.raises(BackupRefusedError) as refused:
        run("pg_dump")

    assert str(refused.value) == "pg_dump failed: " + ("no such host " + "x" * 600)[:500]


def test_tables_of_a_copy_are_those_it_lists(program) -> None:
    folder = program("pg_restore", LISTED)

    assert tables_in(Path("copy")) == {"accounts_user", "privacy_erasurekey"}
    assert (folder / "called").read_text() == "--list copy\n"


def test_rows_of_a_copy_are_read_by_their_columns(program) -> None:
    program("pg_restore", PRINTED)

    assert list(rows_in(Path("copy"), "privacy_erasurekey")) == [
        {"id": "1", "fingerprint": "abc", "since": "2026-11-29 09:00:00+00"},
        {"id": "2", "fingerprint": "def", "since": "2026-11-30 09:00:00+00"},
    ]


def test_row_that_is_cut_short_is_no_row(program) -> None:
    program("pg_restore", PRINTED.replace("1\tabc\t2026-11-29 09:00:00+00", "1\tabc"))

    with pytest.raises(ValueError, match="shorter"):
        list(rows_in(Path("copy"), "privacy_erasurekey"))


def test_table_that_a_copy_does_not_hold_has_no_rows(program) -> None:
    program("pg_restore", "SET client_encoding = 'UTF8';\n")

    assert list(rows_in(Path("copy"), "privacy_erasurekey")) == []


def test_what_a_copy_notes_is_read_from_those_of_its_tables_that_it_holds(program, settings, monkeypatch) -> None:
    monkeypatch.setattr("courses.privacy.erasure.known_erasures.connection", SimpleNamespace(vendor="postgresql"))
    (program("pg_restore", PRINTED) / "lists").write_text(LISTED)
    list_id(settings.ERASED_FILE)

    found = gather(Path("copy"), ())

    assert found.keys == {("abc", "2026-11-29T09:00:00+00:00"), ("def", "2026-11-30T09:00:00+00:00")}
    assert (found.lists, found.marks, found.is_same_site) == (frozenset(), frozenset(), False)


class Told:
    """A connection that notes what the database is told."""

    vendor, ops = "postgresql", connection.ops

    def __init__(self) -> None:
        self.statements: list[str] = []

    def close(self) -> None:
        self.statements.append("closed")

    @contextmanager
    def cursor(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(execute=self.statements.append)


def test_copy_is_put_back_at_once_and_tables_that_came_after_it_are_dropped(program, tmp_path, monkeypatch) -> None:
    told = Told()
    monkeypatch.setattr("courses.privacy.backup.restoring.connection", told)
    folder = program("pg_restore")
    (folder / "lists").write_text(LISTED)

    _put_back_postgres(Path("copy"))

    wanted = "--clean --if-exists --no-owner --single-transaction --dbname=site copy\n"
    newer = set(connection.introspection.django_table_names()) - {"accounts_user", "privacy_erasurekey"}
    dropped = [f'DROP TABLE IF EXISTS "{name}" CASCADE' for name in sorted(newer)]
    assert (folder / "called").read_text() == wanted
    assert told.statements == ["closed", *dropped, "closed"]
