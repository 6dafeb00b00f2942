"""Phones in a workshop: one answer each, changed until the question is closed, nothing about their owners."""

import re

import pytest

from courses.accounts.models import User
from courses.catalog.published.versions import wording_of
from courses.organizations.models import SessionAnswer
from courses.organizations.workshops.phones import cookie_name
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.organizations.workshops.room import HTMX, Phone


def test_two_phones_answer_and_both_see_the_counts_after_closing(room, phone, other_phone, single) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))
    other_phone.send(single, wrong_answer(single))

    before = phone.page()
    room.press("close")
    after, others = phone.page(), other_phone.page()

    assert "What the room says" not in before
    assert "What the room says" in after
    assert "What the room says" in others
    assert re.findall(r'class="sum">(\d+)<', after) == re.findall(r'class="sum">(\d+)<', others)
    assert sorted(re.findall(r'class="sum">(\d+)<', after))[-2:] == ["1", "1"]


def test_answer_pressed_twice_counts_once(room, phone, single) -> None:
    room.turn_to(single.id)

    first = phone.send(single, right_answer(single))
    second = phone.send(single, right_answer(single))

    assert (first.status_code, second.status_code) == (303, 303)
    assert SessionAnswer.objects.count() == 1


def test_answer_can_be_changed_until_the_question_is_closed(room, phone, single) -> None:
    room.turn_to(single.id)
    phone.send(single, wrong_answer(single))
    form = phone.client.get(f"{phone.url}?change=1").content.decode()

    phone.send(single, right_answer(single))

    assert f'value="{wrong_answer(single)}" id="q-{single.id}-{wrong_answer(single)}" checked' in form
    assert [(one.given, one.is_right) for one in SessionAnswer.objects.all()] == [(right_answer(single), True)]


def test_answer_after_closing_is_refused_politely(room, phone, single) -> None:
    room.turn_to(single.id)
    phone.page()
    room.press("close")

    answer = phone.send(single, right_answer(single))
    page = phone.client.get(answer["Location"]).content.decode()

    assert answer.status_code == 303
    assert "That was too late" in page
    assert SessionAnswer.objects.count() == 0


def test_answer_to_a_question_that_left_the_wall_is_not_put_to_the_next_one(room, phone, lesson, single) -> None:
    room.turn_to(single.id)
    phone.page()
    room.press("next")

    answer = phone.send(single, right_answer(single))

    assert "The question on the wall has changed" in phone.client.get(answer["Location"]).content.decode()
    assert SessionAnswer.objects.count() == 0


def test_nothing_chosen_shows_the_question_again_with_the_reason(room, phone, single) -> None:
    room.turn_to(single.id)

    answer = phone.client.post(phone.url, {"question_id": single.id, "version": single.version})

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert SessionAnswer.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"choice": "nope"}, {"number": "9" * 400}, {"choice": "\x00"}])
def test_odd_answers_are_no_server_error(room, phone, single, sent) -> None:
    room.turn_to(single.id)

    assert phone.client.post(phone.url, sent).status_code == 422


def test_form_opened_before_other_words_for_the_same_question_goes_on(room, phone, single) -> None:
    room.turn_to(single.id)

    answer = phone.send(single, right_answer(single), version=wording_of(single.body))

    assert answer.status_code == 303
    assert SessionAnswer.objects.get().given == right_answer(single)


def test_reworded_question_is_shown_anew(room, phone, single) -> None:
    room.turn_to(single.id)

    answer = phone.send(single, right_answer(single), version="0" * 16)

    assert answer.status_code == 422
    assert "This question was reworded" in answer.content.decode()


def test_every_kind_of_question_takes_an_answer(room, phone, lesson) -> None:
    for question in lesson.questions.values():
        room.turn_to(question.id)
        given = next(iter(question.body.choices)) if question.kind == "guess" else right_answer(question)
        phone.send(question, given)

    given = SessionAnswer.objects.order_by("question__position").values_list("question__question", "is_right")
    assert list(given) == [(one.id, one.kind != "guess") for one in lesson.questions.values()]


def test_guess_shows_its_choices_to_phones(room, phone, lesson) -> None:
    guess = next(one for one in lesson.questions.values() if one.kind == "guess")

    room.turn_to(guess.id)

    assert phone.page().count('type="radio"') == len(guess.body.options)


def test_nothing_is_stored_before_the_answer_and_no_person_ever(room, phone, single) -> None:
    people = User.objects.count()
    room.turn_to(single.id)
    phone.page()
    answers_before = SessionAnswer.objects.count()

    phone.send(single, right_answer(single))

    number = phone.client.cookies[cookie_name()].value.partition(".")[0]
    stored = SessionAnswer.objects.get()
    assert (answers_before, User.objects.count()) == (0, people)
    assert number not in (stored.phone, stored.given)
    assert len(stored.phone) == 64
    assert set(phone.client.cookies) == {cookie_name(), "csrftoken"}


def test_same_phone_has_another_hash_in_another_workshop(
    room, phone, single, facilitator_client, group, lesson
) -> None:
    from tests.organizations.workshops.room import begin

    other = begin(facilitator_client, group, lesson)
    room.turn_to(single.id)
    other.turn_to(single.id)

    phone.send(single, right_answer(single))
    Phone(other.run.code, phone.client).send(single, right_answer(single))

    assert len(set(SessionAnswer.objects.values_list("phone", flat=True))) == 2


def test_counts_show_while_they_come_in_if_the_facilitator_wants(room, phone, other_phone, single) -> None:
    room.turn_to(single.id)
    room.press("show-live")
    phone.send(single, right_answer(single))

    assert "What the room says" in phone.page()
    assert "What the room says" not in other_phone.page()  # who still chooses is not led by the others


def test_poll_changes_nothing_while_the_wall_is_the_same(room, phone, other_phone, single) -> None:
    room.turn_to(single.id)
    poll = phone.poll()
    other_phone.send(single, right_answer(single))

    same = poll()
    room.press("close")
    changed = poll()

    assert (same.status_code, same.content) == (204, b"")
    assert (changed.status_code, 'id="session"' in changed.content.decode()) == (200, True)


def test_poll_without_htmx_is_a_whole_page(room, phone) -> None:
    address = re.search(r'hx-get="([^"]+)" hx-trigger', phone.page())[1]

    assert phone.client.get(address).status_code == 200


def test_polling_ends_with_the_workshop(room, phone) -> None:
    poll = phone.poll()
    room.client.post(f"{room.url}end/")

    gone = poll()

    assert gone.status_code == 404
    assert 'id="session"' in gone.content.decode()
    assert "every 3s" not in gone.content.decode()


def test_phones_page_needs_few_queries(room, phone, single, django_assert_max_num_queries) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))

    with django_assert_max_num_queries(6):
        phone.client.get(phone.url, **HTMX)
