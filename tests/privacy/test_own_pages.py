"""The pages of a person's own data: only what there is, how much of it, and nothing of it in the browser afterwards."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone, translation

from courses.accounts.models import SecurityEvent, User
from courses.accounts.security_log.reading import about_person
from courses.learning.models import Claim
from courses.privacy.erasure.erase import erase
from courses.privacy.export import collect, row_count
from courses.privacy.register import TABLES
from courses.privacy.retention import age_out
from tests.conftest import NOW, make_account, make_guest, sign_in
from tests.privacy.rows import fill

pytestmark = pytest.mark.django_db


def confirmed(person: User) -> Client:
    """A browser in which somebody has just said by password who they are."""
    client = sign_in(Client(), person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.save()
    return client


def test_only_tables_that_hold_something_are_shown(account) -> None:
    client = sign_in(Client(), account)
    with translation.override("en"):
        held = [str(one.table.title) for one in collect(account) if one.rows]

    shown = re.findall(r'<summary id="table-\d+">\s*(.+?)\s*<span', client.get("/en/me/data/").content.decode())

    assert shown == held
    assert 0 < len(held) < len(TABLES)


def test_whoever_deletes_everything_is_told_first_how_much_that_is(account) -> None:
    fill(account)
    Authenticator.objects.all().delete()  # or it would be asked for first
    client = confirmed(account)

    page = client.get("/en/me/data/delete/")
    rows = row_count(collect(account))

    assert rows > len(TABLES) / 2
    assert f"{rows} rows about you are stored" in page.content.decode()
    assert page.status_code == 200
    assert "There is a problem" not in page.content.decode()


def test_tick_that_is_missing_is_asked_for(account) -> None:
    page = confirmed(account).post("/en/me/data/delete/")

    assert page.status_code == 422
    assert "Tick the box if you want everything deleted" in page.content.decode()
    assert User.objects.filter(pk=account.pk).exists()


def test_browser_keeps_nothing_of_whoever_erased_themselves(account, settings) -> None:
    client = confirmed(account)
    for name in (settings.VISITOR_COOKIE_NAME, settings.KNOWN_COOKIE_NAME, settings.SIGNED_IN_COOKIE_NAME):
        client.cookies[name] = "1"

    reply = client.post("/en/me/data/delete/", {"sure": "on"})

    ended = {name for name, cookie in reply.cookies.items() if cookie.value == "" and cookie["max-age"] == 0}
    assert ended == {
        settings.VISITOR_COOKIE_NAME, settings.KNOWN_COOKIE_NAME, settings.SIGNED_IN_COOKIE_NAME,
        settings.SESSION_COOKIE_NAME,
    }  # fmt: skip
    assert not Session.objects.exists()


def test_page_after_erasing_is_that_of_a_visitor(account) -> None:
    client = confirmed(account)
    before = client.get("/en/me/data/").content.decode()

    after = client.post("/en/me/data/delete/", {"sure": "on"}).content.decode()

    assert ("/en/account/login/" in before, "/en/account/login/" in after) == (False, True)


def test_guest_is_no_part_of_the_page_that_says_they_are_erased(guest_client) -> None:
    after = guest_client.post("/en/me/data/delete/", {"sure": "on"}).content.decode()

    assert after == Client().post("/en/me/data/delete/", {"sure": "on"}).content.decode()
    assert after == Client().post("/en/me/data/delete/").content.decode()  # where nothing is, nothing is to be sure of


def test_download_says_of_which_day_it_is_and_is_noted_as_theirs(account, clock) -> None:
    reply = confirmed(account).post("/en/me/data/export/")

    assert reply["Content-Disposition"] == 'attachment; filename="my-learning-2026-11-25.zip"'
    line = about_person(SecurityEvent.objects.filter(kind="export"), account).get()
    assert (line.account, line.about) == (line.actor, "own data")


def test_whoever_erased_themselves_stands_in_the_security_log_and_whose_time_was_over_does_not(account) -> None:
    make_guest()
    erase(learner=account, by=account)

    age_out(now=NOW + timedelta(days=200))

    line = SecurityEvent.objects.get()
    assert (line.kind, line.account) == ("erased", line.actor)


def test_guests_whose_learning_others_added_stay(account, guest) -> None:
    Claim.objects.create(account=make_account("other"), guest=guest, moved={}, before={}, claimed_at=NOW)

    erase(learner=account)

    assert User.objects.filter(pk=guest.pk).exists()


def test_erasing_tells_how_many_rows_of_each_table_went(account) -> None:
    fill(account)
    Claim.objects.all().delete()  # which goes with its guest, before the tables are gone through
    held = {table.model: table.rows_of(account).count() for table in TABLES if not table.outlives}

    assert erase(learner=account) == held
