"""The lists under /admin/: what an operator may look at, and that each look is noted."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import override

from courses.accounts.models import User
from courses.accounts.security_log.events import SecurityKind, hash_of, note
from literacy.pages.operators.lists import KINDS
from tests.conftest import NOW, make_account
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.literacy.operator_tools.admin_pages import PAGES, looks
from tests.literacy.operator_tools.lists_on import PASSWORD, sign_in_with_app
from tests.organizations.cast import make_group, make_member, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(client: Client, operator: User) -> Client:
    """The operator's browser, which asks for English, signed in with their app."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in_with_app(client)


@pytest.mark.parametrize("page", PAGES)
def test_operator_who_signed_in_with_their_app_may_look_and_do_nothing_else(lists, operator, page) -> None:
    answer = lists.get(page)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.content.decode())
    assert [lists.post(page).status_code, lists.put(page).status_code, lists.delete(page).status_code] == [404] * 3
    me = hash_of(operator)
    assert looks() == [(me, me, f"admin: {resolve(page).url_name}")]


def test_look_that_cannot_be_noted_shows_nothing(lists, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("literacy.pages.operators.guard.note_request", refuse)
    lists.raise_request_exception = False

    answer = lists.get("/admin/groups/")

    assert answer.status_code in (500, 503)
    assert b"changelist" not in answer.content


def test_sign_in_of_an_operator_is_as_short_as_that_of_whoever_sees_people(lists) -> None:
    assert lists.get("/admin/").status_code == 200
    assert lists.session["life"]["staff"] is True

    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        assert lists.get("/admin/").status_code == 404


# ---- what


def test_first_page_names_every_list(lists) -> None:
    text = lists.get("/admin/").content.decode()

    assert [page for page in PAGES if f'href="{page}"' not in text] == []


def test_organizations_and_groups_are_shown_with_their_state(lists) -> None:
    centre = make_organization("Centre of the list")
    group = make_group(centre, name="Group of the list", archived_at=NOW)
    make_member(group, "nickname-of-the-list")
    type(centre).objects.filter(pk=centre.pk).update(waits_since=NOW)

    organizations, groups = (lists.get(f"/admin/{one}/").content.decode() for one in ("organizations", "groups"))

    assert "Centre of the list" in organizations
    assert "waits for approval" in organizations
    assert f"{centre.pk} Centre of the list" in groups
    assert "Group of the list" in groups
    assert "nickname-of-the-list" not in organizations + groups


def test_nobody_is_listed_before_a_whole_user_name_is_typed(lists, operator) -> None:
    person = make_account("xiaolin")
    User.objects.filter(pk=person.pk).update(email="lin@example.org")

    texts = {typed: lists.get("/admin/accounts/", {"q": typed}).content.decode() for typed in ("", "xiao", "XiaoLin")}

    assert ["xiaolin</td>" in text for text in texts.values()] == [False, False, True]
    assert "lin@example.org" not in "".join(texts.values())
    assert looks()[-1] == (hash_of(person), hash_of(operator), "admin: accounts")
    assert len(looks()) == 4  # each page, and the person who was found


@pytest.mark.parametrize(
    "address",
    ["accounts/?password__startswith=pbkdf2", "accounts/?username__startswith=x", "groups/?organization__name=x"],
)
def test_address_cannot_ask_for_more_than_the_page_offers(lists, address) -> None:
    assert lists.get(f"/admin/{address}").status_code in (302, 400)


def test_security_log_is_read_by_kind_and_by_user_name(lists, operator) -> None:
    person = make_account("xiaolin")
    Client().post("/en/account/login/", {"login": "xiaolin", "password": "not-the-password"})
    everything = lists.get("/admin/security-log/").content.decode()
    of_kind = lists.get("/admin/security-log/?kind=look").content.decode()
    of_person = lists.get("/admin/security-log/?q=xiaolin").content.decode()

    assert (hash_of(person) in everything, hash_of(person) in of_kind) == (True, False)
    assert "sign-in refused</td>" in of_person
    assert "signed in</td>" not in of_person
    assert looks()[-1] == (hash_of(person), hash_of(operator), "admin: security-log")


@pytest.mark.django_db(databases="__all__")
def test_who_is_held_back_is_listed_where_that_can_be_known(lists, settings) -> None:
    in_memory = lists.get("/admin/throttles/").content.decode()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}
    before = lists.get("/admin/throttles/").content.decode()
    for _ in range(11):
        Client().post("/en/account/recover/", {"username": "anna", "code": "AAAA-BBBB", "password1": PASSWORD})
    after = lists.get("/admin/throttles/").content.decode()

    assert "in the memory of each process" in in_memory
    assert ("Nobody is held back" in before, "<td>recover</td>" in before) == (True, False)
    assert ("Nobody is held back" in after, "<td>recover</td>" in after) == (False, True)


def test_lists_speak_the_language_of_the_reader(lists) -> None:
    make_organization("Centre")
    headers = {"accept-language": "zh-hans"}

    texts = [lists.get(page, headers=headers).content.decode() for page in PAGES]

    assert all('lang="zh-hans"' in text for text in texts)
    assert "机构" in texts[0]
    assert all(word in texts[PAGES.index("/admin/organizations/")] for word in ("编号", "名称", "状态", "使用中"))


def test_every_kind_of_event_has_words_in_both_languages(lists) -> None:
    for kind in SecurityKind:
        note(kind, now=timezone.now())
    page = "/admin/security-log/"
    english, chinese = (lists.get(page, headers={"accept-language": one}).content.decode() for one in ("en", "zh-hans"))

    assert set(KINDS) == set(SecurityKind)
    for kind, words in KINDS.items():
        with override("en"):
            said = str(words)
        with override("zh-hans"):
            assert str(words) != said
            assert f">{words}<" in chinese
        assert f">{said}<" in english
        assert f">{kind}<" not in chinese
