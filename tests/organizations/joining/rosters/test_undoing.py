"""An import of the wrong file, undone as a whole a day later, and done again; the clock is moved."""

from datetime import timedelta

import pytest
from django.test import Client

from courses.accounts.http.refusals import TooLateError
from courses.accounts.models import User
from courses.organizations.groups.several.actions import take_back_several
from courses.organizations.joining.rosters.actions import forget_old_drafts
from courses.organizations.joining.rosters.undoing import imports_of, redo_import, undo_import
from courses.organizations.models import Member, RosterDraft
from courses.privacy.retention import age_out
from tests.conftest import NOW, sign_in
from tests.organizations.joining.rosters.test_asking import file, present, sent

A_DAY, A_MONTH = timedelta(days=1), timedelta(days=30)


class Clock:
    """The next day the leader signs in again."""

    def __init__(self, browser: Client, owner: User, moved) -> None:
        self._browser, self._owner, self._moved = browser, owner, moved
        self.now = NOW
        self._to()

    def next_day(self) -> None:
        self.now += A_DAY
        self._to()

    def _to(self) -> None:
        self._moved.move_to(self.now, tick=False)
        self._browser.logout()
        sign_in(self._browser, self._owner)


@pytest.fixture
def clock(time_machine, browser: Client, owner: User) -> Clock:
    return Clock(browser, owner, time_machine)


def imported(browser, group, text: str, **more: str) -> RosterDraft:
    url = sent(browser, group, file=file(text))["Location"]
    browser.post(f"{url}run/", more)
    return RosterDraft.objects.latest("pk")


def test_wrong_import_is_undone_a_day_later_and_the_people_it_removed_come_back(browser, group, clock, owner) -> None:
    imported(browser, group, "name\nAnn\nBob\n")
    wrong = imported(browser, group, "name\nAnn\nXaver\nYves\n", remove_all="on")
    assert present(group) == ["Ann", "Xaver", "Yves"]

    clock.next_day()
    page = browser.get(f"/en/groups/{group.pk}/set-aside/").content.decode()
    assert "2 names would go" in page
    assert "1 person would come back" in page
    reply = browser.post(f"/en/groups/{group.pk}/people/import/{wrong.pk}/undo/")

    assert reply.status_code == 303
    assert present(group) == ["Ann", "Bob"]


def test_undone_import_is_done_again_a_day_later(browser, group, clock) -> None:
    imported(browser, group, "name\nAnn\nBob\n")
    right = imported(browser, group, "name\nAnn\nXaver\n", remove_all="on")
    browser.post(f"/en/groups/{group.pk}/people/import/{right.pk}/undo/")

    clock.next_day()
    assert "Imports that were undone" in browser.get(f"/en/groups/{group.pk}/set-aside/").content.decode()
    browser.post(f"/en/groups/{group.pk}/people/import/{right.pk}/redo/")

    assert present(group) == ["Ann", "Xaver"]


def test_whoever_has_come_in_stays_when_the_import_is_undone(browser, group, clock) -> None:
    draft = imported(browser, group, "name\nAnn\nBob\n")
    Member.objects.filter(nickname="Ann").update(joined_at=NOW)

    browser.post(f"/en/groups/{group.pk}/people/import/{draft.pk}/undo/")

    assert present(group) == ["Ann"]


def test_whoever_has_left_meanwhile_is_put_back_neither_by_undoing_nor_by_doing_again(browser, group, clock) -> None:
    imported(browser, group, "name\nAnn\nBob\n")
    wrong = imported(browser, group, "name\nXaver\nYves\n", remove_all="on")
    Member.objects.filter(nickname="Ann").update(left_at=NOW)
    browser.post(f"/en/groups/{group.pk}/people/import/{wrong.pk}/undo/")
    assert present(group) == ["Bob"]

    Member.objects.filter(nickname="Xaver").update(left_at=NOW)
    browser.post(f"/en/groups/{group.pk}/people/import/{wrong.pk}/redo/")

    assert present(group) == ["Yves"]


def test_right_list_read_after_an_undone_one_brings_the_same_people_back(browser, group, clock) -> None:
    draft = imported(browser, group, "name\nAnn\nBob\n")
    browser.post(f"/en/groups/{group.pk}/people/import/{draft.pk}/undo/")
    clock.next_day()

    imported(browser, group, "name\nAnn\nCarol\n")

    assert present(group) == ["Ann", "Carol"]
    assert Member.objects.count() == 3  # Ann has the old place


def test_consent_in_a_wrong_list_that_was_undone_is_none_in_the_right_one(browser, group, clock) -> None:
    wrong = imported(browser, group, "姓名,监护人同意\n小红,家长\n小强,\n")
    browser.post(f"/en/groups/{group.pk}/people/import/{wrong.pk}/undo/")
    clock.next_day()

    imported(browser, group, "姓名,监护人同意\n小红,\n小强,家长\n")

    found = Member.objects.present().order_by("pk").values_list("nickname", "is_under_14", "consent__who")
    assert list(found) == [("小红", None, None), ("小强", True, "parent")]


def test_people_of_an_undone_import_are_not_listed_one_by_one(browser, group, clock) -> None:
    draft = imported(browser, group, "name\nAnn\nBob\n")
    bob = Member.objects.get(nickname="Bob")
    browser.post(f"/en/groups/{group.pk}/people/{bob.pk}/remove/")
    clock.next_day()
    browser.post(f"/en/groups/{group.pk}/people/import/{draft.pk}/undo/")

    page = browser.get(f"/en/groups/{group.pk}/set-aside/").content.decode()

    assert "<bdi>Bob</bdi>" in page
    assert "<bdi>Ann</bdi>" not in page


def test_people_of_an_undone_import_have_one_way_back_and_are_counted_once(browser, group, clock, owner) -> None:
    draft = imported(browser, group, "name\nAnn\nBob\n")
    clock.next_day()
    browser.post(f"/en/groups/{group.pk}/people/import/{draft.pk}/undo/")
    page = browser.get(f"/en/groups/{group.pk}/set-aside/").content.decode()
    undone = RosterDraft.objects.get(pk=draft.pk)

    assert "Several people removed at once" not in page
    assert take_back_several(group=group, at=undone.undone_at, actor=owner, now=clock.now) == 0
    assert present(group) == []

    clock.next_day()
    browser.post(f"/en/groups/{group.pk}/people/import/{draft.pk}/redo/")
    assert present(group) == ["Ann", "Bob"]


def test_import_undone_twice_changes_nothing_more(browser, group, clock, owner) -> None:
    draft = imported(browser, group, "name\nAnn\n")
    undo_import(draft=draft, actor=owner, now=NOW + A_DAY)
    undo_import(draft=draft, actor=owner, now=NOW + 2 * A_DAY)

    draft.refresh_from_db()
    assert draft.undone_at == NOW + A_DAY
    assert Member.objects.get().removed_at == NOW + A_DAY


def test_import_can_be_undone_as_long_as_its_places_are_kept(browser, group, clock, owner) -> None:
    draft = imported(browser, group, "name\nAnn\n")
    forget_old_drafts(now=NOW + A_MONTH)
    assert len(imports_of(group, now=NOW + A_MONTH - A_DAY, is_undone=False)) == 1

    with pytest.raises(TooLateError):
        undo_import(draft=draft, actor=owner, now=NOW + A_MONTH)
    assert forget_old_drafts(now=NOW + A_MONTH + A_DAY) == 1
    assert Member.objects.get().came_by is None


def test_undone_import_is_gone_with_its_places(browser, group, clock, owner) -> None:
    draft = imported(browser, group, "name\nAnn\n")
    undo_import(draft=draft, actor=owner, now=NOW + A_DAY)
    age_out(now=NOW + A_DAY + A_MONTH)

    assert Member.objects.count() == 0
    with pytest.raises(TooLateError):
        redo_import(draft=draft, actor=owner, now=NOW + A_DAY + A_MONTH)


def test_removed_person_is_taken_back_a_day_later(browser, group, clock) -> None:
    imported(browser, group, "name\nAnn\n")
    ann = Member.objects.get()
    browser.post(f"/en/groups/{group.pk}/people/{ann.pk}/remove/")
    clock.next_day()

    assert "<bdi>Ann</bdi>" in browser.get(f"/en/groups/{group.pk}/set-aside/").content.decode()
    assert browser.post(f"/en/groups/{group.pk}/people/{ann.pk}/take-back/").status_code == 303

    assert present(group) == ["Ann"]


def test_name_of_a_removed_person_typed_again_says_where_to_take_them_back(browser, group, clock) -> None:
    imported(browser, group, "name\nAnn\n")
    browser.post(f"/en/groups/{group.pk}/people/{Member.objects.get().pk}/remove/")

    reply = browser.post(f"/en/groups/{group.pk}/people/add/", {"nickname": "Ann", "consent": ""})

    assert reply.status_code == 422
    assert "Take them back under “Removed and undone”." in reply.content.decode()


def test_name_of_somebody_who_left_leads_to_another_name_not_to_a_way_back(browser, group, clock) -> None:
    imported(browser, group, "name\nAnn\nBob\n")
    Member.objects.filter(nickname="Ann").update(joined_at=NOW, left_at=NOW)
    bob = Member.objects.get(nickname="Bob")

    for address, typed in (("add", {"consent": ""}), (f"{bob.pk}/rename", {})):
        reply = browser.post(f"/en/groups/{group.pk}/people/{address}/", {"nickname": "Ann", **typed})
        page = reply.content.decode()
        assert (reply.status_code, "Ann (2)" in page, "Take them back" in page) == (422, True, False)


def test_rest_of_an_import_whose_names_are_erased_is_over_and_removes_nobody(
    browser, group, clock, monkeypatch
) -> None:
    monkeypatch.setattr("courses.organizations.joining.rosters.actions.PART", 2)
    draft = imported(browser, group, "name\nAnn\nBob\nCarol\n")
    assert present(group) == ["Ann", "Bob"]
    clock.next_day()
    forget_old_drafts(now=clock.now + A_DAY)
    address = f"/en/groups/{group.pk}/people/import/{draft.pk}/"

    assert "Remove" not in browser.get(address).content.decode()
    browser.post(f"{address}run/", {"start": "2", "remove_all": "on"})

    assert present(group) == ["Ann", "Bob"]
