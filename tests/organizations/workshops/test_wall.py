"""Turning the wall: one question at a time, told to whoever else turns it."""

import re

import pytest
from django.test import Client

from courses.organizations.models import SessionAnswer, SessionQuestion
from literacy.demo.learner import right_answer
from tests.organizations.workshops.room import HTMX, Phone


def test_next_pressed_twice_turns_once(room) -> None:
    version = room.run.version

    first = room.press("next", version=version)
    second = room.press("next", version=version)

    room.run.refresh_from_db()
    assert room.run.position == 1
    assert (first["Location"], second["Location"]) == (room.url, f"{room.url}?changed=1")


def test_second_facilitator_is_told_that_the_wall_has_changed(room, owner_client) -> None:
    version = room.run.version
    room.press("next")

    answer = owner_client.post(f"{room.url}steps/next/", {"version": version})

    assert "somebody else changed it meanwhile" in owner_client.get(answer["Location"]).content.decode()


def test_one_question_is_open_at_a_time(room) -> None:
    room.press("next")
    room.press("next")

    open_ones = SessionQuestion.objects.filter(opened_at__isnull=False, closed_at=None)
    assert [one.position for one in open_ones] == [2]


def test_going_back_shows_the_closed_question_with_its_counts(room, phone, single) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))
    room.press("next")

    room.press("previous")

    assert "Question" in room.page()
    assert "no longer open" in room.page()
    assert "What the room says" in phone.page()


def test_question_can_be_opened_again(room, phone, single) -> None:
    room.turn_to(single.id)
    room.press("close")
    room.press("open")

    phone.send(single, right_answer(single))

    assert SessionAnswer.objects.count() == 1


def test_answer_is_shown_to_all_when_the_facilitator_says_so(room, phone, single) -> None:
    room.turn_to(single.id)
    room.press("close")
    hidden = phone.page()

    room.press("show-answer")

    assert "Right answer" not in hidden
    assert "✓ right" not in hidden
    assert "✓ right" not in hidden
    assert "Right answer" in phone.page()
    assert "Right answer" in room.page()


def test_wall_never_tells_the_right_one_before_that(room, lesson) -> None:
    for question in lesson.questions.values():
        room.turn_to(question.id)
        room.press("close")

        assert "tag good" not in room.page()
        assert "Right answer" not in room.page()


def test_wall_polls_and_keeps_its_focus_while_nothing_changes(room, phone, single) -> None:
    room.turn_to(single.id)
    address = re.search(r'hx-get="([^"]+)" hx-trigger', room.page())[1]

    same = room.client.get(address, **HTMX)
    phone.send(single, right_answer(single))
    changed = room.client.get(address, **HTMX)

    assert (same.status_code, changed.status_code) == (204, 200)
    assert "1 phone has answered." in changed.content.decode()


@pytest.mark.parametrize("sent", [{}, {"version": "x"}, {"version": "9" * 40}, {"version": "-1"}])
def test_step_without_a_version_changes_nothing(room, sent) -> None:
    answer = room.client.post(f"{room.url}steps/next/", sent)

    room.run.refresh_from_db()
    assert (answer.status_code, room.run.position) == (303, 0)


def test_unknown_step_is_not_found(room) -> None:
    assert room.press("dance").status_code == 404


def test_wall_and_phone_are_in_chinese_too(room, single) -> None:
    room.turn_to(single.id)
    page = room.client.get(room.url.replace("/en/", "/zh-hans/")).content.decode()
    phone = Client().get(f"/zh-hans/s/{room.run.code}/").content.decode()

    assert single.body.ask.in_language("zh-hans")[:8] in page
    assert 'lang="zh-Hans"' in phone
    assert Phone(room.run.code).page() != phone
