"""The link to the other language keeps what the page was asked for, and leads to pages of this site only."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from courses.accounts.pages.addresses import in_language
from tests.conftest import make_account

pytestmark = pytest.mark.django_db
HOST = "testserver"
PASSWORD = "copper-lantern-river-71"
ODD = (
    "@x", "x", "/@x", "//evil.example/", "/en/nothing/", "/nothing", "javascript:alert(1)", "\\\\evil.example",
    "/en/me\n", "/en/me /", "https://evil.example/en/me/", "///", "/\u3000", "?x=1", "#top", "[",
    "http://[", "/en/" + "x" * 400, "//testserver/en/me/",
)  # fmt: skip


def other(page: str, name: str = "中文") -> str:
    found = re.search(rf'<a href="([^"]+)" lang="[^"]+" hreflang="[^"]+">{name}</a>', page)
    assert found, "no link to the other language"
    return unescape(found[1])


def test_link_on_search_keeps_the_words(client: Client) -> None:
    page = client.get("/en/search/?q=annual+rate").content.decode()

    assert other(page) == "/zh-hans/search/?q=annual+rate"
    assert 'value="annual rate"' in client.get(other(page)).content.decode()


def test_link_on_sign_in_translates_where_it_leads(client: Client) -> None:
    page = client.get("/en/account/login/?next=/en/groups/3/results/%3Ftask%3D5").content.decode()

    asked = parse_qs(urlsplit(other(page)).query)
    assert asked == {"next": ["/zh-hans/groups/3/results/?task=5"]}


def test_link_translates_an_address_inside_the_next(client: Client) -> None:
    inner = quote("/en/me/claim/?next=" + quote("/en/courses/", safe=""), safe="")
    page = client.get(f"/en/account/login/?next={inner}").content.decode()

    (going_on,) = parse_qs(urlsplit(other(page)).query)["next"]
    assert going_on == "/zh-hans/me/claim/?next=%2Fzh-hans%2Fcourses%2F"


def test_link_on_a_refused_form_keeps_where_it_leads(client: Client) -> None:
    page = client.post("/en/account/login/", {"login": "", "password": "", "next": "/en/courses/"}).content.decode()

    assert other(page) == "/zh-hans/account/login/?next=%2Fzh-hans%2Fcourses%2F"


def test_link_back_from_chinese_leads_to_the_same_place(client: Client) -> None:
    start = "/en/account/login/?next=%2Fen%2Fsearch%2F%3Fq%3Dloan"
    there = other(client.get(start).content.decode())
    back = other(client.get(there).content.decode(), "English")

    assert parse_qs(urlsplit(back).query) == {"next": ["/en/search/?q=loan"]}


@pytest.mark.parametrize("typed", ODD)
def test_link_never_carries_an_odd_next(client: Client, typed: str) -> None:
    page = client.get("/en/account/login/", {"next": typed}).content.decode()

    assert other(page) == "/zh-hans/account/login/"


@pytest.mark.parametrize("page", ["results", "people", "assignments"])
def test_sign_in_after_a_change_of_language_leads_where_it_should(client: Client, page: str) -> None:
    """The reported walk: a page that asks to sign in, then the other language, then signing in."""
    make_account("anna", password=PASSWORD)
    asked = client.get(f"/en/groups/1/{page}/?task=7").url
    chinese = client.get(other(client.get(asked).content.decode())).content.decode()
    going_on = unescape(re.search(r'name="next" value="([^"]+)"', chinese)[1])

    signed_in = client.post("/zh-hans/account/login/", {"login": "anna", "password": PASSWORD, "next": going_on})

    assert signed_in.url == f"/zh-hans/groups/1/{page}/?task=7"


def test_link_on_a_lesson_carries_no_query_of_another_reader(client: Client, lesson) -> None:
    place = f"learn/{lesson.course}/{lesson.slug}/"
    first = client.get(f"/en/{place}?q=somebody").content.decode()

    assert other(first) == f"/zh-hans/{place}"
    assert "somebody" not in Client().get(f"/en/{place}").content.decode()


def test_sign_in_link_keeps_the_words_of_a_search(client: Client) -> None:
    page = client.get("/en/search/?q=loan").content.decode()

    assert "/en/account/login/?next=%2Fen%2Fsearch%2F%3Fq%3Dloan" in unescape(page)


def test_in_language_leaves_addresses_without_one_as_they_are() -> None:
    assert in_language("/v/ABCD", "en", host=HOST) == "/v/ABCD"


@pytest.mark.parametrize("typed", ODD)
def test_sign_in_falls_back_to_my_progress_for_an_odd_next(client: Client, typed: str) -> None:
    make_account("anna", password=PASSWORD)

    response = client.post("/en/account/login/", {"login": "anna", "password": PASSWORD, "next": typed})

    assert response.url == "/en/me/"


@pytest.mark.parametrize("typed", ODD)
@pytest.mark.parametrize("form", ["/en/display/", "/en/account/logout/", "/en/account/stay/"])
def test_forms_fall_back_to_a_page_for_an_odd_next(account_client: Client, form: str, typed: str) -> None:
    sent = {"theme": "dark", "size": "normal", "next": typed}

    response = account_client.post(form, sent)

    if response.status_code != 422:  # a next too long to be read
        assert account_client.get(response.url, follow=True).status_code == 200, response.url


@pytest.mark.parametrize("typed", ODD)
def test_whoever_is_signed_in_already_falls_back_too(account_client: Client, typed: str) -> None:
    response = account_client.get("/en/account/login/", {"next": typed})

    assert response.url == "/en/me/"
