"""`manage.py throttles`: who is held back is listed without names, and freed one by one."""

import re

import pytest
from django.core.management import CommandError
from django.test import Client, RequestFactory

from courses.accounts.rate_limits import throttle
from tests.literacy.operator_tools.conftest import by_operator

pytestmark = pytest.mark.django_db(databases="__all__")
PASSWORD = "copper-lantern-river-71"


@pytest.fixture(autouse=True)
def counted_in_the_table(settings) -> None:
    """As on a site of one machine."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}


def try_to_recover(client: Client, times: int) -> int:
    typed = {"username": "anna", "code": "AAAA-BBBB-CCCC-DDDD", "password1": PASSWORD}
    return [client.post("/en/account/recover/", typed).status_code for _ in range(times)][-1]


def test_nobody_is_listed_before_a_limit_is_reached(client, run) -> None:
    try_to_recover(client, 9)

    assert run("throttles") == "Nobody is held back.\n"


def test_who_is_held_back_is_listed_without_a_name_and_freed(client, run) -> None:
    refused = try_to_recover(client, 11)
    listed = run("throttles")
    found = re.fullmatch(
        r"(?P<id>[0-9a-f]{8})  recover: 10 tries, the last at [\d:]{8}, by an address and a name; until [\d: -]{19}\n",
        listed,
    )
    assert found, listed
    freed = run("throttles", "--free", found["id"])

    assert refused == 429
    assert freed == f"{found['id']}: freed\n"
    assert try_to_recover(client, 1) == 422
    assert run("throttles") == "Nobody is held back.\n"
    assert by_operator() == [("throttle-freed", "recover")]


def test_address_is_shown_by_what_its_network_shares(settings, run) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    client = Client(REMOTE_ADDR="203.0.113.77")
    for _ in range(3):
        client.post("/en/account/login/", {"login": "anna", "password": PASSWORD})

    assert "login: 2 tries" in run("throttles")
    assert "by 203.0.113.x" in run("throttles")
    assert "203.0.113.77" not in run("throttles")


def test_counts_that_refuse_nobody_are_no_limit(rf: RequestFactory, run) -> None:
    for _ in range(301):
        throttle.count(rf.get("/"), "group_everywhere", "group")

    assert run("throttles") == "Nobody is held back.\n"


def test_unknown_id_frees_nobody(client, run) -> None:
    try_to_recover(client, 11)

    with pytest.raises(CommandError, match="Nobody is held back under 'abcd1234'"):
        run("throttles", "--free", "abcd1234")

    assert try_to_recover(client, 1) == 429


def test_counts_in_the_memory_of_a_process_are_said_to_be_out_of_reach(settings, run) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    with pytest.raises(CommandError, match="in the memory of each process"):
        run("throttles")
