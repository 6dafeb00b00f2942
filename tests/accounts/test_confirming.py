"""Confirming who one is: the session gets another key, and ending other sign-ins asks for it."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from courses.accounts.models import User
from tests.accounts.conftest import PASSWORD, is_signed_in, last_code, sign_in
from tests.accounts.sign_in.conftest import shown_now

pytestmark = pytest.mark.django_db  # whose browser it is, is asked for in the tests
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SESSIONS = "/en/account/sessions/"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as travelled:
        yield travelled


def by_password(client: Client, person: User, clock: Any) -> None:
    sign_in(client)
    clock.shift(301)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def by_app(client: Client, person: User, clock: Any) -> None:
    TOTP.activate(person, SECRET)
    sign_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": shown_now(SECRET)})
    clock.shift(301)
    client.post("/en/account/2fa/reauthenticate/", {"code": shown_now(SECRET)})


def by_mail(client: Client, mailed: User, clock: Any) -> None:
    client.post("/en/account/login/code/", {"email": mailed.email})
    client.post("/en/account/login/code/confirm/", {"code": last_code()})
    clock.shift(301)
    client.post("/en/account/confirm/")
    client.post("/en/account/confirm/", {"code": last_code()})


@pytest.mark.parametrize(("way", "whose"), [(by_password, "person"), (by_app, "person"), (by_mail, "mailed")])
def test_session_key_from_before_confirming_is_worth_nothing(client, request, clock, way, whose) -> None:
    keys: list[str] = []
    shift = clock.shift
    clock.shift = lambda seconds: (keys.append(client.session.session_key), shift(seconds))  # before it is confirmed

    way(client, request.getfixturevalue(whose), clock)

    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = keys[0]
    assert (is_signed_in(client), is_signed_in(stolen)) == (True, False)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [client.session.session_key]
    assert "this browser" in client.get(SESSIONS).content.decode()


def test_wrong_password_leaves_the_key(client, person, clock) -> None:
    sign_in(client)
    before = client.session.session_key
    client.post("/en/account/reauthenticate/", {"password": "wrong-wrong-wrong"})

    assert client.session.session_key == before
    assert is_signed_in(client)


def test_ending_other_sign_ins_asks_again_and_looking_does_not(client, person, clock) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    clock.shift(301)

    looked, asked = client.get(SESSIONS), client.post(SESSIONS)
    still_in = is_signed_in(other)
    confirmed = client.post(asked.url, {"password": PASSWORD})
    client.post(confirmed.url)

    assert (looked.status_code, still_in, confirmed.url) == (200, True, SESSIONS)
    assert asked.url.startswith("/en/account/reauthenticate/")
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)
