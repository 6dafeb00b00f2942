"""Who may call the account pages: every route of allauth has a rule, and the rule is kept."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from courses.accounts.access import ALLAUTH_RULES, rule_of, rule_of_route
from courses.accounts.sign_in import allauth_urls
from tests.accounts.conftest import sign_in

NAMES = sorted(ALLAUTH_RULES)
NEEDS_A_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}
PRIVATE = [name for name in NAMES if ALLAUTH_RULES[name].startswith("signed in")]


def address(name: str) -> str:
    return "/en/" + reverse(name, kwargs={"pk": 1} if name in NEEDS_A_KEY else None).split("/", 2)[2]


def routes() -> list[URLPattern]:
    return [pattern for pattern in allauth_urls.urlpatterns if isinstance(pattern, URLPattern)]


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert {route.name for route in routes()} - {"account_logout"} == set(ALLAUTH_RULES)
    assert [route.name for route in routes() if not rule_of(route.callback)] == []
    assert rule_of_route("account_logout", lambda request: None) is None


def test_no_route_of_allauth_is_reachable_around_ours() -> None:
    found = [entry for entry in get_resolver().reverse_dict.getlist("account_login")]

    assert len(found) == 1


@pytest.mark.parametrize("name", PRIVATE)
def test_private_page_leads_a_visitor_to_sign_in_and_back(db, name) -> None:
    client = Client(headers={"host": "localhost"})
    response = client.get(address(name))

    assert response.status_code == 302
    assert response.url.startswith("/en/account/login/?next=%2Fen%2Faccount%2F")


@pytest.mark.parametrize("name", PRIVATE)
def test_private_page_takes_nothing_from_a_visitor(db, name) -> None:
    client = Client(headers={"host": "localhost"})

    response = client.post(address(name), {"action_add": "1", "email": "x@example.org", "password1": "copper-river-71"})

    assert response.url.startswith("/en/account/login/")


@pytest.mark.parametrize("name", NAMES)
def test_account_page_is_never_kept_and_never_a_crash(client, person, name) -> None:
    sign_in(client)
    response = client.get(address(name))

    assert response.status_code in (200, 302, 404, 405)
    if response.status_code != 404:
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "sent", [{}, {"code": "\x00"}, {"credential": "[]"}, {"credential": "{"}, {"email": "a" * 9000}]
)
def test_odd_post_is_never_a_crash(person, name, sent) -> None:
    visitor, signed = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    sign_in(signed)

    statuses = [one.post(address(name), sent).status_code for one in (visitor, signed)]

    assert [status for status in statuses if status >= 500] == []


def test_sent_form_of_a_visitor_leads_back_to_its_page_not_to_the_form(client, db) -> None:
    response = client.post("/en/account/recovery-sheet/", headers={"referer": "http://testserver/en/account/"})

    assert response.url == "/en/account/login/?next=%2Fen%2Faccount%2F&why=form"


def test_sent_form_from_elsewhere_leads_to_its_own_page(client, db) -> None:
    response = client.post("/en/account/recovery-sheet/", headers={"referer": "https://evil.example/en/account/"})

    assert response.url == "/en/account/login/?next=%2Fen%2Faccount%2Frecovery-sheet%2F&why=form"


def test_sessions_key_of_somebody_else_is_not_found(client, person) -> None:
    local = Client(headers={"host": "localhost"})
    sign_in(local)

    assert local.get("/en/account/2fa/webauthn/keys/1/remove/").status_code == 404
