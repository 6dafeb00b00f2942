"""What happens to a check when its questions are reworded or removed before it is sent."""

import re

import pytest

from courses.catalog.published import library
from courses.catalog.published.versions import wording_of
from courses.learning.exams.results import result_of
from courses.learning.models import CheckAttempt
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.exams.drawn_places import line_of, page, place_of
from tests.learning.exams.sitting import question_of

pytestmark = pytest.mark.django_db


def test_item_reworded_before_it_is_answered_shows_the_new_text_and_a_note(taker, attempt, author) -> None:
    place = place_of(attempt)
    author.refigure(question_of(attempt, place))

    shown = page(taker, attempt, place)

    assert "Reworded: " in shown
    assert "This question was reworded after you began. This is the new text." in shown


def test_item_in_other_words_is_asked_in_them_without_a_note_and_open_forms_go_on(taker, attempt, author) -> None:
    place = place_of(attempt)
    old = question_of(attempt, place)
    key = taker.key(attempt, place)
    author.reword(old)

    shown = page(taker, attempt, place)
    reply = taker.answer(attempt, place, right_answer(old), key=key, version=old.version)

    assert "Reworded: " in shown
    assert "was reworded" not in shown
    assert reply.status_code == 303
    assert (attempt.answers.get().given, attempt.answers.get().result) == (right_answer(old), "right")


def test_answer_kept_under_the_hash_of_the_whole_text_counts_without_a_note(taker, attempt, author) -> None:
    place = place_of(attempt)
    asked = question_of(attempt, place)
    taker.answer(attempt, place, right_answer(asked))
    attempt.answers.update(version=wording_of(asked.body))

    shown = page(taker, attempt, place)

    assert "was reworded" not in shown
    assert f'value="{right_answer(asked)}"' in taker.get(taker.page(attempt, place)).content.decode()


def test_item_reworded_before_it_is_answered_is_marked_as_it_is_now(taker, attempt, author) -> None:
    place = place_of(attempt)
    old = question_of(attempt, place)
    author.turn_key(old, wrong_answer(old))
    now = question_of(attempt, place)

    taker.answer(attempt, place, right_answer(now))

    row = attempt.answers.get()
    assert (row.given, row.result, row.version) == (wrong_answer(old), "right", now.version)


def test_form_with_the_old_wording_is_not_marked_and_keeps_the_choice(taker, attempt, author) -> None:
    place = place_of(attempt)
    old = question_of(attempt, place)
    key = taker.key(attempt, place)
    author.refigure(old)

    reply = taker.answer(attempt, place, right_answer(old), key=key, version=old.version)

    shown = reply.content.decode()
    assert reply.status_code == 422
    assert "This question was reworded after you opened it." in shown
    assert "Reworded: " in shown
    assert re.findall(r'value="(\w+)" id="[^"]+" checked', shown) == [right_answer(old)]
    assert attempt.answers.count() == 0


def test_answer_to_the_older_wording_counts_as_it_was_then(taker, attempt, author) -> None:
    place = place_of(attempt)
    old = question_of(attempt, place)
    taker.fill(attempt, "r" * 10)
    author.turn_key(old, wrong_answer(old))

    assert "Your answer counts as it was, unless you change it." in page(taker, attempt, place)
    taker.send(attempt)

    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked) == (10, 10)


def test_answer_is_asked_for_again_when_its_choice_is_gone(taker, attempt, author) -> None:
    place = place_of(attempt)
    old = question_of(attempt, place)
    taker.fill(attempt, "r" * 10)
    taker.answer(attempt, place, wrong_answer(old))
    key = taker.key(attempt)
    author.drop_option(old, wrong_answer(old))

    refused = taker.send(attempt, key=key)

    assert refused.status_code == 422
    assert f'href="{taker.page(attempt, place)}"' in refused.content.decode()
    assert "what you chose is no longer offered" in page(taker, attempt, place)
    taker.answer(attempt, place)
    assert taker.send(attempt).status_code == 303
    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked) == (10, 10)


@pytest.mark.parametrize(("marks", "passed"), [("rrrrrrrruu", True), ("rrrrrrruuu", False)])
def test_removed_item_counts_neither_way_and_the_pass_mark_follows(taker, attempt, author, marks, passed) -> None:
    taker.fill(attempt, marks)
    author.remove(question_of(attempt, 10))

    assert "1 question was taken out of the course after you began." in page(taker, attempt)
    taker.send(attempt)

    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked, attempt.passed) == (marks.count("r"), 9, passed)
    assert attempt.answers.count() == 9
    verdict = f"{marks.count('r')} of 9."
    assert verdict in page(taker, attempt, "result")
    assert ("Not yet: 8 needed." in page(taker, attempt, "result")) is not passed


def test_removed_item_that_was_right_is_not_counted_right(taker, attempt, author) -> None:
    taker.fill(attempt, "r" * 10)
    author.remove(question_of(attempt, 4))

    taker.send(attempt)

    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked, attempt.passed) == (9, 9, True)


def test_numbers_follow_and_the_address_of_a_removed_item_leads_on(taker, attempt, author) -> None:
    author.remove(question_of(attempt, 2))

    assert "Question 2 of 9" in page(taker, attempt, 3)
    assert taker.get(taker.page(attempt, 2))["Location"] == taker.page(attempt, 3)
    assert taker.get(taker.page(attempt, 11)).status_code == 404


def test_retired_lesson_takes_its_items_out_of_an_open_check(taker, attempt, author) -> None:
    taker.fill(attempt, "r" * 10)
    author.remove_lesson("one-yardstick")

    taker.send(attempt)

    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked, attempt.passed) == (8, 8, True)


@pytest.mark.parametrize("name", ["save", "unknown"])
def test_answer_to_an_item_that_has_left_the_course_leads_to_the_next(taker, attempt, author, name) -> None:
    key = taker.key(attempt, 2)
    author.remove(question_of(attempt, 2))

    reply = taker.client.post(f"{taker.page(attempt, 2)}{name}/", {"key": key, "choice": "a"})

    assert (reply.status_code, reply["Location"]) == (303, taker.page(attempt, 3))
    assert not attempt.answers.exists()


def test_sources_of_a_line_are_the_facts_that_its_question_cites_and_that_are_there(taker, author) -> None:
    attempt = taker.taken("r" * 10)
    lines = result_of(attempt.learner, attempt, library.catalog(), "en").lines
    place = next(line.number for line in lines if line.sources)

    assert [one.id for one in lines[place - 1].sources] == list(question_of(attempt, place).cites)
    assert lines[place - 1].sources[0].number == 1
    author.forget_facts()
    assert line_of(attempt, place).sources == ()


def test_check_whose_items_are_all_gone_can_be_sent_and_is_not_passed(taker, attempt, author) -> None:
    for place in range(1, 11):
        author.remove(question_of(attempt, place))

    taker.send(attempt)

    attempt.refresh_from_db()
    assert (attempt.right, attempt.asked, attempt.passed) == (0, 0, False)
    assert "None of these questions is in the course any more." in page(taker, attempt, "result")


def test_pass_mark_lowered_after_sending_does_not_contradict_the_result(taker, author) -> None:
    attempt = taker.taken("rrrrrrruuu")
    author.publish(passing=7)

    shown = page(taker, attempt, "result")

    assert "7 of 10. Not yet passed" in shown
    assert "needed" not in shown


def test_check_of_a_withdrawn_course_is_404_and_stays_stored(taker, attempt, author) -> None:
    author.withdraw()

    for address in (taker.page(attempt), taker.page(attempt, 1), f"{taker.root}/check/"):
        assert taker.get(address).status_code == 404
    assert CheckAttempt.objects.filter(pk=attempt.pk).exists()


def test_course_without_items_has_no_check(taker, author) -> None:
    author.publish(draw={})

    assert taker.get(f"{taker.root}/check/").status_code == 404
    assert 'id="check"' not in taker.get(f"{taker.root}/").content.decode()
