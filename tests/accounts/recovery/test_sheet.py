"""The recovery sheet: its codes, what they open, and how often they may be tried."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from courses.accounts.models import RecoveryCode
from courses.accounts.recovery_sheet import sheet as recovery
from tests.accounts.conftest import NEW_PASSWORD, PASSWORD, is_signed_in, sign_in, without_tokens

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
