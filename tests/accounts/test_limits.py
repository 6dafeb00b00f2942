"""Without counting, ways in are closed and reading goes on; storage that is away; the table of attempts."""

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connections
from django.test import Client

from courses.accounts import limits
from courses.accounts.adapter import AccountAdapter
from courses.accounts.models import User
from tests.accounts.conftest import PASSWORD, is_signed_in, sign_in
from tests.conftest import make_account

DATABASES = ["default", "attempts"] if "attempts" in settings.DATABASES else ["default"]
POSTS = [
    ("/en/account/login/", {"login": "anna", "password": PASSWORD}),
    ("/en/account/signup/", {"username": "carla", "password1": PASSWORD}),
    ("/en/account/signup/email/", {"email": "new@example.org"}),
    ("/en/account/login/code/", {"email": "anna@example.org"}),
    ("/en/account/password/reset/", {"email": "anna@example.org"}),
    ("/en/account/recover/", {"username": "anna", "code": "2345", "password1": PASSWORD}),
]


@pytest.fixture
def no_cache(settings) -> None:
    """A cache that keeps nothing, as a server that is away or a full disk does."""
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}


@pytest.mark.parametrize(("page", "sent"), POSTS)
def test_ways_in_are_closed_while_attempts_cannot_be_counted(client, person, no_cache, page, sent) -> None:
    response = client.post(page, sent)

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Signing in is not possible right now" in response.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1


def test_reading_and_being_signed_in_go_on_without_the_cache(client, person, settings) -> None:
    sign_in(client)
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}

    assert is_signed_in(client)
    assert client.get("/en/courses/").status_code == 200
    assert client.get("/en/account/login/").status_code == 302
    assert client.post("/en/account/logout/").status_code == 303


# ---- the table


@pytest.fixture
def table(settings) -> None:
    if "attempts" not in settings.DATABASES:
        pytest.skip("another cache is set")
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "attempts",
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    }


@pytest.mark.django_db(databases=DATABASES)
def test_attempts_are_counted_in_a_file_of_their_own(client, table, person) -> None:
    for _attempt in range(10):
        sign_in(Client(), password="wrong-wrong-wrong")

    assert "Too many tries" in sign_in(client).content.decode()
    with connections["attempts"].cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM attempts")
        assert cursor.fetchone()[0] > 0
    assert "attempts" not in connections["default"].introspection.table_names()


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_migrate_makes_the_table_again(table) -> None:
    with connections["attempts"].cursor() as cursor:
        cursor.execute("DROP TABLE attempts")

    call_command("migrate", verbosity=0)

    cache.set("kept", 1)
    assert caches["default"].get("kept") == 1


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_ways_in_are_closed_without_the_table(client, table, quick_hashes) -> None:
    make_account("anna", password=PASSWORD)
    with connections["attempts"].cursor() as cursor:
        cursor.execute("DROP TABLE attempts")
    try:
        assert sign_in(client).status_code == 503
        assert client.get("/en/courses/").status_code == 200
    finally:
        limits.make_table()


def test_router_sends_nothing_else_to_the_file() -> None:
    router = limits.AttemptsRouter()

    assert router.db_for_read(User) is None
    assert router.allow_migrate("attempts", "accounts") is False
    assert router.allow_migrate("default", "accounts") is None


@pytest.mark.parametrize(
    ("address", "counted"),
    [("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"), ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"), ("203.0.113.9",) * 2],
)
def test_household_with_ipv6_is_counted_as_one(rf, address, counted) -> None:
    request = rf.get("/", REMOTE_ADDR=address)

    assert AccountAdapter(request).get_client_ip(request) == counted
