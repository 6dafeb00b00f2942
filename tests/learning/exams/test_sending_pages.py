"""Sending a check: once, with every answer, and nothing counts after it."""

import pytest

from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.exams.sitting import COURSE, key_in, question_of

pytestmark = pytest.mark.django_db


def test_start_goes_on_with_the_open_check(taker) -> None:
    attempt = taker.begun()
    taker.answer(attempt, 1)

    reply = taker.start()

    assert reply["Location"] == taker.page(attempt, 2)
    assert CheckAttempt.objects.count() == 1


def test_start_form_sent_twice_makes_one_attempt_even_after_sending(taker) -> None:
    key = key_in(taker.get(f"{taker.root}/check/").content.decode())
    taker.start(key=key)
    attempt = CheckAttempt.objects.get()
    taker.fill(attempt, "r" * 10)
    taker.send(attempt)

    reply = taker.start(key=key)

    assert reply["Location"] == taker.page(attempt, "result")
    assert CheckAttempt.objects.count() == 1


def test_send_refuses_while_a_question_has_no_answer(taker) -> None:
    attempt = taker.begun()
    key = key_in(taker.get(f"{taker.root}/check/").content.decode())
    taker.fill(attempt, "rrrrrrrr")

    reply = taker.send(attempt, key=key)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: " in page
    assert [f'href="{taker.page(attempt, place)}"' in page for place in (9, 10)] == [True, True]
    attempt.refresh_from_db()
    assert attempt.sent_at is None


def test_send_twice_and_reload_after_sending_change_nothing(taker) -> None:
    attempt = taker.begun()
    taker.fill(attempt, "rrrrrrwwww")
    key = taker.key(attempt)
    first = taker.send(attempt, key=key)
    attempt.refresh_from_db()
    sent_at = attempt.sent_at

    second = taker.send(attempt, key=key)

    attempt.refresh_from_db()
    assert (first["Location"], second["Location"]) == (taker.page(attempt, "result"),) * 2
    assert (attempt.sent_at, attempt.right) == (sent_at, 6)
    assert taker.get(taker.page(attempt))["Location"] == taker.page(attempt, "result")
    assert taker.get(taker.page(attempt, 3))["Location"] == taker.page(attempt, "result")


def test_answer_after_sending_is_not_recorded(taker) -> None:
    attempt = taker.begun()
    taker.fill(attempt, "wwwwwwwwww")
    key = taker.key(attempt, 1)
    taker.send(attempt)

    saved = taker.answer(attempt, 1, key=key)
    given_up = taker.client.post(f"{taker.page(attempt, 1)}unknown/", {"key": key})

    assert (saved["Location"], given_up["Location"]) == (taker.page(attempt, "result"),) * 2
    assert set(attempt.answers.values_list("result", flat=True)) == {"wrong"}


@pytest.mark.parametrize("press", ["save", "unknown"])
def test_press_after_sending_leads_to_the_result_whatever_it_holds(taker, press) -> None:
    attempt = taker.taken("u" * 10)

    reply = taker.client.post(f"{taker.page(attempt, 1)}{press}/", {"key": "of nobody"})

    assert (reply.status_code, reply["Location"]) == (303, taker.page(attempt, "result"))


def test_result_before_sending_leads_back_to_the_answers(taker) -> None:
    attempt = taker.begun()

    assert taker.get(taker.page(attempt, "result"))["Location"] == taker.page(attempt)


def test_two_tabs_keep_the_answer_that_was_saved_last(taker) -> None:
    attempt = taker.begun()
    place = next(n for n in range(1, 11) if question_of(attempt, n).kind == "single")
    question = question_of(attempt, place)
    one, other = taker.key(attempt, place), taker.key(attempt, place)

    taker.answer(attempt, place, wrong_answer(question), key=one)
    taker.answer(attempt, place, right_answer(question), key=other)
    taker.answer(attempt, place, right_answer(question), key=other)

    assert [(row.given, row.result) for row in attempt.answers.all()] == [(right_answer(question), "right")]


def test_second_tab_may_send_while_the_first_still_shows_a_question(taker) -> None:
    attempt = taker.begun()
    taker.fill(attempt, "r" * 10)
    key = taker.key(attempt, 4)
    taker.send(attempt)

    reply = taker.client.post(f"{taker.page(attempt, 4)}save/", {"key": key, "choice": "nonsense"})

    assert reply["Location"] == taker.page(attempt, "result")


def test_nothing_chosen_is_422_and_saves_nothing(taker) -> None:
    attempt = taker.begun()

    reply = taker.client.post(f"{taker.page(attempt, 1)}save/", {"key": taker.key(attempt, 1)})

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: " in page
    assert f'href="/zh-hans/courses/{COURSE}/check/{attempt.pk}/1/"' in page
    assert CheckAnswer.objects.count() == 0
