"""Creating an account by user name, by e-mail or by passkey; nothing tells who has an account already."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from courses.accounts.models import User
from tests.accounts.conftest import PASSWORD, is_signed_in, last_code, sign_in, without_tokens

SIGN_UP, BY_EMAIL = "/en/account/signup/", "/en/account/signup/email/"
CODE_PAGE = "/en/account/confirm-email/"


def sign_up(client: Client, name: str = "anna", password: str = PASSWORD, **more: str):
    return client.post(SIGN_UP, {"username": name, "password1": password, **more})


def test_sign_up_needs_a_name_and_a_password_only(client, db) -> None:
    response = sign_up(client, "小林")

    assert (response.status_code, response.url) == (302, "/en/account/")
    assert is_signed_in(client)
    assert list(User.objects.values_list("username", "email")) == [("小林", "")]


def test_sign_up_then_sign_in_again(client, db) -> None:
    sign_up(client)
    other = Client()

    sign_in(other)

    assert is_signed_in(other)


def test_sign_up_asks_for_a_way_back(client, db) -> None:
    sign_up(client)

    assert "Print a recovery sheet now" in client.get("/en/account/").content.decode()


def test_sign_up_sent_twice_makes_one_account(client, db) -> None:
    sign_up(client)
    sign_up(client)

    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short9999", "at least 10 characters"),
        ("1234567890", "too common"),
        ("ClearMoney2026", "easy to guess here"),
        ("loan-learning-1", "easy to guess here"),
        ("明白账明白账明白账1", "easy to guess here"),
        ("anna-anna-1", "easy to guess here"),
        ("", "Choose a password"),
    ],
)
def test_sign_up_refuses_weak_passwords(client, db, password, message) -> None:
    response = sign_up(client, password=password)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "password", ["copper loans over 3 hills", "  spaces count  ", "密码不是这个句子的内容", "Aß9 " * 20]
)
def test_sign_up_takes_long_and_odd_passwords_as_typed(client, db, password) -> None:
    sign_up(client, password=password)
    other = Client()

    sign_in(other, password=password)

    assert is_signed_in(other)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "with space",
        "bo@example.org",
        "x" * 41,
        "a\u202eb",
        "\u3164\u3164",
        "anna\uffa0",
        "аnna",
        "<script>",
        "a/b",
        "admin",
        "ＡＤＭＩＮ",
        "管理员",
    ],
)
def test_sign_up_refuses_names_that_cannot_be(client, db, name) -> None:
    assert sign_up(client, name).status_code == 422
    assert User.objects.count() == 0


@pytest.mark.parametrize("name", ["Anna", "ａｎｎａ", "ANNA"])
def test_sign_up_refuses_a_taken_name_in_any_writing(client, person, name) -> None:
    response = sign_up(client, name)

    assert response.status_code == 422
    assert "This user name is taken" in response.content.decode()


def test_sign_up_keeps_next(client, db) -> None:
    assert sign_up(client, next="/en/courses/").url == "/en/courses/"


# ---- by e-mail


def ask(client: Client, address: str = "new@example.org"):
    return client.post(BY_EMAIL, {"email": address})


def test_sign_up_by_email_is_complete_with_the_code(client, db) -> None:
    assert ask(client).url == CODE_PAGE
    assert not is_signed_in(client)

    client.post(CODE_PAGE, {"code": last_code()})

    person = User.objects.get()
    assert is_signed_in(client)
    assert person.username.startswith("learner-")
    assert not person.has_usable_password()
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]


def test_sign_up_by_email_gives_the_same_answer_for_a_known_address(client, mailed) -> None:
    other = Client()
    unknown, known = ask(client), ask(other, "bo@example.org")
    pages = [one.get(CODE_PAGE) for one in (client, other)]
    wrong = [one.post(CODE_PAGE, {"code": "BBBB-CCCC"}) for one in (client, other)]

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert [one.status_code for one in wrong] == [422, 422]
    assert without_tokens(wrong[0]) == without_tokens(wrong[1])
    assert "There is one already" in mail.outbox[1].body
    assert User.objects.filter(emailaddress__email="bo@example.org").count() == 1


def test_sign_up_by_email_code_expires(client, db) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        ask(client)
        clock.shift(601)
        client.post(CODE_PAGE, {"code": last_code()})

        assert not is_signed_in(client)


def test_sign_up_by_email_code_cannot_be_used_in_another_browser(db) -> None:
    ask(Client())
    thief = Client()

    assert thief.post(CODE_PAGE, {"code": last_code()}).url == "/en/account/login/"
    assert not is_signed_in(thief)


def test_sign_up_by_email_with_a_wrong_address_says_how(client, db) -> None:
    response = ask(client, "not-an-address")

    assert response.status_code == 422
    assert "Enter your e-mail address, like name@example.org" in response.content.decode()


# ---- passkeys


def test_passkeys_are_offered_on_this_machine_and_hidden_elsewhere(db) -> None:
    here, room = Client(headers={"host": "localhost:8000"}), Client(headers={"host": "testserver"})

    assert b'id="passkey_login"' in here.get("/en/account/login/").content
    assert b"passkey" not in room.get("/en/account/login/").content
    assert room.get("/en/account/signup/passkey/").status_code == 404
    assert room.get("/en/account/2fa/webauthn/login/").status_code == 404
