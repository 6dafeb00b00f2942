"""Confirming before what could give an account away, and the address of an account."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.accounts.conftest import PASSWORD, last_code, sign_in, without_tokens


def test_address_page_right_after_sign_in_opens(client, person) -> None:
    sign_in(client)

    assert client.get("/en/account/email/").status_code == 200


@pytest.mark.parametrize(
    "page", ["email/", "2fa/totp/activate/", "2fa/recovery-codes/generate/", "recovery-sheet/", "app-picture/"]
)
def test_page_that_could_give_the_account_away_asks_again_after_300_seconds(client, person, page) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        sign_in(client)
        clock.shift(301)

        response = client.get(f"/en/account/{page}")

    assert response.url.startswith("/en/account/reauthenticate/?next=%2Fen%2Faccount%2F")


def test_confirming_with_the_password_leads_back(client, person) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        sign_in(client)
        clock.shift(301)
        asked = client.get("/en/account/email/").url

        wrong = client.post(asked, {"password": "wrong-wrong-wrong"})
        right = client.post(asked, {"password": PASSWORD})

        assert (wrong.status_code, right.url) == (422, "/en/account/email/")
        assert client.get("/en/account/email/").status_code == 200


def test_confirming_without_password_takes_a_code_sent_to_the_own_address(client, mailed) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        client.post("/en/account/login/code/", {"email": "bo@example.org"})
        client.post("/en/account/login/code/confirm/", {"code": last_code()})
        clock.shift(301)
        asked = client.get("/en/account/email/").url
        assert asked == "/en/account/confirm/?next=%2Fen%2Faccount%2Femail%2F"

        client.post(asked)
        assert mail.outbox[-1].to == ["bo@example.org"]
        wrong = client.post("/en/account/confirm/", {"code": "BBBB-CCCC", "next": "/en/account/email/"})
        right = client.post("/en/account/confirm/", {"code": last_code(), "next": "/en/account/email/"})

        assert (wrong.status_code, right.url) == (422, "/en/account/email/")
        assert client.get("/en/account/email/").status_code == 200


def test_confirming_code_is_void_after_three_wrong_tries(client, mailed) -> None:
    client.post("/en/account/login/code/", {"email": "bo@example.org"})
    client.post("/en/account/login/code/confirm/", {"code": last_code()})
    client.post("/en/account/confirm/")
    code = last_code()
    for _attempt in range(3):
        client.post("/en/account/confirm/", {"code": "BBBB-CCCC"})

    response = client.post("/en/account/confirm/", {"code": code})

    assert response.url == "/en/account/confirm/"  # sends another code instead


# ---- the address


def add_address(client: Client, address: str):
    return client.post("/en/account/email/", {"action_add": "1", "email": address})


def test_address_is_kept_after_its_code_and_can_be_removed(client, person) -> None:
    sign_in(client)
    assert add_address(client, "anna@example.org").url == "/en/account/confirm-email/"
    assert EmailAddress.objects.count() == 0
    client.post("/en/account/confirm-email/", {"code": last_code()})
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("anna@example.org", True, True)]

    client.post("/en/account/email/", {"action_remove": "1", "email": "anna@example.org"})

    person.refresh_from_db()
    assert (EmailAddress.objects.count(), person.email) == (0, "")


def test_address_that_is_the_only_way_in_stays(client, mailed) -> None:
    client.post("/en/account/login/code/", {"email": "bo@example.org"})
    client.post("/en/account/login/code/confirm/", {"code": last_code()})

    client.post("/en/account/email/", {"action_remove": "1", "email": "bo@example.org"})

    assert EmailAddress.objects.count() == 1


def test_address_of_somebody_else_gives_the_same_answer(client, person, mailed) -> None:
    sign_in(client)
    free = add_address(client, "free@example.org")
    page_of_free = without_tokens(client.get(free.url))

    taken = add_address(client, "bo@example.org")

    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    assert without_tokens(client.get(taken.url)) == page_of_free
