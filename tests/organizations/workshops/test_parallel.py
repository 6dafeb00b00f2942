"""A whole room presses at once, with real connections, while the facilitator goes on: each phone counts once."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

import pytest
from django.conf import settings
from django.test import Client

from courses.catalog.model.questions import Question
from courses.organizations.models import SessionAnswer, SessionQuestion
from courses.organizations.workshops.phones import cookie_name
from courses.organizations.workshops.runs import read_all
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.lessons.test_parallel import together
from tests.organizations.workshops.room import Phone, Room
from tests.repository.programs import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)
PHONES, PRESSES = 14, 20  # six phones press twice


@dataclass
class Crowd:
    """Phones that have the question before them, and the presses of their owners; some press twice at once."""

    phones: Sequence[Phone]
    taken: set[str] = field(default_factory=set)  # cookies of phones with an answer that was acknowledged
    first_ones_in: threading.Event = field(default_factory=threading.Event)

    def press(self, number: int, question: Question, given: str) -> str:
        """One press, from a connection of its own, as two fingers on one phone would be; what the page says to it."""
        phone = self.phones[number % len(self.phones)]
        cookie = phone.client.cookies[cookie_name()].value
        finger = Phone(phone.code, Client())
        finger.client.cookies[cookie_name()] = cookie
        reply = finger.send(question, given)
        assert reply.status_code == 303, reply.status_code
        said = reply["Location"].partition("?")[2].partition("=")[0]
        if said == "sent":
            self.taken.add(cookie)
            if len(self.taken) >= 3:
                self.first_ones_in.set()
        return said


@pytest.fixture
def crowd(room) -> Crowd:
    phones = [Phone(room.run.code) for _number in range(PHONES)]
    for phone in phones:
        phone.page()
    return Crowd(phones)


def answers_of(row: SessionQuestion) -> list[str]:
    return sorted(SessionAnswer.objects.filter(question=row).values_list("given", flat=True))


def shown_count(room: Room, position: int) -> int:
    return next(one.phones for one in read_all(room.run, language="en") if one.position == position)


def test_twenty_presses_of_fourteen_phones_are_fourteen_answers(room, crowd, single) -> None:
    row = room.turn_to(single.id)

    said = together(lambda number: crowd.press(number, single, right_answer(single)), PRESSES)

    assert said == ["sent"] * PRESSES
    assert answers_of(row) == [right_answer(single)] * PHONES
    assert shown_count(room, row.position) == PHONES


def test_phone_that_presses_two_answers_at_once_keeps_one_of_them(room, crowd, single) -> None:
    row = room.turn_to(single.id)
    givens = [*[right_answer(single)] * PHONES, *[wrong_answer(single)] * (PRESSES - PHONES)]

    said = together(lambda number: crowd.press(number, single, givens[number]), PRESSES)

    assert said == ["sent"] * PRESSES
    assert len(answers_of(row)) == PHONES
    assert answers_of(row).count(right_answer(single)) >= 2 * PHONES - PRESSES


def test_what_was_acknowledged_counts_once_and_nothing_else_while_the_facilitator_goes_on(
    room, crowd, single
) -> None:  # fmt: skip
    row = room.turn_to(single.id)

    def act(number: int) -> str:
        if number < PRESSES:
            return crowd.press(number, single, right_answer(single))
        crowd.first_ones_in.wait(PATIENCE)
        return str(room.press("next").status_code)

    *said, stepped = together(act, PRESSES + 1)

    row.refresh_from_db()
    room.run.refresh_from_db()
    assert stepped == "303"
    assert (room.run.position, row.closed_at is not None) == (row.position + 1, True)
    assert set(said) <= {"sent", "late"}
    assert len(answers_of(row)) == shown_count(room, row.position) == len(crowd.taken) >= 3
    assert SessionAnswer.objects.count() == len(crowd.taken)


def test_no_press_fails_while_the_wall_changes_all_the_time(room, crowd, single) -> None:
    row = room.turn_to(single.id)
    steps = ["close", "open", "show-live", "next", "previous", "show-answer", "hide-answer", "open", "close"]

    def act(number: int) -> object:
        if number < PRESSES:
            return [crowd.press(number, single, right_answer(single)) for _again in range(3)]
        return {room.press(step)["Location"] for step in islice(cycle(steps), 18)}

    *said, stepped = together(act, PRESSES + 1)

    assert stepped == {room.url}
    assert {word for words in said for word in words} <= {"sent", "late"}
    assert len(answers_of(row)) == len(crowd.taken) == SessionAnswer.objects.count()


def test_next_pressed_in_four_places_at_once_goes_one_further(room, single) -> None:
    row = room.turn_to(single.id)
    version, cookie = room.run.version, room.client.cookies[settings.SESSION_COOKIE_NAME].value

    def act(_number: int) -> str:
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = cookie
        return browser.post(f"{room.url}steps/next/", {"version": version})["Location"]

    said = together(act, 4)

    room.run.refresh_from_db()
    assert room.run.position == row.position + 1
    assert sorted(said) == [room.url, *[f"{room.url}?changed=1"] * 3]
