"""The code by which phones come in: how it is typed, when it ends, and how often it may be guessed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.accounts.rate_limits import throttle
from courses.organizations.models import SessionAnswer, SessionRun
from courses.organizations.models.sessions import RUN_CODE_LETTERS
from courses.organizations.short_links.codes import ALPHABET
from courses.organizations.workshops import actions
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer


def test_short_address_leads_to_the_question(room, client) -> None:
    answer = client.get(f"/S/{room.run.code.lower()}", HTTP_ACCEPT_LANGUAGE="en")

    assert (answer.status_code, answer["Location"]) == (302, f"/en/s/{room.run.code}/")


def test_typed_code_forgives_case_spaces_and_full_width(room, client) -> None:
    typed = f" {room.run.code[:3].lower()}-{room.run.code[3:]} ".translate({ord("2"): "２"})

    answer = client.get("/en/s/", {"code": typed})

    assert answer["Location"] == f"/en/s/{room.run.code}/"


def test_ended_and_unknown_codes_look_the_same(room, client) -> None:
    room.client.post(f"{room.url}end/")

    ended, unknown = client.get(f"/en/s/{room.run.code}/"), client.get("/en/s/ZZZZZZ/")

    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.content == unknown.content


def test_workshop_that_nobody_ended_ends_after_twelve_hours(room, client) -> None:
    SessionRun.objects.update(opened_at=timezone.now() - actions.LASTS)

    assert client.get(f"/en/s/{room.run.code}/").status_code == 404
    assert "This workshop has ended" in room.page()


def test_workshop_of_an_archived_group_takes_no_phones(room, client, group) -> None:
    group.archived_at = timezone.now()
    group.save()

    assert client.get(f"/en/s/{room.run.code}/").status_code == 404


@pytest.fixture
def few_tries(monkeypatch) -> int:
    monkeypatch.setitem(throttle.LIMITS, "workshop", "3/600s")
    return 3


def test_wrong_codes_are_limited_by_address_but_not_for_phones_inside(room, phone, client, few_tries) -> None:
    phone.page()
    for number in range(few_tries):
        client.get(f"/en/s/ZZZZ{number:02d}/")

    assert Client().get("/en/s/ZZZZZZ/").status_code == 429
    assert phone.client.get(phone.url).status_code == 200
    assert Client().get("/en/s/ZZZZZZ/", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_wrong_codes_of_one_phone_close_the_room_to_no_other(room, phone, client, few_tries) -> None:
    phone.page()
    for number in range(few_tries):
        client.get(f"/en/s/ZZZZ{number:02d}/")

    assert Client().get(phone.url).status_code == 200  # the code has been right here before


def test_right_code_tells_nothing_where_only_wrong_ones_were_tried(room, client, few_tries) -> None:
    for number in range(few_tries):
        client.get(f"/en/s/ZZZZ{number:02d}/")

    assert Client().get(f"/en/s/{room.run.code}/").status_code == 429


def test_room_of_forty_phones_with_five_slips_each_comes_in(room, phone) -> None:
    slips = {Client().get(f"/en/s/ZZZ{number:03d}/").status_code for number in range(200)}

    assert (slips, Client().get(phone.url).status_code) == ({404}, 200)


def test_ended_code_counts_as_no_miss(room, client, few_tries) -> None:
    room.client.post(f"{room.url}end/")

    for _phone in range(few_tries + 1):
        last = client.get(f"/en/s/{room.run.code}/")

    assert last.status_code == 404


def test_odds_of_guessing_a_code_are_small() -> None:
    amount, seconds = throttle.LIMITS["workshop"].removesuffix("s").split("/")
    guesses = int(amount) * (actions.LASTS / timedelta(seconds=int(seconds)))

    odds = guesses * 100 / len(ALPHABET) ** RUN_CODE_LETTERS

    assert odds < 0.003  # of meeting any of 100 running workshops within 12 hours, from one address


def test_lost_cache_does_not_stop_the_room(room, phone, single, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.accounts.broken.BrokenCache"}}
    room.turn_to(single.id)

    assert phone.send(single, right_answer(single)).status_code == 303


def test_room_has_a_most_number_of_phones(room, phone, other_phone, single, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_PHONES", 1)
    room.turn_to(single.id)
    phone.send(single, right_answer(single))

    refused = other_phone.send(single, right_answer(single))
    changed = phone.send(single, wrong_answer(single))

    assert "More phones have answered" in other_phone.client.get(refused["Location"]).content.decode()
    assert changed["Location"].endswith("?sent=1")
    assert SessionAnswer.objects.count() == 1
