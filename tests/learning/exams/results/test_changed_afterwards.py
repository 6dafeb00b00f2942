"""What a result shows when its questions, lesson or course were changed after sending."""

import pytest

from courses.catalog.published import library
from courses.learning.exams.results import result_of
from tests.learning.answers import wrong_answer
from tests.learning.exams.drawn_places import line_of, page, place_of
from tests.learning.exams.sitting import question_of

pytestmark = pytest.mark.django_db


def test_question_in_other_words_after_sending_is_not_called_reworded(taker, author) -> None:
    attempt = taker.taken("r" * 10)
    place = place_of(attempt)
    author.reword(question_of(attempt, place))

    line = result_of(attempt.learner, attempt, library.catalog(), "en").lines[place - 1]

    assert (line.result, line.is_reworded) == ("right", False)


def test_lesson_retired_after_sending_keeps_the_result(taker, author) -> None:
    attempt = taker.taken("r" * 10)
    author.remove_lesson("one-yardstick")

    shown = page(taker, attempt, "result")

    assert "10 of 10. You passed." in shown
    assert "A lesson that has been retired All correct · 2 of 2 right" in shown
    assert shown.count("This question has left the course. Its result is kept.") == 2


def test_question_reworded_after_sending_keeps_the_result_and_says_so(taker, author) -> None:
    attempt = taker.taken("r" * 10)
    place = place_of(attempt)
    old = question_of(attempt, place)
    author.turn_key(old, wrong_answer(old))

    result = result_of(attempt.learner, attempt, library.catalog(), "en")

    line = result.lines[place - 1]
    assert (line.result, line.is_reworded, line.feedback) == ("right", True, None)
    assert (result.attempt.right, result.attempt.passed) == (10, True)


def test_feedback_on_a_wrong_choice_is_on_the_result_while_the_choice_is_offered(taker, author) -> None:
    attempt = taker.taken("w" * 10)
    place = place_of(attempt)
    asked = question_of(attempt, place)
    chosen = asked.body.options[wrong_answer(asked)]
    before = line_of(attempt, place)

    author.drop_option(asked, wrong_answer(asked))
    after = line_of(attempt, place)

    assert (before.feedback, after.feedback) == (chosen.feedback, None)
    assert before.reasons == ()  # one thing was chosen, and one thing is said
    assert (len(before.answered_with), after.answered_with) == (1, ())
    assert before.right_answer == after.right_answer != ()


def test_reasons_for_wrong_lines_are_on_the_result_while_the_question_means_the_same(taker, author) -> None:
    attempt = taker.taken("w" * 10)
    place = place_of(attempt, "match")
    before = line_of(attempt, place)

    author.refigure(question_of(attempt, place))

    assert before.reasons
    assert line_of(attempt, place).reasons == ()


def test_wrong_line_of_which_the_author_says_nothing_has_no_reason(taker, author) -> None:
    attempt = taker.taken("w" * 10)
    place = place_of(attempt, "match")
    asked, before = question_of(attempt, place), line_of(attempt, place)
    first = before.reasons[0].key
    rows = {
        key: row.model_copy(update={"feedback": None}) if key == first else row for key, row in asked.body.rows.items()
    }

    author.reword(asked, rows=rows)

    assert [one.key for one in line_of(attempt, place).reasons] == [one.key for one in before.reasons[1:]]


def test_question_that_left_its_lesson_after_sending_keeps_its_result(taker, author) -> None:
    attempt = taker.taken("r" * 10)
    asked = question_of(attempt, 4)

    author.remove(asked)

    line = line_of(attempt, 4)
    assert (line.lesson.slug, line.question, line.result) == (asked.lesson, None, "right")
