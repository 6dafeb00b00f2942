"""What a restore leaves: nobody signed in, no names, and lists and keys that are known from then on."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from courses.organizations.models import Organization
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.restoring import restore_backup
from courses.privacy.erasure.erase import erase, erase_organizations, forget_freed_pages
from courses.privacy.erasure.erased_lists import list_id
from courses.privacy.models import ErasureKey, ErasureList, ErasureMark
from tests.conftest import make_account
from tests.organizations.cast import make_organization
from tests.privacy.erasures import lose_database

pytestmark = pytest.mark.django_db(transaction=True)


def test_restore_that_was_told_to_go_on_knows_what_the_copy_says(settings, copy) -> None:
    erase(learner=make_account("earlier"))
    make_backup(copy)
    settings.ERASED_FILE.unlink()
    lose_database()

    assert restore_backup(copy, even_if_erased_come_back=True)["known"] == 1


def test_restore_into_a_database_without_tables_brings_everybody_back(settings, copy) -> None:
    make_account("stays")
    make_backup(copy)
    with connection.schema_editor() as editor:
        editor.delete_model(ErasureMark)

    assert restore_backup(copy)["people"] == 1


def test_nobody_stands_as_signed_in_after_a_restore(account, copy) -> None:
    now = timezone.now()
    UserSession.objects.create(user=account, session_key="k", ip="192.0.2.7", user_agent="x", created_at=now)
    make_backup(copy)

    restore_backup(copy)

    assert not UserSession.objects.exists()


def test_name_of_an_erased_organization_is_not_left_in_the_database_file() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about the file of SQLite")
    make_organization("erased-organization-canary")

    done = erase_organizations(Organization.objects.all(), now=timezone.now() + timedelta(days=1))

    log = f"{connection.settings_dict['NAME']}-wal"
    assert done == 1
    with open(log, "rb") as opened:
        assert opened.read() == b""


def test_other_databases_are_not_asked_to_empty_a_log(monkeypatch, django_assert_num_queries) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")

    with django_assert_num_queries(0):
        forget_freed_pages()


def test_restore_command_says_one_line(account, copy, capsys) -> None:
    make_backup(copy)

    call_command("restore", str(copy), "--yes")

    assert len(capsys.readouterr().out.splitlines()) == 1


def test_list_of_a_new_machine_is_asked_for_from_the_restore_on(settings, tmp_path, copy) -> None:
    make_account("stays")
    make_backup(copy)
    here, settings.ERASED_FILE = settings.ERASED_FILE, tmp_path / "erased-of-the-new-machine.txt"
    both = {list_id(here), list_id(settings.ERASED_FILE)}
    lose_database()

    restore_backup(copy, more_lists=[here])

    assert set(ErasureList.objects.values_list("list_id", flat=True)) == both
    assert len(both) == 2


def test_restore_that_cannot_complete_the_list_at_last_is_done_all_the_same(copy, monkeypatch, caplog) -> None:
    make_account("stays")
    make_backup(copy)

    def full() -> None:
        raise OSError

    monkeypatch.setattr("courses.privacy.backup.restoring.complete_list", full)

    assert restore_backup(copy)["people"] == 1
    assert "erasures could not be noted outside the database" in caplog.text


def test_mark_that_names_no_list_asks_for_none(copy) -> None:
    make_account("stays")
    erase(learner=make_account("goes"))
    ErasureMark.objects.update(noted_in="")
    make_backup(copy)
    lose_database()

    assert restore_backup(copy)["known"] == 1


def test_keys_that_were_in_use_since_the_copy_are_known_after_a_restore(settings, copy) -> None:
    make_account("stays")
    make_backup(copy)
    for key in ("a second key", "a third key"):
        settings.ERASURE_KEY, settings.ERASURE_KEY_FALLBACKS = (
            key, [settings.ERASURE_KEY, *settings.ERASURE_KEY_FALLBACKS],
        )  # fmt: skip
        erase(learner=make_account("goes"))
    keys = dict(ErasureKey.objects.values_list("fingerprint", "since"))

    restore_backup(copy)

    assert dict(ErasureKey.objects.values_list("fingerprint", "since")) == keys
    assert len(keys) == 3
