"""Copies of the database: sound while people write, and nobody who was erased comes back with one."""

import sqlite3
import stat
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import Answer
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.postgres_programs import BackupRefusedError
from courses.privacy.backup.restoring import restore_backup
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.erased_lists import read_list
from courses.privacy.erasure.tombstones import is_noted
from courses.privacy.models import ErasureMark
from tests.conftest import NOW, make_account, make_guest
from tests.privacy.rows import fill

pytestmark = pytest.mark.django_db(transaction=True)


def test_restored_copy_holds_what_there_was_and_nothing_of_whoever_was_erased_since(tmp_path) -> None:
    stays, goes = make_account("stays"), make_guest()
    fill(stays)
    fill(goes)
    make_backup(tmp_path / "copy")
    before = User.objects.count()
    erase(learner=goes)
    left = set(User.objects.values_list("pk", flat=True))
    make_account("came-later")

    done = restore_backup(tmp_path / "copy")

    gone = before - len(left)
    assert done == {"people": len(left), "erased": gone, "organizations": 0, "known": gone}
    assert goes.pk not in left
    assert set(User.objects.values_list("pk", flat=True)) == left
    assert set(Answer.objects.values_list("learner", flat=True)) == {stays.pk}


def test_restoring_signs_everybody_out(tmp_path, account) -> None:
    Client().force_login(account)
    make_backup(tmp_path / "copy")
    before = Session.objects.count()

    restore_backup(tmp_path / "copy")

    assert (before, Session.objects.count()) == (1, 0)


def test_copy_holds_what_is_still_in_the_log_of_the_database(tmp_path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about the files of SQLite")
    for number in range(50):
        make_guest(f"guest-of-the-copy-{number:04}")

    make_backup(tmp_path / "copy")

    with sqlite3.connect(tmp_path / "copy") as copy:
        assert copy.execute("select count(*) from accounts_user").fetchone() == (User.objects.count(),)
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_copy_never_replaces_another(tmp_path) -> None:
    (tmp_path / "copy").write_text("an earlier one")

    with pytest.raises(BackupRefusedError):
        make_backup(tmp_path / "copy")

    assert (tmp_path / "copy").read_text() == "an earlier one"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_file_that_is_no_copy_changes_nothing(tmp_path, account, content) -> None:
    (tmp_path / "copy").write_bytes(content)

    with pytest.raises(BackupRefusedError):
        restore_backup(tmp_path / "copy")

    assert User.objects.filter(pk=account.pk).exists()


def test_commands_ask_before_they_replace_anything(tmp_path, account, capsys) -> None:
    call_command("backup", str(tmp_path / "copy"))
    with pytest.raises(CommandError):
        call_command("restore", str(tmp_path / "copy"))
    call_command("restore", str(tmp_path / "copy"), "--yes")

    assert capsys.readouterr().out.splitlines()[-1] == (
        "restored: 1 person; erased again: 0 people and 0 organisations, of 0 known erasures; everybody is signed out"
    )  # fmt: skip


def test_erasure_is_noted_without_a_name_and_found_under_an_earlier_key(settings, account) -> None:
    person = User.objects.get(pk=account.pk)
    erase(learner=account)
    settings.ERASURE_KEY, settings.ERASURE_KEY_FALLBACKS = "a newer key", [settings.ERASURE_KEY]
    in_table = frozenset(ErasureMark.objects.values_list("mark", flat=True))
    in_list = frozenset(one.mark for one in read_list(settings.ERASED_FILE).marks)

    assert in_table == in_list
    assert is_noted(person, in_table)
    assert not is_noted(User(pk=person.pk, date_joined=NOW - timedelta(days=1)), in_table)
    assert "xiaolin" not in settings.ERASED_FILE.read_text()
    assert stat.S_IMODE(settings.ERASED_FILE.stat().st_mode) == 0o600


def test_list_that_cannot_be_written_holds_up_no_erasure(settings, tmp_path, account) -> None:
    (tmp_path / "file").touch()
    settings.ERASED_FILE = tmp_path / "file" / "erased.txt"

    erase(learner=account)

    assert not User.objects.exists()
