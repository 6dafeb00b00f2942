"""Ways back: the recovery sheet, a new password by mail, and confirming before what could give an account away."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from courses.accounts.models import RecoveryCode
from courses.accounts.recovery_sheet import sheet as recovery
from tests.accounts.conftest import (
    NEW_PASSWORD,
    PASSWORD,
    is_signed_in,
    last_code,
    sign_in,
    with_address,
    without_tokens,
)

SHEET, RECOVER = "/en/account/recovery-sheet/", "/en/account/recover/"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def key_on(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def codes_on(page) -> list[str]:
    return re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page.content.decode())


def recover(client: Client, code: str, *, name: str = "anna", password: str = NEW_PASSWORD):
    return client.post(RECOVER, {"username": name, "code": code, "password1": password})


@pytest.fixture
def codes(person) -> tuple[str, ...]:
    return recovery.issue_sheet(user=person, now=NOW)


def test_sheet_shows_ten_codes_once(client, person) -> None:
    sign_in(client)
    key = key_on(client.get(SHEET))

    first, again = client.post(SHEET, {"key": key}), client.post(SHEET, {"key": key})

    assert len(set(codes_on(first))) == 10
    assert first["Cache-Control"] == "no-store"
    assert codes_on(again) == []
    assert "has been shown already" in again.content.decode()
    assert RecoveryCode.objects.count() == 10


def test_sheet_form_without_its_key_makes_no_sheet(client, person) -> None:
    sign_in(client)

    client.post(SHEET, {"key": "forged.forged"})

    assert RecoveryCode.objects.count() == 0


def test_sheet_of_a_visitor_leads_to_sign_in(client, db) -> None:
    assert client.get(SHEET).url == "/en/account/login/?next=%2Fen%2Faccount%2Frecovery-sheet%2F"


def test_codes_are_kept_as_hashes_of_the_password_hasher(codes) -> None:
    rows = RecoveryCode.objects.all()

    assert {row.secret.split("$")[0] for row in rows} == {"pbkdf2_sha256"}
    assert not {row.secret for row in rows} & {code.replace("-", "") for code in codes}


@pytest.mark.parametrize(
    "write",
    [
        str,
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "－"),
        lambda code: code.replace("-", "\u200b−"),
        lambda code: f"{code}。",
        lambda code: code.replace("K", "К"),
    ],
)
def test_recover_sets_a_new_password_however_the_code_is_written(client, person, codes, write) -> None:
    response = recover(client, write(codes[3]))

    assert (response.status_code, response.url) == (303, "/en/account/login/")
    assert not is_signed_in(client)
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_recover_voids_the_old_password_and_every_session(client, person, codes) -> None:
    sign_in(client)

    recover(Client(), codes[0])

    assert not is_signed_in(client)
    assert sign_in(client).status_code == 422


def test_recover_with_a_used_code_changes_nothing(client, person, codes) -> None:
    recover(client, codes[0])

    response = recover(Client(), codes[0], password="another-password-99")

    assert response.status_code == 422
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert recovery.codes_left(person) == 9


def test_recover_with_a_code_of_an_older_sheet_changes_nothing(client, person, codes) -> None:
    recovery.issue_sheet(user=person, now=NOW)

    assert recover(client, codes[0]).status_code == 422
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_recover_gives_the_same_answer_for_unknown_name_wrong_code_and_used_code(client, person, codes) -> None:
    recover(Client(), codes[0])
    answers = [
        recover(Client(), "2345-6789-ABCD-EFGH", name="nadia"),
        recover(Client(), "2345-6789-ABCD-EFGH"),
        recover(Client(), codes[0][:5] + "6789-ABCD-EFGH"),
        recover(Client(), codes[0]),
    ]

    pages = {re.sub(r'value="[^"]*"', "", without_tokens(answer)) for answer in answers}
    assert {answer.status_code for answer in answers} == {422}
    assert len(pages) == 1


def test_recover_with_somebody_elses_code_changes_nothing(client, person, mailed, codes) -> None:
    assert recover(client, codes[0], name="bo").status_code == 422


def test_recover_of_a_deactivated_person_changes_nothing(client, person, codes) -> None:
    person.is_active = False
    person.save()

    assert recover(client, codes[0]).status_code == 422


def test_recover_with_a_weak_password_does_not_use_the_code_up(client, person, codes) -> None:
    response = recover(client, codes[0], password="1234567890")

    assert response.status_code == 422
    assert recovery.codes_left(person) == 10


def test_recover_with_nothing_typed_names_each_field(client, db) -> None:
    page = client.post(RECOVER, {}).content.decode()

    assert [words in page for words in ("Enter your user name", "Enter a code of your sheet", "Choose a password")] == [
        True
    ] * 3


def test_eleventh_wrong_code_of_a_name_is_429(person, codes) -> None:
    for _attempt in range(10):
        recover(Client(), "2345-6789-ABCD-EFGH")

    assert recover(Client(), codes[0]).status_code == 429
    assert recovery.codes_left(person) == 10


def test_recover_of_a_passkey_account_removes_the_lost_passkeys(client, mailed) -> None:
    Authenticator.objects.create(user=mailed, type="webauthn", data={"name": "lost", "credential": {}})
    codes = recovery.issue_sheet(user=mailed, now=NOW)

    recover(client, codes[0], name="bo")

    assert Authenticator.objects.count() == 0


def test_recover_of_an_account_with_a_second_step_leaves_the_step(client, person, codes) -> None:
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})

    recover(client, codes[0])

    assert sign_in(client, password=NEW_PASSWORD).url == "/en/account/2fa/authenticate/"


# ---- by mail


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


# ---- confirming


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


def test_password_change_asks_for_the_present_one_and_ends_other_sessions(client, person) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    change = "/en/account/password/change/"

    wrong = client.post(change, {"oldpassword": "wrong-wrong-wrong", "password1": NEW_PASSWORD})
    right = client.post(change, {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    assert (wrong.status_code, right.url) == (422, "/en/account/")
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)
