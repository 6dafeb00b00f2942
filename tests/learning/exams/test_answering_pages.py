"""The pages of a check: its questions say nothing about right and wrong, and answers can be changed."""

import re

import pytest

from courses.accounts.models import User
from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.exams.page_words import text_of, text_of_html
from tests.learning.exams.sitting import COURSE, question_of

pytestmark = pytest.mark.django_db


def test_first_page_says_what_the_check_is_and_asks_a_visitor_nothing(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        page = text_of(client.get(f"/en/courses/{COURSE}/check/"))

    assert "10 questions on the whole course, no time limit." in page
    assert "To pass you need 8 of 10." in page
    assert User.objects.count() == 0


def test_question_pages_say_nothing_about_right_and_wrong_before_sending(taker) -> None:
    attempt = taker.begun()
    taker.fill(attempt, "rwrwrwrwru")
    pages = [taker.get(taker.page(attempt, place)).content.decode() for place in range(1, 11)]
    pages.append(taker.get(taker.page(attempt)).content.decode())

    for page in pages:
        assert "✓" not in page
        assert "✗" not in page
        assert 'class="tag good"' not in page
        assert "feedback" not in page
    for place, page in enumerate(pages[:-1], 1):
        question = question_of(attempt, place)
        assert question.body.explain.en[:20] not in page
        for choice in question.body.choices.values():
            assert choice.feedback is None or choice.feedback.en[:30] not in page


def test_pages_of_right_and_wrong_answers_differ_only_in_what_was_chosen(taker) -> None:
    attempt = taker.begun()
    place = next(n for n in range(1, 11) if question_of(attempt, n).kind == "number")
    question = question_of(attempt, place)

    def page_after(given: str) -> str:
        taker.answer(attempt, place, given)
        page = taker.get(taker.page(attempt, place)).content.decode()
        return re.sub(r'name="(key|csrfmiddlewaretoken)" value="[^"]*"', "", page).replace(f'value="{given}"', "")

    assert page_after(right_answer(question)) == page_after(wrong_answer(question))


def test_saved_answer_is_shown_as_chosen_and_can_be_changed(taker) -> None:
    attempt = taker.begun()
    place = next(n for n in range(1, 11) if question_of(attempt, n).kind == "single")
    question = question_of(attempt, place)

    for given in (wrong_answer(question), right_answer(question)):
        taker.answer(attempt, place, given)

        checked = re.findall(
            r'value="(\w+)" id="[^"]+" checked', taker.get(taker.page(attempt, place)).content.decode()
        )
        assert checked == [given]
    assert CheckAnswer.objects.get().given == right_answer(question)


def test_i_dont_know_is_kept_apart_from_wrong(taker) -> None:
    attempt = taker.taken("rrrrrrwwuu")

    page = text_of(taker.get(taker.page(attempt, "result")))

    assert list(attempt.answers.values_list("result", flat=True).order_by("id"))[6:] == [
        *["wrong"] * 2,
        *["unknown"] * 2,
    ]
    assert "Not right yet: 2. You said “I don’t know”: 2." in page


def test_save_leads_to_the_next_question_without_an_answer_and_then_to_all_answers(taker) -> None:
    attempt = taker.begun()
    taker.answer(attempt, 2)

    assert taker.answer(attempt, 1)["Location"] == taker.page(attempt, 3)
    for place in range(4, 11):
        taker.answer(attempt, place)
    assert taker.answer(attempt, 3)["Location"] == taker.page(attempt)
    assert taker.answer(attempt, 5)["Location"] == taker.page(attempt)


def test_answers_have_one_row_each_and_the_empty_one_is_named(taker) -> None:
    attempt = taker.begun()
    for place in (1, 2, 3, 5, 6, 7, 8, 9, 10):
        taker.answer(attempt, place)

    page = taker.get(taker.page(attempt)).content.decode()
    rows = page.split('<dl class="rows chk">')[1].split("</dl>")[0].split("<dt>")[1:]
    box = page.split('<div class="box warn">')[1].split("</div>")[0]

    assert len(rows) == 10
    assert ["No answer yet" in row for row in rows] == [place == 4 for place in range(1, 11)]
    assert all(f'href="{taker.page(attempt, place)}"' in row for place, row in enumerate(rows, 1))
    assert "1 question has no answer yet." in box
    assert re.findall(r'href="([^"]+)"', box) == [taker.page(attempt, 4)]


def test_question_page_says_how_each_question_stands_and_lets_one_be_left(taker) -> None:
    attempt = taker.begun()
    taker.answer(attempt, 1)
    taker.client.post(f"{taker.page(attempt, 2)}unknown/", {"key": taker.key(attempt, 2)})

    page = taker.get(taker.page(attempt, 4)).content.decode()
    states = text_of_html(page.split('<ol class="asked">')[1].split("</ol>")[0])

    assert states.startswith("Question 1 Answered Question 2 I don’t know Question 3 No answer yet")
    assert page.count('<i class="done">') == 2
    assert re.search(rf'href="{taker.page(attempt, 5)}"\s+rel="next">\s*Leave it for later', page)
    assert "Leave it for later" not in taker.get(taker.page(attempt, 10)).content.decode()


def test_pages_need_few_queries_however_much_was_taken(taker, django_assert_max_num_queries) -> None:
    for _ in range(3):
        taker.taken("rrrrrwwwuu")
    attempt = taker.begun()
    taker.fill(attempt, "rrrr")
    sent = CheckAttempt.objects.order_by("pk")[0]

    for address, most in (
        (f"{taker.root}/check/", 2),
        (f"{taker.root}/", 5),
        (taker.page(attempt, 5), 3),
        (taker.page(attempt), 3),
        (taker.page(sent, "result"), 7),  # one of them for what comes next
    ):
        with django_assert_max_num_queries(most):
            assert taker.get(address).status_code == 200
