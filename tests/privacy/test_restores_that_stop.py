"""Restores that stop, or begin again: settings, lists and keys that are missing or damaged."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.accounts.models import User
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.restoring import ErasuresUnknownError, restore_backup
from courses.privacy.erasure.erase import erase
from courses.privacy.models import ErasureList, ErasureMark
from literacy.setup import examining
from tests.conftest import make_account
from tests.privacy.erasures import gone_after, lose_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]


def test_restore_that_was_interrupted_begins_again(settings, tmp_path, copy, monkeypatch) -> None:
    make_account("stays")
    person = make_account("goes")
    make_backup(copy)
    here, settings.ERASED_FILE = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    erase(learner=person)
    settings.ERASED_FILE = here
    with monkeypatch.context() as broken:
        broken.setattr("courses.privacy.backup.restoring._remember", lambda known: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore_backup(copy)
    assert User.objects.filter(pk=person.pk).exists()

    assert restore_backup(copy)["erased"] == 1
    assert not User.objects.filter(pk=person.pk).exists()


def test_database_put_back_by_hand_is_noticed_and_mended_by_the_daily_command(copy, capsys) -> None:
    person = gone_after(erase_now, copy)
    lists = tuple(ErasureList.objects.all())
    ErasureMark.objects.all().delete()
    User.objects.bulk_create([person])  # as a copied file brings it back

    found = [one.says for one in examining.erasure_marks(timezone.now())]
    call_command("age_out", verbosity=0)

    assert "put back without `restore`" in found[0]
    assert "erased again, because this database was put back without `restore`: 1 person" in capsys.readouterr().err
    assert not User.objects.filter(pk=person.pk).exists()
    assert tuple(ErasureList.objects.all()) == lists
    assert list(examining.erasure_marks(timezone.now())) == []


def test_list_that_was_named_and_cannot_be_read_is_never_passed_over(copy, tmp_path) -> None:
    gone_after(erase_now, copy)

    with pytest.raises(ErasuresUnknownError, match="nowhere.txt cannot be read"):
        restore_backup(copy, more_lists=[tmp_path / "nowhere.txt"])


def test_restore_stops_when_the_settings_of_the_site_were_not_read(settings, copy) -> None:
    make_account("stays")
    make_backup(copy)
    lose_database()
    settings.ERASURE_KEY = "a key of this machine"

    with pytest.raises(ErasuresUnknownError, match="ENV_FILE"):
        restore_backup(copy)

    assert not User.objects.exists()


def test_restore_stops_when_the_list_is_missing(settings, copy) -> None:
    gone_after(erase_now, copy)
    settings.ERASED_FILE.unlink()
    lose_database()

    with pytest.raises(CommandError, match="cannot be read") as refused:
        call_command("restore", str(copy), "--yes")

    assert "--even-if-erased-people-come-back" in str(refused.value)
    assert not User.objects.exists()


def erase_now(person: User) -> None:
    erase(learner=person)


@pytest.mark.parametrize("spoil", ["2026-11-25 zz\n", "\x00\xff"])
def test_restore_stops_when_the_list_is_damaged(settings, copy, spoil) -> None:
    gone_after(erase_now, copy)
    with settings.ERASED_FILE.open("a", encoding="latin-1") as opened:
        opened.write(spoil)
    lose_database()

    with pytest.raises(ErasuresUnknownError, match="is damaged in line 3"):
        restore_backup(copy)


def test_restore_stops_when_the_list_was_shortened(settings, copy) -> None:
    make_account("stays")
    erase(learner=make_account("earlier"))
    make_backup(copy)
    head = settings.ERASED_FILE.read_text().splitlines(keepends=True)[0]
    settings.ERASED_FILE.write_text(head)
    lose_database()

    with pytest.raises(ErasuresUnknownError, match="shortened or replaced"):
        restore_backup(copy)


def test_restore_stops_when_marks_were_made_with_an_unknown_key(settings, copy) -> None:
    person = gone_after(erase_now, copy)
    known, settings.ERASURE_KEY = settings.ERASURE_KEY, "a key without the earlier one"

    with pytest.raises(ErasuresUnknownError, match="noted with another key"):
        restore_backup(copy)
    settings.ERASURE_KEY_FALLBACKS = [known]
    restore_backup(copy)

    assert not User.objects.filter(pk=person.pk).exists()


def test_restore_goes_on_without_the_list_when_told_so_in_words(settings, copy, capsys) -> None:
    person = gone_after(erase_now, copy)
    settings.ERASED_FILE.unlink()
    lose_database()

    call_command("restore", str(copy), "--yes", "--even-if-erased-people-come-back")

    assert User.objects.filter(pk=person.pk).exists()  # as was said
