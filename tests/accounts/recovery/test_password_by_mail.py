"""A new password by mail, and changing the present one."""

from django.test import Client

from tests.accounts.conftest import (
    NEW_PASSWORD,
    PASSWORD,
    is_signed_in,
    last_code,
    sign_in,
    with_address,
    without_tokens,
)


def reset(client: Client, address: str):
    return client.post("/en/account/password/reset/", {"email": address})


def test_new_password_by_mail(client, person) -> None:
    with_address(person, "anna@example.org")
    reset(client, "anna@example.org")

    client.post("/en/account/password/reset/confirm/", {"code": last_code()})
    client.post("/en/account/password/reset/complete/", {"password1": NEW_PASSWORD})

    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_new_password_gives_the_same_answer_for_an_unknown_address(client, person) -> None:
    with_address(person, "anna@example.org")
    other = Client()
    known, unknown = reset(client, "anna@example.org"), reset(other, "nobody@example.org")
    pages = [one.get(known.url) for one in (client, other)]

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def test_new_password_page_without_the_code_is_useless(client, person) -> None:
    with_address(person, "anna@example.org")
    reset(client, "anna@example.org")

    response = client.post("/en/account/password/reset/complete/", {"password1": NEW_PASSWORD})

    assert response.url == "/en/account/password/reset/confirm/"
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_password_change_asks_for_the_present_one_and_ends_other_sessions(client, person) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    change = "/en/account/password/change/"

    wrong = client.post(change, {"oldpassword": "wrong-wrong-wrong", "password1": NEW_PASSWORD})
    right = client.post(change, {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    assert (wrong.status_code, right.url) == (422, "/en/account/")
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)
