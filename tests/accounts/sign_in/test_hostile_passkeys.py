"""What is no passkey is refused as a wrong code on every page that takes one, however it is malformed."""

import copy
import json
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from courses.accounts.models import User
from tests.accounts.conftest import PASSWORD, sign_in
from tests.security.matrix.passkeys import make_passkey

BASE = "/en/account/2fa/"
TEXTS = (
    "[" * 50_000,
    '{"a":' * 3_000,
    "9" * 10_000,
    "1e999999",
    "NaN",
    "[]",
    "null",
    '"x"',
    "{}",
    '{"id": 1}',
    "",
    "{",
)
VALUES = (None, 0, -1, 1e308, "", "!", "AA", "A" * 5_000, [], {}, [[]], {"response": {}}, True, "\udcff", "\x00", "密")


def malformed(credential: dict) -> Iterator[str]:
    """Texts that are no object, and a real one with each part replaced by something odd or left out."""
    yield from TEXTS
    for holder in (None, "response"):
        for name in credential[holder] if holder else credential:
            for value in VALUES:
                changed = copy.deepcopy(credential)
                (changed[holder] if holder else changed)[name] = value
                yield json.dumps(changed)
            left_out = copy.deepcopy(credential)
            del (left_out[holder] if holder else left_out)[name]
            yield json.dumps(left_out)


def asserted(passkey: Authenticator) -> dict:
    """As a browser answers when asked to prove that it holds the key."""
    sent = copy.deepcopy(passkey.data["credential"])
    sent["response"] = {
        "clientDataJSON": sent["response"]["clientDataJSON"], "authenticatorData": "AAAA", "signature": "AAAA",
        "userHandle": "MQ",
    }  # fmt: skip
    return sent


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})  # passkeys are offered on this machine


@pytest.fixture
def passkey(person: User) -> Authenticator:
    return make_passkey(person, "phone")


def assert_all_refused(browser: Client, page: str, credentials: Iterator[str], **more: str) -> None:
    passkeys = Authenticator.objects.count()
    for credential in credentials:
        browser.get(page)  # the key is asked for anew
        reply = browser.post(page, {"credential": credential, **more})
        assert reply.status_code in (302, 303, 422, 429), credential[:200]
    assert Authenticator.objects.count() == passkeys


def test_malformed_passkey_signs_nobody_in(browser: Client, passkey: Authenticator, settings) -> None:
    settings.MFA_RATE_LIMITS = {}
    assert_all_refused(browser, f"{BASE}webauthn/login/", malformed(asserted(passkey)))

    assert "_auth_user_id" not in browser.session


def test_malformed_passkey_is_no_second_step(browser: Client, passkey: Authenticator) -> None:
    assert sign_in(browser, password=PASSWORD)["Location"] == f"{BASE}authenticate/"
    assert_all_refused(browser, f"{BASE}authenticate/", malformed(asserted(passkey)))

    assert "_auth_user_id" not in browser.session


def test_malformed_passkey_confirms_nothing(browser: Client, passkey: Authenticator) -> None:
    browser.force_login(passkey.user)
    assert_all_refused(browser, f"{BASE}webauthn/reauthenticate/", malformed(asserted(passkey)))


def test_malformed_passkey_is_not_added(browser: Client, person: User) -> None:
    sign_in(browser)
    passkey = make_passkey(person, "phone")
    credential = passkey.data["credential"]
    passkey.delete()
    assert_all_refused(browser, f"{BASE}webauthn/add/", malformed(credential), name="phone")
