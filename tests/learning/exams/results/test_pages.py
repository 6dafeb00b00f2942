"""Passing a check, its result, and the best one on the page of its course."""

import pytest

from courses.learning.exams.results import best_pass
from tests.learning.exams.page_words import text_of
from tests.learning.exams.sitting import COURSE, question_of

pytestmark = pytest.mark.django_db


def test_check_is_passed_with_eight_of_ten_and_not_with_six(taker, course) -> None:
    first = taker.taken("rrrrrrwwuu")
    second = taker.taken("rrrrrrrrwu")

    assert "6 of 10. Not yet: 8 needed." in text_of(taker.get(taker.page(first, "result")))
    assert "8 of 10. You passed." in text_of(taker.get(taker.page(second, "result")))
    assert [(one.right, one.asked, one.passed) for one in (first, second)] == [(6, 10, False), (8, 10, True)]
    assert best_pass(second.learner, course) == second


def test_passed_check_leads_to_the_learning_record_and_others_do_not(taker) -> None:
    link = f'href="/en/me/records/new/{COURSE}/"'
    poor, good = taker.taken("rrrrrrruuu"), taker.taken("r" * 10)

    assert link not in taker.get(taker.page(poor, "result")).content.decode()
    assert link in taker.get(taker.page(good, "result")).content.decode()


def test_result_explains_each_question_and_lists_lessons_in_words(taker, course) -> None:
    attempt = taker.taken("wwwwwwwwww")

    response = taker.get(taker.page(attempt, "result"))
    page = response.content.decode()

    assert page.count("<summary>Why is that so?") == 10
    for place in range(1, 11):
        question = question_of(attempt, place)
        assert f'href="/en/learn/{COURSE}/{question.lesson}/"' in page
    assert text_of(response).count("Not yet ·") == len(course.lessons)
    assert "Practise the 10 you missed" in page
    assert page.count("#q-") == 10
    assert response["Cache-Control"] == "no-store"


def test_course_page_shows_offer_then_open_check_then_best_result(taker) -> None:
    page = f"{taker.root}/"
    assert "What do you know already?" in text_of(taker.get(page))
    assert "Do the lessons first, or try it now." in text_of(taker.get(page))

    attempt = taker.begun()
    assert "You have begun; your answers so far are saved." in text_of(taker.get(page))

    taker.fill(attempt, "rrrrrrwwww")
    taker.send(attempt)
    shown = text_of(taker.get(page))
    assert "Your best result: 6 of 10 · Not yet passed To pass you need 8 of 10." in shown
    assert "What do you know already?" not in shown


def test_best_result_is_kept_when_a_later_check_is_worse(taker, course) -> None:
    good = taker.taken("rrrrrrrrru")
    poor = taker.taken("uuuuuuuuuu")

    assert best_pass(good.learner, course) == good
    assert "Your best result: 9 of 10" in text_of(taker.get(taker.page(poor, "result")))
