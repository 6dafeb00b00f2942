"""A copy is whole or it is not there; what keeps it from being made is said in words."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from courses.privacy.backup.copying import check_sqlite, make_backup
from courses.privacy.backup.last_copy import last_copy
from courses.privacy.backup.postgres_programs import BackupRefusedError

pytestmark = pytest.mark.django_db(transaction=True)


def test_copying_is_noted_and_leaves_nothing_of_an_earlier_try(account, tmp_path) -> None:
    (tmp_path / "copy.part").write_text("cut short")
    began = timezone.now()
    connection.close()

    make_backup(tmp_path / "copy")

    noted = last_copy()
    assert noted is not None
    assert began <= noted <= timezone.now()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]


def test_copy_whose_name_another_took_meanwhile_is_refused(account, tmp_path, monkeypatch) -> None:
    def taken(part: Path) -> None:
        part.unlink()
        part.write_text("of the other")

    monkeypatch.setattr("courses.privacy.backup.copying._copy_to", taken)

    with pytest.raises(BackupRefusedError, match="another copy to the same name was begun meanwhile"):
        make_backup(tmp_path / "copy")

    assert [one.read_text() for one in tmp_path.iterdir()] == ["of the other"]


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "copy cannot be written: No space left on device.$"),
        (sqlite3.OperationalError("database or disk is full"), "copy cannot be written: database or disk is full.$"),
    ],
)
def test_copy_that_finds_no_room_is_said_in_words_and_leaves_nothing(
    account, tmp_path, monkeypatch, problem, words
) -> None:
    def full(part: Path) -> None:
        raise problem

    monkeypatch.setattr("courses.privacy.backup.copying._copy_to", full)

    with pytest.raises(BackupRefusedError, match=words):
        make_backup(tmp_path / "copy")
    with pytest.raises(BackupRefusedError, match="nowhere/copy cannot be written: No such file or directory.$"):
        make_backup(tmp_path / "nowhere" / "copy")

    assert list(tmp_path.iterdir()) == []


def test_copy_that_is_not_sound_is_not_kept(account, tmp_path, monkeypatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own program looks at its copies")
    monkeypatch.setattr("courses.privacy.backup.copying.NEEDED", "a_table_that_is_missing")

    with pytest.raises(BackupRefusedError, match="no sound copy"):
        make_backup(tmp_path / "copy")

    assert list(tmp_path.iterdir()) == []


def test_file_with_an_index_that_is_lost_is_no_sound_copy(tmp_path) -> None:
    with closing(sqlite3.connect(tmp_path / "copy")) as spoilt:
        spoilt.executescript(
            "CREATE TABLE accounts_user (id INTEGER, name TEXT); CREATE INDEX by_name ON accounts_user (name);"
            "INSERT INTO accounts_user VALUES (1, 'x'); PRAGMA writable_schema = ON;"
            "DELETE FROM sqlite_master WHERE name = 'by_name'"
        )

    with pytest.raises(BackupRefusedError, match="is no sound copy of this site"):
        check_sqlite(tmp_path / "copy")


def test_copy_says_where_it_is_and_how_large(account, tmp_path, capsys) -> None:
    call_command("backup", str(tmp_path / "copy"))
    said = capsys.readouterr().out
    call_command("backup", str(tmp_path / "quiet"), verbosity=0)

    assert said == f"{tmp_path / 'copy'}: {(tmp_path / 'copy').stat().st_size:,} bytes, checked\n"
    assert capsys.readouterr().out == ""


def test_copy_is_not_begun_where_erasures_cannot_be_noted(account, settings, tmp_path) -> None:
    (tmp_path / "file").touch()
    settings.ERASED_FILE = tmp_path / "file" / "erased.txt"

    with pytest.raises(BackupRefusedError, match="Whoever was erased cannot be noted beside the database: "):
        make_backup(tmp_path / "copy")

    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("held", ["", "yesterday", "\xff"])
def test_note_of_the_last_copy_that_cannot_be_read_is_none(settings, held) -> None:
    settings.ERASED_FILE.with_name("last-copy.txt").write_text(held, encoding="latin-1")

    assert last_copy() is None


def test_copy_that_another_began_in_the_same_moment_is_left_alone(account, tmp_path, monkeypatch) -> None:
    unlink = Path.unlink

    def then_another_begins(file: Path, *, missing_ok: bool = False) -> None:
        unlink(file, missing_ok=missing_ok)
        file.write_text("of the other")

    monkeypatch.setattr(Path, "unlink", then_another_begins)

    with pytest.raises(BackupRefusedError, match="copy cannot be written: File exists.$"):
        make_backup(tmp_path / "copy")

    assert [one.read_text() for one in tmp_path.iterdir()] == ["of the other"]
