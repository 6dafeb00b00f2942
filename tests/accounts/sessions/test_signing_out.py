"""Signing out, the list of sessions, and ending them."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from courses.accounts.models import User
from courses.accounts.visitors.guests import visitor_hash
from tests.accounts.conftest import is_signed_in, sign_in
from tests.conftest import VISITOR_TOKEN


def test_sign_out_clears_the_browser_and_forgets_the_visitor(client, person, guest) -> None:
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    sign_in(client)

    response = client.post("/en/account/logout/")

    assert (response.status_code, response.url) == (303, "/en/account/signed-out/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'  # cookies one by one: that of a known browser stays
    assert response["Cache-Control"] == "no-store"
    assert response.cookies[settings.VISITOR_COOKIE_NAME].value == ""
    assert response.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert {name for name, one in client.cookies.items() if one.value} == {settings.KNOWN_COOKIE_NAME}
    assert Session.objects.count() == UserSession.objects.count() == 0
    assert User.objects.filter(visitor=visitor_hash(VISITOR_TOKEN)).exists()


def test_sign_out_of_a_shared_computer_clears_every_cookie(client, person) -> None:
    sign_in(client, shared="on")

    response = client.post("/en/account/logout/")

    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_sign_out_by_get_signs_nobody_out(client, person) -> None:
    sign_in(client)

    assert b"<form" in client.get("/en/account/logout/").content
    assert is_signed_in(client)


def test_sign_out_of_a_visitor_changes_nothing(client, db) -> None:
    response = client.post("/en/account/logout/")

    assert response.status_code == 303
    assert "Clear-Site-Data" not in response


def test_back_after_sign_out_shows_sign_in(client, person) -> None:
    sign_in(client)
    assert client.get("/en/account/")["Cache-Control"] == "no-store"
    client.post("/en/account/logout/")

    assert client.get("/en/account/").url == "/en/account/login/?next=%2Fen%2Faccount%2F"


def test_stolen_session_cookie_is_worthless_after_sign_out(client, person) -> None:
    sign_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert is_signed_in(thief)

    client.post("/en/account/logout/")

    assert not is_signed_in(thief)


def test_sign_out_needs_a_csrf_token(person) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/en/account/logout/").status_code == 403


# ---- the list


def test_list_shows_own_sessions_and_ends_the_others(client, person, account) -> None:
    other, stranger = Client(headers={"user-agent": "Old Phone"}), Client()
    sign_in(client)
    sign_in(other)
    stranger.force_login(account)

    assert "Old Phone" in client.get("/en/account/sessions/").content.decode()
    client.post("/en/account/sessions/")

    assert (is_signed_in(client), is_signed_in(other), is_signed_in(stranger)) == (True, False, True)


def test_foot_offers_signing_in_or_out(client, person) -> None:
    visitor = client.get("/en/courses/").content.decode()
    sign_in(client)
    signed_in = client.get("/en/courses/").content.decode()

    assert '<a href="/en/account/login/?next=%2Fen%2Fcourses%2F">Sign in</a>' in visitor
    assert "Sign out" not in visitor
    assert 'action="/en/account/logout/"' in signed_in
    assert ">Sign in<" not in signed_in
