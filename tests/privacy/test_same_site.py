"""A copy of this very database needs no list of erased people; any other copy does, and each is written once."""

import pytest
from django.core.management import call_command

from courses.accounts.models import User
from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.restoring import ErasuresUnknownError, restore_backup
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.erased_lists import list_id, read_list
from courses.privacy.erasure.tombstones import complete_list, fingerprint
from courses.privacy.models import ErasureKey, ErasureList, ErasureMark
from tests.conftest import make_account
from tests.privacy.erasures import lose_database, old_copy

pytestmark = pytest.mark.django_db(transaction=True)


def lines(settings) -> list[str]:
    return settings.ERASED_FILE.read_text().splitlines()[1:]


def test_copy_of_this_database_is_known_without_any_list(settings, copy) -> None:
    erase(learner=make_account("earlier"))
    make_backup(copy)
    person = make_account("later")
    erase(learner=person)
    settings.ERASED_FILE.unlink()

    done = restore_backup(copy)

    assert (done["known"], User.objects.count()) == (2, 0)


def test_copy_of_a_database_in_which_nobody_was_erased_is_known_too(settings, copy) -> None:
    make_account("stays")
    make_backup(copy)
    settings.ERASED_FILE.unlink()

    assert restore_backup(copy)["people"] == 1


def test_database_that_has_lost_its_marks_is_not_the_one_of_the_copy(settings, copy) -> None:
    erase(learner=make_account("goes"))
    make_backup(copy)
    ErasureMark.objects.all().delete()
    settings.ERASED_FILE.unlink()

    with pytest.raises(ErasuresUnknownError, match="cannot be read"):
        restore_backup(copy)


def test_copy_that_notes_no_key_asks_for_the_list(settings, copy) -> None:
    make_account("stays")
    ErasureKey.objects.all().delete()
    old_copy(copy)
    settings.ERASED_FILE.unlink(missing_ok=True)

    with pytest.raises(ErasuresUnknownError, match="cannot be read"):
        restore_backup(copy)


def test_each_erasure_has_one_line_however_often_it_is_found(settings, copy) -> None:
    for name in ("first", "second"):
        make_account(name)
    make_backup(copy)
    for person in User.objects.all():
        erase(learner=person)
    once = lines(settings)

    restore_backup(copy)
    complete_list()

    assert (len(once), lines(settings)) == (2, once)


def test_restored_database_and_its_list_know_what_any_list_said(settings, tmp_path, copy) -> None:
    person = make_account("goes")
    make_backup(copy)
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    settings.ERASED_FILE = there
    erase(learner=person)
    mark = ErasureMark.objects.get().mark
    settings.ERASED_FILE = here
    lose_database()

    restore_backup(copy, more_lists=[there])

    assert [(one.mark, one.noted_in) for one in ErasureMark.objects.all()] == [(mark, list_id(there))]
    assert not User.objects.exists()


def test_erasure_that_no_list_holds_yet_is_noted_in_this_one(settings) -> None:
    erase(learner=make_account("goes"))
    settings.ERASED_FILE.unlink()
    ErasureMark.objects.update(noted_in="")

    complete_list()

    mark = ErasureMark.objects.get()
    assert mark.noted_in == list_id(settings.ERASED_FILE)
    assert {one.mark for one in read_list(settings.ERASED_FILE).marks} == {mark.mark}


def test_mark_of_another_server_is_not_written_into_this_ones_list(settings) -> None:
    erase(learner=make_account("goes"))
    settings.ERASED_FILE.unlink()
    ErasureMark.objects.update(noted_in="0123456789ab")

    complete_list()

    assert lines(settings) == []


def test_doubts_name_what_is_missing_and_no_more(settings, tmp_path, copy) -> None:
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    settings.ERASED_FILE = there
    erase(learner=make_account("earlier"))
    settings.ERASED_FILE = here
    make_backup(copy)
    lose_database()

    with pytest.raises(ErasuresUnknownError) as refused:
        restore_backup(copy)

    assert len(refused.value.doubts) == 1
    assert list_id(there) in refused.value.doubts[0]


def test_list_that_only_a_mark_names_is_asked_for_too(settings, tmp_path, copy) -> None:
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    settings.ERASED_FILE = there
    erase(learner=make_account("earlier"))
    settings.ERASED_FILE = here
    ErasureList.objects.filter(list_id=list_id(there)).delete()
    make_backup(copy)
    lose_database()

    with pytest.raises(ErasuresUnknownError, match=f"The list {list_id(there)} of another server is missing"):
        restore_backup(copy)


def test_lists_that_began_after_the_copy_are_known_after_a_restore(settings, tmp_path, copy) -> None:
    make_backup(copy)
    here, settings.ERASED_FILE = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    erase(learner=make_account("goes"))
    settings.ERASED_FILE = here
    lists = set(ErasureList.objects.values_list("list_id", flat=True))

    restore_backup(copy)

    assert set(ErasureList.objects.values_list("list_id", flat=True)) == lists
    assert len(lists) == 2


@pytest.mark.parametrize(
    "act", [lambda: erase(learner=make_account("goes")), lambda: call_command("age_out", verbosity=0)]
)
def test_key_is_known_by_its_fingerprint_from_the_first_day(settings, act) -> None:
    ErasureKey.objects.all().delete()

    act()

    assert [row.fingerprint for row in ErasureKey.objects.all()] == [fingerprint(settings.ERASURE_KEY)]


def test_table_that_lost_its_marks_has_them_again_after_the_daily_run() -> None:
    erase(learner=make_account("goes"))
    marks = set(ErasureMark.objects.values_list("mark", flat=True))
    ErasureMark.objects.all().delete()

    call_command("age_out", verbosity=0)

    assert set(ErasureMark.objects.values_list("mark", flat=True)) == marks


def test_database_that_knows_less_than_its_own_list_asks_for_all_lists(settings, tmp_path, copy) -> None:
    here, there = settings.ERASED_FILE, tmp_path / "erased-of-the-other-server.txt"
    settings.ERASED_FILE = there
    erase(learner=make_account("earlier"))
    settings.ERASED_FILE = here
    make_backup(copy)
    erase(learner=make_account("later"))
    ErasureMark.objects.filter(noted_in=list_id(here)).delete()  # as after it was put back in another way

    with pytest.raises(ErasuresUnknownError, match="of another server is missing"):
        restore_backup(copy)


def test_doubt_about_a_key_says_how_many_were_noted_with_it(settings, copy) -> None:
    make_account("stays")
    make_backup(copy)
    erase(learner=make_account("first"))
    known, settings.ERASURE_KEY = settings.ERASURE_KEY, "a newer key"
    for name in ("second", "third"):
        erase(learner=make_account(name))

    with pytest.raises(ErasuresUnknownError, match=rf"\n1 erasure was noted with another key \({fingerprint(known)}"):
        restore_backup(copy)
