"""Nobody comes back with a restored copy: by whatever door, key, server or database they were erased."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.visitors.guests import visitor_hash
from courses.learning.models import Claim
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.restoring import ErasuresUnknownError, restore_backup
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.tombstones import mark_of
from courses.privacy.models import ErasureKey, ErasureList, ErasureMark
from courses.privacy.retention import age_out
from literacy.setup import starting
from tests.conftest import VISITOR_TOKEN, make_account
from tests.privacy.erasures import LONG_AGO, gone_after, lose_database, old_copy, rotate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def own_page(person: User) -> None:
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    assert client.post("/en/me/data/delete/", {"sure": "on"}).status_code == 200


def own_page_of_a_guest(person: User) -> None:
    as_guest(person)
    client = Client()
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    assert client.post("/en/me/data/delete/", {"sure": "on"}).status_code == 200


def as_guest(person: User) -> None:
    """Without use for long."""
    values = {"username": None, "visitor": visitor_hash(VISITOR_TOKEN), "last_active_on": LONG_AGO.date()}
    User.objects.filter(pk=person.pk).update(**values)


def idle_guest(person: User) -> None:
    as_guest(person)
    age_out(now=timezone.now())


def claimed_guest(person: User) -> None:
    Claim.objects.create(account=make_account("keeper"), guest=person, moved={}, before={}, claimed_at=LONG_AGO)
    age_out(now=timezone.now())


def account_with_its_claimed_guest(person: User) -> None:
    account = make_account("keeper")
    Claim.objects.create(account=account, guest=person, moved={}, before={}, claimed_at=timezone.now())
    erase(learner=account)


def account_of_a_group_that_nobody_can_enter(person: User) -> None:
    User.objects.filter(pk=person.pk).update(username="m-gone", last_active_on=LONG_AGO.date())
    age_out(now=timezone.now())


def daily_command(person: User) -> None:
    as_guest(person)
    call_command("age_out")


DOORS = (
    own_page, own_page_of_a_guest, idle_guest, claimed_guest, account_with_its_claimed_guest,
    account_of_a_group_that_nobody_can_enter, daily_command,
)  # fmt: skip


@pytest.mark.parametrize("on_new_machine", [False, True], ids=["same-database", "new-machine"])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_nobody_comes_back_whatever_door_they_left_by(settings, copy, door, on_new_machine) -> None:
    person = gone_after(door, copy)
    rotate(settings)
    if on_new_machine:
        lose_database()

    done = restore_backup(copy)

    assert done["erased"] >= 1
    assert not User.objects.filter(pk=person.pk).exists()
    assert User.objects.filter(username="stays").exists()


def test_erasures_on_another_server_are_known_by_the_shared_table(settings, tmp_path, copy) -> None:
    make_account("stays")
    person = make_account("goes")
    make_backup(copy)
    here, settings.ERASED_FILE = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    erase(learner=person)
    settings.ERASED_FILE = here

    assert restore_backup(copy)["erased"] == 1
    assert not User.objects.filter(pk=person.pk).exists()


def test_lost_database_asks_for_the_list_of_every_server(settings, tmp_path, copy) -> None:
    first, second = make_account("first"), make_account("second")
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    settings.ERASED_FILE = there
    erase(learner=make_account("earlier"))
    settings.ERASED_FILE = here
    make_backup(copy)
    erase(learner=first)
    settings.ERASED_FILE = there
    erase(learner=second)
    settings.ERASED_FILE = here
    lose_database()

    with pytest.raises(ErasuresUnknownError, match="of another server is missing"):
        restore_backup(copy)
    assert not User.objects.exists()
    restore_backup(copy, more_lists=[there])

    assert not User.objects.exists()


def test_first_erasure_on_a_second_server_is_asked_for_after_the_database_was_lost(settings, tmp_path, copy) -> None:
    person = make_account("goes")
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    for settings.ERASED_FILE in (there, here):  # noqa: B020 - each server starts
        starting.require_own_database()
    make_backup(copy)
    settings.ERASED_FILE = there
    erase(learner=person)
    settings.ERASED_FILE = here
    lose_database()

    with pytest.raises(ErasuresUnknownError, match="of another server is missing"):
        restore_backup(copy)
    restore_backup(copy, more_lists=[there])

    assert not User.objects.exists()


def test_list_that_could_not_be_written_is_completed_by_the_daily_command(settings, tmp_path, copy) -> None:
    make_account("stays")
    person = make_account("goes")
    make_backup(copy)
    here, settings.ERASED_FILE = settings.ERASED_FILE, tmp_path / "copy" / "in-a-file.txt"
    erase(learner=person)
    settings.ERASED_FILE = here
    call_command("age_out", verbosity=0)
    lose_database()

    restore_backup(copy)

    assert not User.objects.filter(pk=person.pk).exists()


def test_erasure_and_its_mark_are_one(account, monkeypatch) -> None:
    monkeypatch.setattr("courses.privacy.erasure.erase._erase_rows", lambda person: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erase(learner=account)

    assert not ErasureMark.objects.exists()


def test_marks_of_an_earlier_release_still_count(settings, copy) -> None:
    person = make_account("goes")
    settings.ERASED_FILE.write_text(f"2026-11-25 {mark_of(person, settings.SECRET_KEY)}\n")
    make_backup(copy)
    lose_database()

    restore_backup(copy)

    assert not User.objects.filter(pk=person.pk).exists()


def test_copy_from_before_a_table_was_there_is_brought_up_to_date(settings, copy) -> None:
    make_account("stays")
    with connection.schema_editor() as editor:
        editor.delete_model(ErasureMark)
        editor.delete_model(ErasureKey)
        editor.delete_model(ErasureList)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'privacy'")
    try:
        old_copy(copy)
    finally:
        call_command("migrate", verbosity=0)
    settings.ERASED_FILE.touch()

    done = restore_backup(copy)

    assert (done["people"], ErasureKey.objects.count()) == (1, 1)
