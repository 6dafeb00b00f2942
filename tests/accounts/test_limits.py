"""Without counting, ways in are closed and reading goes on; storage that is away; the table of attempts."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connections
from django.test import Client

from courses.accounts.models import User
from courses.accounts.rate_limits import counting as limits
from courses.accounts.sign_in.adapter import AccountAdapter
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
def test_ways_in_are_closed_without_the_table(client, table) -> None:
    make_account("anna", password=PASSWORD)
    with connections["attempts"].cursor() as cursor:
        cursor.execute("DROP TABLE attempts")
    try:
        assert sign_in(client).status_code == 503
        assert client.get("/en/courses/").status_code == 200
    finally:
        limits.make_table(plan=[])


def test_router_sends_nothing_else_to_the_file() -> None:
    router = limits.AttemptsRouter()

    assert router.db_for_read(User) is None
    assert router.allow_migrate("attempts", "accounts") is False
    assert router.allow_migrate("default", "accounts") is None


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"), ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("203.0.113.9", "203.0.113.9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("64:ff9b::cb00:7109", "203.0.113.9"),
        ("2002:cb00:7109::1", "203.0.113.9"), ("fe80::1", "fe80::1"), ("::1", "::1"),
    ],
)  # fmt: skip
def test_household_is_counted_as_one(rf, address, counted) -> None:
    request = rf.get("/", REMOTE_ADDR=address)

    assert AccountAdapter(request).get_client_ip(request) == counted


# ---- strangers close nothing


STRANGER, OWN = "192.0.2.66", "203.0.113.7"


def test_wrong_passwords_of_a_stranger_close_the_account_to_the_stranger_only(client, person) -> None:
    for _attempt in range(11):
        last = sign_in(Client(REMOTE_ADDR=STRANGER), password="wrong-wrong-wrong")

    assert "Too many tries" in last.content.decode()
    assert is_signed_in(_signed_in_from(OWN))


def _signed_in_from(address: str) -> Client:
    browser = Client(REMOTE_ADDR=address)
    sign_in(browser)
    return browser


def test_room_of_forty_with_five_slips_each_signs_in(client, person) -> None:
    slips = [
        sign_in(Client(REMOTE_ADDR=OWN), login=f"nobody{one}", password="wrong") for one in range(40) for _ in "abcde"
    ]

    assert not any("Too many tries" in slip.content.decode() for slip in slips)
    assert is_signed_in(_signed_in_from(OWN))


def test_wrong_recovery_codes_of_a_stranger_close_the_way_back_to_the_stranger_only(client, person) -> None:
    sent = {"username": "anna", "code": "2345", "password1": "a new and long one"}
    statuses = [client.post("/en/account/recover/", sent, REMOTE_ADDR=STRANGER).status_code for _time in range(11)]

    assert statuses == [422] * 10 + [429]
    assert client.post("/en/account/recover/", sent, REMOTE_ADDR=OWN).status_code == 422


@pytest.mark.parametrize("page", ["/en/account/login/code/", "/en/account/password/reset/"])
def test_mails_asked_for_by_a_stranger_keep_nobody_from_asking(person, mailoutbox, page) -> None:
    EmailAddress.objects.create(user=person, email="anna@example.org", verified=True, primary=True)
    sent = {"email": "anna@example.org"}
    asked = [Client().post(page, sent, REMOTE_ADDR=STRANGER).status_code for _time in range(4)]
    mails = len(mailoutbox)

    own = Client().post(page, sent, REMOTE_ADDR=OWN).status_code
    assert (asked, mails, own, len(mailoutbox)) == ([302] * 3 + [422], 3, 302, 4)


def test_nobody_floods_a_mailbox_by_signing_up(db, mailoutbox) -> None:
    sent = {"email": "anna@example.org"}
    asked = [Client().post("/en/account/signup/email/", sent, REMOTE_ADDR=STRANGER).status_code for _time in range(4)]

    assert (asked[-1], len(mailoutbox)) == (422, 3)
