"""Signing in with user name, address, or a code by mail; wrong input, limits, and the same answer for the unknown."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from courses.accounts.models import SecurityEvent
from courses.accounts.security_log.events import hash_of
from tests.accounts.conftest import PASSWORD, is_signed_in, last_code, sign_in, with_address, without_tokens
from tests.conftest import make_account

LOGIN = "/en/account/login/"


def test_sign_in_with_user_name_and_password_opens_my_progress(client, person) -> None:
    response = sign_in(client)

    assert (response.status_code, response.url) == (302, "/en/me/")
    assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["ANNA", "ａｎｎａ", " anna "])
def test_sign_in_reads_every_way_of_writing_the_name(client, person, typed) -> None:
    sign_in(client, typed)

    assert is_signed_in(client)


def test_sign_in_with_the_address_in_place_of_the_name(client, person) -> None:
    with_address(person, "anna@example.org")

    sign_in(client, "Anna@example.org")

    assert is_signed_in(client)


def test_sign_in_keeps_next_and_never_leaves_the_site(client, person) -> None:
    assert sign_in(client, next="/en/courses/").url == "/en/courses/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_sign_in_ignores_foreign_next(client, person, evil) -> None:
    assert sign_in(client, next=evil).url == "/en/me/"


def test_sign_in_with_wrong_password_is_422_and_says_so_in_title_summary_and_no_more(client, person) -> None:
    response = sign_in(client, password="wrong-wrong-wrong")

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert page.count("The user name or the password is not right") == 1
    assert 'value="anna"' in page
    assert "wrong-wrong-wrong" not in page


def test_sign_in_gives_the_same_answer_for_a_name_that_nobody_has(client, person) -> None:
    known = sign_in(client, password="wrong-wrong-wrong")
    unknown = sign_in(Client(), "nadia", "wrong-wrong-wrong")

    assert known.status_code == unknown.status_code
    assert without_tokens(known).replace("anna", "nadia") == without_tokens(unknown)


def test_sign_in_with_nothing_typed_names_each_field(client, db) -> None:
    response = client.post(LOGIN, {})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_login">Enter your user name or e-mail address' in page
    assert 'href="#id_password">Enter your password' in page


def test_guest_cannot_be_signed_in_with_an_empty_password(client, guest) -> None:
    assert sign_in(client, "guest", "").status_code == 422
    assert not is_signed_in(client)


def test_sign_in_of_a_deactivated_person_opens_nothing(client, person) -> None:
    person.is_active = False
    person.save()

    response = sign_in(client)

    assert response.url == "/en/account/inactive/"
    assert not is_signed_in(client)


def test_deactivated_person_is_out_at_once(client, person) -> None:
    sign_in(client)
    person.is_active = False
    person.save()

    assert not is_signed_in(client)


def test_sign_in_changes_the_session_key(client, person) -> None:
    client.get("/en/account/login/code/")
    client.post("/en/account/login/code/", {"email": "x@example.org"})
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_eleventh_wrong_password_of_a_name_is_refused_even_if_right_then(client, person) -> None:
    for _attempt in range(10):
        sign_in(Client(), password="wrong-wrong-wrong")

    response = sign_in(client)

    assert "Too many tries" in response.content.decode()
    assert not is_signed_in(client)


def test_forty_people_behind_one_address_sign_in_within_a_minute(db) -> None:
    names = [make_account(f"learner{number}", password=PASSWORD).username for number in range(40)]

    assert [sign_in(Client(), name).status_code for name in names] == [302] * 40


def test_three_hundred_and_first_try_of_one_address_is_429_with_what_was_typed(client, person, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    sign_in(client, "x")
    sign_in(client, "x")

    response = sign_in(client, "anna")

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert 'name="login" value="anna"' in page
    assert PASSWORD not in page


def test_sign_in_page_is_not_kept_by_browsers(client, db) -> None:
    assert client.get(LOGIN)["Cache-Control"] == "no-store"


def test_sign_in_page_for_somebody_signed_in_goes_on(client, person) -> None:
    sign_in(client)

    assert client.get(LOGIN).url == "/en/me/"


# ---- a code by mail


def ask_for_code(client: Client, address: str):
    return client.post("/en/account/login/code/", {"email": address})


def enter(client: Client, code: str):
    return client.post("/en/account/login/code/confirm/", {"code": code})


def test_code_by_mail_signs_in(client, mailed) -> None:
    assert ask_for_code(client, "bo@example.org").url == "/en/account/login/code/confirm/"

    response = enter(client, last_code().lower().replace("-", " "))

    assert response.url == "/en/me/"
    assert is_signed_in(client)


def test_code_by_mail_works_once(client, mailed) -> None:
    ask_for_code(client, "bo@example.org")
    code = last_code()
    enter(client, code)
    other = Client()

    response = enter(other, code)

    assert response.url == "/en/account/login/code/"
    assert not is_signed_in(other)


def test_code_page_in_another_browser_is_useless(mailed) -> None:
    asking = Client()
    ask_for_code(asking, "bo@example.org")
    thief = Client()

    assert thief.get("/en/account/login/code/confirm/").url == "/en/account/login/code/"
    assert enter(thief, last_code()).url == "/en/account/login/code/"
    assert not is_signed_in(thief)


def test_code_expires_after_ten_minutes(client, mailed) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        ask_for_code(client, "bo@example.org")
        clock.shift(601)
        response = enter(client, last_code())

        assert response.url == "/en/account/login/code/"
        assert "its 10 minutes are over" in client.get(response.url).content.decode()
        assert not is_signed_in(client)


def test_code_is_good_for_nearly_ten_minutes(client, mailed) -> None:
    with time_machine.travel("2026-11-25 09:00:00+00:00", tick=False) as clock:
        ask_for_code(client, "bo@example.org")
        clock.shift(599)
        enter(client, last_code())

        assert is_signed_in(client)


def test_third_wrong_code_ends_the_attempt(client, mailed) -> None:
    ask_for_code(client, "bo@example.org")
    code = last_code()

    statuses = [enter(client, "BBBB-CCCC").status_code for _attempt in range(3)]

    assert statuses == [422, 422, 302]
    enter(client, code)
    assert not is_signed_in(client)


def test_code_gives_the_same_answer_for_an_unknown_address(client, mailed) -> None:
    other = Client()
    known, unknown = ask_for_code(client, "bo@example.org"), ask_for_code(other, "nobody@example.org")
    pages = [one.get("/en/account/login/code/confirm/") for one in (client, other)]

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert [message.to for message in mail.outbox] == [["bo@example.org"], ["nobody@example.org"]]
    assert without_tokens(enter(client, "BBBB-CCCC")) == without_tokens(enter(other, "BBBB-CCCC"))


def test_fourth_code_for_one_address_within_a_minute_is_not_sent(client, mailed) -> None:
    for _attempt in range(3):
        ask_for_code(Client(), "bo@example.org")

    response = ask_for_code(client, "bo@example.org")

    assert response.status_code == 422
    assert len(mail.outbox) == 3


def test_mail_server_that_is_away_changes_no_status(client, mailed, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    response = ask_for_code(client, "bo@example.org")
    page = client.get(response.url).content.decode()

    assert response.status_code == 302
    assert "The mail may come late" in page


def test_mail_is_in_the_readers_language(client, mailed) -> None:
    client.post("/zh-hans/account/login/code/", {"email": "bo@example.org"})

    assert mail.outbox[-1].subject == "[明白账] 登录验证码"
    assert EmailAddress.objects.count() == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code.lower()),
        lambda code: code.replace("-", "\u2013").join((" ", "\u200b")),
        lambda code: f"验证码：{code.replace('L', '1').replace('S', '5').replace('B', '8')}",
    ],
)
def test_code_by_mail_is_read_however_it_is_written(client, mailed, write) -> None:
    ask_for_code(client, "bo@example.org")

    assert enter(client, write(last_code())).status_code == 302
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("known", "unknown"), [("anna", "nobody"), ("anna@example.org", "nobody@example.org"), ("bo@example.org", "nobody")]
)
def test_known_and_unknown_names_cost_the_same_hashes(client, person, mailed, monkeypatch, known, unknown) -> None:
    with_address(person, "anna@example.org")
    hashed: list[str] = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *given: hashed.append(given[1]) or encode(*given))
    costs = []
    for name in (known, unknown):
        hashed.clear()
        assert sign_in(client, name, "wrong-wrong-wrong").status_code == 422
        costs.append(len(hashed))

    assert costs == [1, 1]


def test_wrong_password_with_an_address_is_noted_for_its_account(client, person) -> None:
    with_address(person, "anna@example.org")
    sign_in(client, "anna@example.org", "wrong-wrong-wrong")

    assert SecurityEvent.objects.get(kind="sign-in-failed").account == hash_of(person)
