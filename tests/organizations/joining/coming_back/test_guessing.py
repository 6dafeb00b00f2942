"""How often anybody may guess, and what that leaves."""

import re

import pytest
from django.test import Client

from courses.accounts.rate_limits.throttle import LIMITS
from courses.organizations.groups.members import CARD_LETTERS
from courses.organizations.joining.secret_codes import LEAST, LEAST_DIGITS
from courses.organizations.models.groups import CODE_LETTERS
from courses.organizations.short_links.codes import ALPHABET
from tests.organizations.joining.coming_back.returning import come_back
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


YEAR = 365 * 86_400


# ---- guessing


def test_nickname_is_closed_after_five_misses_and_opened_by_a_reset(group, returning, facilitator_client) -> None:
    codes = [come_back(Client(), group, secret=f"wrong{number}code").status_code for number in range(6)]
    locked = come_back(Client(), group).status_code
    page = facilitator_client.get(url("access", group.pk, returning.pk)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    shown = facilitator_client.post(url("secret-reset", group.pk, returning.pk), {"key": key}).content.decode()
    secret = re.search(r'nowrap">([2-9A-Z-]{9})<', shown)[1]

    assert (codes, locked) == ([422] * 5 + [429], 429)
    assert come_back(Client(), group, secret=secret).status_code == 303


def test_nicknames_that_are_not_there_are_closed_alike(group, returning) -> None:
    codes = [come_back(Client(), group, nickname="nobody").status_code for _time in range(6)]

    assert codes == [422] * 5 + [429]


def test_address_is_closed_when_many_codes_are_tried(group, returning, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group_sign_in", "3/m")

    codes = [come_back(Client(), group, code=f"ZZZZZZZ{number}").status_code for number in range(2, 6)]

    assert codes == [422] * 3 + [429]


def test_codes_are_closed_to_an_address_that_tries_many(group, client, monkeypatch) -> None:
    monkeypatch.setitem(LIMITS, "group", "3/m")

    misses = [client.get(url("join", f"ZZZZ{number:04}")).status_code for number in range(3)]

    assert (set(misses), client.get(url("join", group.code)).status_code) == ({422}, 429)
    assert client.get(url("join", group.code), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_nobody_may_try_while_attempts_cannot_be_counted(group, returning, client, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    codes = [come_back(client, group).status_code, client.get(url("join", group.code)).status_code]

    assert codes == [503, 503]


def allowed_a_year(rates: str) -> float:
    """The most tries a year that a limit's rates leave, each written like 5/300s."""
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
    least = float("inf")
    for rate in rates.split(","):
        amount, length = rate.split("/")
        duration = seconds[length[-1]] * int(length[:-1] or 1)
        least = min(least, int(amount) * YEAR / duration)
    return least


def test_odds_of_guessing_are_small(capsys) -> None:
    """Somebody who never stops: within a year, from one address or household."""
    weakest = min(len(ALPHABET) ** LEAST, 10**LEAST_DIGITS)  # a random code of the shortest allowed kind
    groups = 1_000
    odds = {
        "one nickname": allowed_a_year(LIMITS["group_sign_in_name"]) / weakest,
        "any nickname of one group": allowed_a_year(LIMITS["group_sign_in_room"]) / weakest,
        "any nickname of one group under attack": allowed_a_year(LIMITS["group_sign_in_slow"]) / weakest,
        f"the code of any of {groups} groups": groups
        * allowed_a_year(LIMITS["group"]) / len(ALPHABET) ** CODE_LETTERS,
        "the letters of any of 500 cards of a group": 500
        * allowed_a_year(LIMITS["card_letters"]) / len(ALPHABET) ** CARD_LETTERS,
        "any of 100,000 cards": 100_000 * allowed_a_year(LIMITS["long_code"]) / 2**128,
    }  # fmt: skip
    with capsys.disabled():
        print("\n" + "\n".join(f"odds within a year of guessing {what}: {chance:.1e}" for what, chance in odds.items()))

    assert odds["one nickname"] < 1e-4
    assert odds["any nickname of one group"] < 1e-3
    assert odds["any nickname of one group under attack"] < 4e-4
    assert odds[f"the code of any of {groups} groups"] < 0.05
    assert odds["the letters of any of 500 cards of a group"] < 1e-4
    assert odds["any of 100,000 cards"] < 1e-25
