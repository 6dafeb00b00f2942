"""Whoever signs in is asked about what this browser did until it is answered, wherever they are."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from courses.learning.models import Answer, ClaimOffer
from tests.accounts.conftest import sign_in as sign_in_as
from tests.learning.claims.signing import ADDED, ASKS, pages, sign_out, text

pytestmark = pytest.mark.django_db


def test_whoever_leaves_the_question_finds_it_on_every_page_about_learning(learned, person, lesson) -> None:
    assert sign_in_as(learned).url.startswith("/en/me/claim/")

    for page in pages(lesson):
        shown = text(learned, page)
        assert ASKS in shown, page
        assert "/en/me/claim/add/" in shown, page
    assert "这部分内容还不在你的账户里" in text(learned, "me/", "zh-hans")


def test_question_is_still_there_a_day_later(clock, learned, person, lesson) -> None:
    sign_in_as(learned)
    clock.shift(timedelta(days=1, hours=1))

    assert all(ASKS in text(learned, page) for page in pages(lesson))


def test_question_survives_signing_out_and_in_again(learned, person, lesson) -> None:
    sign_in_as(learned)
    sign_out(learned)
    sign_in_as(learned)

    assert all(ASKS in text(learned, page) for page in pages(lesson))
    learned.post("/en/me/claim/add/")
    assert Answer.objects.get().learner == person


def test_question_is_asked_on_another_device_too(clock, learned, person, lesson) -> None:
    sign_in_as(learned, shared="on")
    sign_out(learned)
    clock.shift(timedelta(days=3))
    other = Client()
    sign_in_as(other)

    assert all(ASKS in text(other, page) for page in pages(lesson))


@pytest.mark.parametrize("button", ["add", "leave-out"])
def test_question_is_gone_everywhere_once_it_is_answered(learned, person, lesson, button) -> None:
    sign_in_as(learned)

    back = learned.post(f"/en/me/claim/{button}/", {"next": "/en/courses/"})

    assert back.url == "/en/courses/"
    assert all(ASKS not in text(learned, page) for page in pages(lesson))
    sign_out(learned)
    sign_in_as(learned)
    assert all(ASKS not in text(learned, page) for page in pages(lesson))


def test_no_can_be_taken_back_the_next_day(clock, learned, person) -> None:
    sign_in_as(learned)
    learned.post("/en/me/claim/leave-out/")
    sign_out(learned)
    clock.shift(timedelta(days=1))
    sign_in_as(learned)

    link = re.search(r'href="(/en/me/claim/\?again=on)"', text(learned, "me/"))
    assert "1 answer" in learned.get(link[1]).content.decode()
    learned.post("/en/me/claim/add/", {"again": "on"})

    assert Answer.objects.get().learner == person


def test_second_no_changes_nothing(learned, person) -> None:
    sign_in_as(learned)
    for again in ({}, {"again": "on"}, {}):
        learned.post("/en/me/claim/leave-out/", again)

    assert ClaimOffer.objects.get().declined_at is not None
    assert Answer.objects.get().learner.visitor


def test_facilitators_pages_do_not_ask(learned, person) -> None:
    sign_in_as(learned)

    assert ASKS not in text(learned, "organizations/new/")
    assert ASKS not in text(learned, "help-now/")


def test_person_without_a_guest_behind_her_is_asked_nothing(client, person, lesson) -> None:
    reply = sign_in_as(client)

    assert "/claim/" not in reply["Location"]
    assert all(ASKS not in text(client, page) and ADDED not in text(client, page) for page in pages(lesson))


def test_question_costs_those_nothing_who_have_none(
    client, person, lesson, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    sign_in_as(client)
    client.get("/en/courses/")

    with django_assert_num_queries(3):  # session, person, lessons
        client.get("/en/courses/")
