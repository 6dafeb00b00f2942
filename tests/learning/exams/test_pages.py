"""Taking a check from its first page to its result, as a browser without JavaScript does."""

import re

import pytest

from courses.accounts.models import User
from courses.learning.exams.results import best_pass
from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.exams.sitting import COURSE, key_in, question_of

pytestmark = pytest.mark.django_db


def text_of_html(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def text_of(response) -> str:
    return text_of_html(response.content.decode())


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
