"""A copy is whole or it is not there; what keeps it from being made is said in words."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from courses.privacy.backup.copying import make_backup
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
