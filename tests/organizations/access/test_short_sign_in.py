"""Whoever sees other people's results is signed out after 8 hours without use and after 12 in all."""

import pytest
import time_machine
from django.conf import settings

from tests.organizations.pages import url
from tests.organizations.reports.learning import give

pytestmark = pytest.mark.django_db
HOUR, DAY = 3600, 86_400


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-25 01:00:00+00:00", tick=False) as travelled:
        yield travelled


def is_signed_in(client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_facilitator_is_out_after_8_hours_without_use(clock, facilitator_client, group) -> None:
    assert facilitator_client.get(url("people", group.pk)).status_code == 200
    clock.shift(8 * HOUR - 60)
    assert is_signed_in(facilitator_client)
    clock.shift(8 * HOUR + 1)

    reply = facilitator_client.get(url("people", group.pk))

    assert reply.url.startswith("/en/account/login/?next=")
    assert reply.url.endswith("&why=idle")
    assert not is_signed_in(facilitator_client)


def test_facilitator_is_out_after_12_hours_with_use(clock, facilitator_client, group) -> None:
    hours = 0
    while facilitator_client.get(url("people", group.pk)).status_code == 200 and hours < 20:
        clock.shift(HOUR)
        hours += 1

    assert hours == 12


def test_sign_in_older_than_12_hours_opens_no_page_about_others(clock, facilitator_client, group) -> None:
    for _hour in range(13):
        assert is_signed_in(facilitator_client)
        clock.shift(HOUR)

    assert facilitator_client.get(url("people", group.pk)).status_code == 302
    assert not is_signed_in(facilitator_client)


def test_learner_who_looks_what_groups_are_stays_signed_in(clock, stranger_client, group) -> None:
    stranger_client.get(url("index"))
    stranger_client.get(url("people", group.pk))
    clock.shift(settings.SESSION_IDLE_DAYS * DAY - 60)

    assert is_signed_in(stranger_client)


@pytest.mark.parametrize("name", ["results-file", "people"])
def test_nothing_about_others_is_kept_by_a_browser_nor_by_what_stands_before_the_site(
    facilitator_client, group, course, name
) -> None:
    give(group, course)

    reply = facilitator_client.get(url(name, group.pk, *(("csv",) if name == "results-file" else ())))

    assert reply.status_code == 200
    assert "no-store" in reply["Cache-Control"]
