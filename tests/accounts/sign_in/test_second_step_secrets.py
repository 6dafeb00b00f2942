"""What the database holds of a second step opens nothing by itself: sealed secrets, hashed codes."""

import json
import re
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.test import Client

from courses.accounts.models import User
from courses.accounts.sign_in.second_step.kept_secrets import CannotOpenError, hash_codes, open_sealed, seal, seal_anew
from tests.accounts.conftest import is_signed_in, sign_in
from tests.accounts.sign_in.conftest import shown_now

OTHER_KEY = "another-key-another-key-another-key-another-key"
CODES = "/en/account/2fa/recovery-codes/"
SECOND = "/en/account/2fa/authenticate/"
SEED = "0123456789abcdef" * 5


def stored() -> str:
    return json.dumps(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def shown_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())


def opens(code: str) -> bool:
    browser = Client()
    sign_in(browser)
    browser.post(SECOND, {"code": code})
    return is_signed_in(browser)


def earlier_rows(person: User) -> None:
    """As allauth stored them before they were sealed."""
    Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"})
    codes = {"seed": SEED, "used_mask": 1, "viewed_at": 1.0}
    Authenticator.objects.create(user=person, type="recovery_codes", data=codes)


def test_database_holds_no_secret_of_the_app(secret) -> None:
    assert secret not in stored()
    assert opens(shown_now(secret))


def test_codes_that_were_shown_are_hashed_and_each_opens_once(client, secret) -> None:
    codes = shown_codes(client)
    kept = Authenticator.objects.get(type="recovery_codes").data

    assert set(kept) == {"migrated_codes", "viewed_at"}
    hashes = [open_sealed(one) for one in kept["migrated_codes"]]
    assert (len(hashes), {one.split("$")[0] for one in hashes}) == (10, {"pbkdf2_sha256"})
    assert [code for code in codes if code in stored()] == []
    assert [opens(codes[3]), opens(codes[3]), opens(codes[9]), opens("00000000")] == [True, False, True, False]
    assert len(Authenticator.objects.get(type="recovery_codes").data["migrated_codes"]) == 8


def test_hash_of_a_code_opens_nothing(client, secret) -> None:
    shown_codes(client)
    sealed = Authenticator.objects.get(type="recovery_codes").data["migrated_codes"]

    assert not any(opens(one) or opens(open_sealed(one)) for one in sealed[:2])


def test_codes_not_shown_yet_can_still_be_shown(client, secret) -> None:
    assert opens(shown_now(secret))
    assert len(shown_codes(client)) == 10


def test_rows_of_earlier_releases_are_sealed_and_open_as_before(person) -> None:
    earlier_rows(person)
    codes = Authenticator.objects.get(type="recovery_codes")
    import_module("courses.accounts.migrations.0004_seal_second_steps").seal_all(apps, None)

    assert "JBSWY3DPEHPK3PXP" not in stored()
    assert SEED not in stored()
    codes.refresh_from_db()
    unused = codes.wrap().get_unused_codes()
    assert (len(unused), opens(unused[0]), opens(unused[0])) == (9, True, False)
    assert "seed" not in Authenticator.objects.get(type="recovery_codes").data  # hashed when it was used


def test_migration_can_be_taken_back(person) -> None:
    earlier_rows(person)
    before = stored()
    migration = import_module("courses.accounts.migrations.0004_seal_second_steps")
    migration.seal_all(apps, None)
    sealed = stored()
    migration.open_all(apps, None)

    assert stored() == before != sealed


def test_secret_is_sealed_differently_each_time() -> None:
    assert seal("words") != seal("words")
    assert open_sealed(seal("words")) == "words"


@pytest.mark.parametrize(
    "change", [lambda text: text[:-8] + "AAAAAAA=", lambda text: text[:8], lambda _: "words!", str.lower]
)
def test_changed_secret_is_not_opened(change: Any) -> None:
    with pytest.raises(CannotOpenError):
        open_sealed(change(seal("words")))


def test_earlier_key_opens_until_it_is_forgotten(settings, secret) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OTHER_KEY, [settings.SECRET_KEY]
    opened = opens(shown_now(secret))
    lost = seal_anew()
    settings.SECRET_KEY_FALLBACKS = []

    assert (opened, lost) == (True, 0)
    assert open_sealed(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_secret_whose_key_is_lost_opens_nothing_and_breaks_no_page(client, settings, secret) -> None:
    code = shown_now(secret)
    codes = shown_codes(client)
    settings.SECRET_KEY = OTHER_KEY
    sign_in(client)

    assert not opens(code)
    assert not opens(codes[0])
    assert client.get(SECOND).status_code == 200
    assert seal_anew() == 2


def test_codes_are_hashed_only_when_they_were_shown(person) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": seal(SEED), "used_mask": 0})
    hash_codes(person)

    assert open_sealed(Authenticator.objects.get(type="recovery_codes").data["seed"]) == SEED
