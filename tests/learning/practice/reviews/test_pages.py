"""The review pages as a browser without JavaScript meets them, over days and weeks."""

import re

import pytest

from courses.accounts.models import User
from courses.learning.course_progress.progress import TRIES
from courses.learning.models import Answer, ReviewCard
from courses.learning.practice.reviews.today import MOST_A_DAY
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import Browser, wrong_answer
from tests.learning.form_reader import read_form, section, squeezed
from tests.learning.practice.reviews.reviewer import DAY, DUE, Reviewer, all_questions, card_of, learn, text_of

pytestmark = pytest.mark.django_db


def test_visitor_reads_what_review_is_and_becomes_no_guest(client) -> None:
    page = text_of(Reviewer(client).home())

    assert "Nothing to review yet." in page
    assert "You learned on" not in page
    assert User.objects.count() == 0


def test_lesson_then_review_over_the_week(client, course, at) -> None:
    at(NOW)  # a Wednesday
    Browser(client, course.lessons[0]).finish()
    count = len(course.lessons[0].marked_questions)
    reviewer = Reviewer(client)

    assert f"Nothing to review today. Next: Friday ({count} questions)." in text_of(reviewer.home())
    at(NOW + DAY)
    assert f"Nothing to review today. Next: tomorrow ({count} questions)." in text_of(reviewer.home())
    at(DUE)
    assert f"Today: {count} questions, about " in text_of(reviewer.home())

    for question in course.lessons[0].marked_questions:
        reviewer.answer(question, right_answer(question))

    page = text_of(reviewer.home())
    assert f"You reviewed {count} questions today. That is enough for today." in page
    assert f"Next: Dec. 8, 2026 ({count} questions)." in page
    assert "You learned on 2 days this week." in page


def test_start_and_continue_lead_from_question_to_question(reviewer, questions) -> None:
    address = re.search(r'<a class="button main" href="([^"]+)">\s*Start\s*</a>', reviewer.home())[1]
    for number, question in enumerate(questions, 1):
        assert address == reviewer.url(question)
        assert f"Question {number} of {len(questions)}" in reviewer.page(question)

        reply = reviewer.answer(question, right_answer(question))

        page = reviewer.client.get(reply["Location"]).content.decode()
        assert f"Question {number} of {len(questions)}" in page
        address = re.search(r'<a class="button main" href="([^"]+)">Continue</a>', page)[1]
    assert address == "/en/review/"


@pytest.mark.parametrize(
    ("language", "not_yet", "correct"), [("en", "Not yet", "Correct"), ("zh-hans", "还不对", "正确")]
)
def test_wrong_then_right_shows_the_feedback_of_lessons(
    guest, guest_client, questions, language, not_yet, correct
) -> None:
    reviewer = Reviewer(guest_client, language)
    question = next(one for one in questions if one.kind == "single")
    wrong = wrong_answer(question)

    reply = reviewer.answer(question, wrong)
    assert (reply.status_code, reply["Location"]) == (303, f"{reviewer.url(question)}?answered={question.id}")
    page = guest_client.get(reply["Location"]).content.decode()
    feedback = question.body.options[wrong].feedback.in_language(language)
    assert f"✗ {not_yet}" in text_of(page)
    assert feedback[:12] in text_of(page)
    assert 'type="radio" name="choice"' in page  # the same form asks the rest at once

    reply = reviewer.answer(question, right_answer(question), key=_key(page))

    page = guest_client.get(reply["Location"]).content.decode()
    assert f"✓ {correct}" in text_of(page)
    assert f'href="/{language}/learn/{question.course}/{question.lesson}/all/#source-' in page
    assert card_of(guest, question).rounds == 1
    assert guest_client.get(reviewer.url(question)).status_code == 200  # reloading shows the same, sends nothing


def _key(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_answer_can_be_shown_after_a_wrong_try(reviewer, guest, questions) -> None:
    question = questions[0]
    assert "Show the answer" not in reviewer.page(question)
    reviewer.answer(question, wrong_answer(question))
    assert "Show the answer" in reviewer.page(question)

    reply = reviewer.show(question)

    assert reply.status_code == 303
    assert "Here is how it works" in text_of(reviewer.client.get(reply["Location"]).content.decode())
    assert card_of(guest, question).rounds == 1


def test_third_wrong_try_shows_the_answer_and_it_comes_tomorrow(reviewer, questions, at) -> None:
    question = questions[0]
    for _ in range(TRIES):
        key = reviewer.form_key(question)
        reviewer.answer(question, wrong_answer(question), key=key)

    assert "Here is how it works" in text_of(reviewer.page(question))
    assert f"Still {len(questions) - 1} questions" in text_of(reviewer.home())
    at(DUE + DAY)
    assert f"Question 1 of {len(questions)}" in reviewer.page(question)


def test_every_kind_of_question_can_be_reviewed(guest, guest_client, course, at) -> None:
    one_of_each = {question.kind: question for question in all_questions(course)}
    learn(guest, tuple(one_of_each.values()))
    at(DUE)
    reviewer = Reviewer(guest_client)

    for question in one_of_each.values():
        for given in (wrong_answer(question), right_answer(question)):
            assert reviewer.answer(question, given, key=_form_key_after_wrong(reviewer, question)).status_code == 303

    assert ReviewCard.objects.filter(rounds=1).count() == len(one_of_each)
    assert len(one_of_each) >= 5


def _form_key_after_wrong(reviewer: Reviewer, question) -> str:
    return _key(reviewer.client.get(f"{reviewer.url(question)}?again={question.id}").content.decode())


def test_double_press_counts_once_and_another_choice_keeps_the_first(reviewer, questions) -> None:
    question = questions[0]
    key = reviewer.form_key(question)

    replies = [reviewer.answer(question, wrong_answer(question), key=key) for _ in range(2)]
    other = reviewer.answer(question, right_answer(question), key=key)

    assert [reply.status_code for reply in replies] == [303, 303]
    assert other["Location"] == f"{reviewer.url(question)}?kept={question.id}"
    assert "The first one is kept" in reviewer.client.get(other["Location"]).content.decode()
    assert Answer.objects.filter(occasion="review").count() == 1


def test_second_tab_after_the_first_resolved_it_shows_the_result(reviewer, guest, questions) -> None:
    question = questions[0]
    first_tab, second_tab = reviewer.form_key(question), reviewer.form_key(question)
    reviewer.answer(question, right_answer(question), key=first_tab)

    reply = reviewer.answer(question, wrong_answer(question), key=second_tab)

    assert reply.status_code == 303
    assert "✓ Correct" in text_of(reviewer.client.get(reply["Location"]).content.decode())
    assert Answer.objects.filter(occasion="review").count() == 1
    assert card_of(guest, question).rounds == 1


def test_ten_a_day_and_then_enough(guest, guest_client, course, at) -> None:
    questions = all_questions(course)
    learn(guest, questions)
    at(DUE + 30 * DAY)
    reviewer = Reviewer(guest_client)
    assert f"Today: {MOST_A_DAY} questions, about 6 minutes." in text_of(reviewer.home())
    for question in questions[:MOST_A_DAY]:
        reviewer.answer(question, right_answer(question))

    page = text_of(reviewer.home())
    eleventh = guest_client.get(reviewer.url(questions[MOST_A_DAY]))

    assert f"You reviewed {MOST_A_DAY} questions today." in page
    assert "Next: tomorrow (10+ questions)." in page
    assert (eleventh.status_code, eleventh["Location"]) == (302, "/en/review/")


def test_two_languages_one_schedule(guest, guest_client, questions) -> None:
    chinese, english = Reviewer(guest_client, "zh-hans"), Reviewer(guest_client)
    question = questions[0]
    chinese.answer(question, wrong_answer(question))

    english.answer(question, right_answer(question), key=_form_key_after_wrong(english, question))

    assert card_of(guest, question).rounds == 1
    assert english.url(question) not in english.home()
    assert chinese.url(question) not in chinese.home()
    assert ReviewCard.objects.count() == len(questions)


def test_personal_pages_are_not_kept_by_caches(reviewer, questions) -> None:
    assert reviewer.client.get("/en/review/")["Cache-Control"] == "no-store"
    assert reviewer.client.get(reviewer.url(questions[0]))["Cache-Control"] == "private, no-cache"


def test_review_pages_need_few_queries(reviewer, questions, django_assert_num_queries) -> None:
    question, key = questions[0], reviewer.form_key(questions[0])

    with django_assert_num_queries(4):  # guest, cards, advertisements, days of the week
        reviewer.client.get("/en/review/")
    with django_assert_num_queries(3):  # guest, cards, tries
        reviewer.client.get(reviewer.url(question))
    with django_assert_num_queries(9):  # guest; begin, lock, tries, cards, answer, card, last active, end
        reviewer.answer(question, right_answer(question), key=key)


def test_front_page_and_my_progress_offer_todays_review(guest_client, questions) -> None:
    for path in ("/en/", "/en/me/"):
        page = guest_client.get(path).content.decode()

        minutes = -(-len(questions) * 35 // 60)
        assert f"Today’s review: {len(questions)} questions about {minutes} minutes today" in text_of(page)
        assert '<li><a href="/en/review/">' in page


def test_front_page_is_silent_and_my_progress_says_when_nothing_is_due(guest_client, questions, at) -> None:
    at(NOW)

    assert "Today’s review:" not in guest_client.get("/en/").content.decode()
    page = text_of(guest_client.get("/en/me/").content.decode())
    assert f"Nothing to review today. Next: Friday ({len(questions)} questions)." in page


def test_course_page_says_which_lessons_are_ready(guest_client, questions, course, lesson) -> None:
    page = guest_client.get(f"/en/courses/{course.slug}/").content.decode()

    path = page.split('<ol class="path"')[1]
    lines = {one.slug: re.search(f'/{one.slug}/".*?</li>', path, re.DOTALL) for one in course.lessons}
    assert [slug for slug, line in lines.items() if "Ready to review" in line[0]] == [lesson.slug]


@pytest.mark.parametrize("path", ["", "me/", "courses/reading-a-loan/", "review/"])
def test_visitor_asks_the_database_nothing_for_review(client, path, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get(f"/en/{path}")


def test_second_try_of_a_review_asks_only_the_wrong_lines(reviewer, questions) -> None:
    question = next(one for one in questions if one.kind == "match")
    row = next(iter(question.body.rows))
    reviewer.answer(question, wrong_answer(question))

    page = reviewer.client.get(f"{reviewer.url(question)}?again={question.id}").content.decode()
    form = read_form(page, f"review-{question.id}")

    assert list(form.asked) == [f"row-{row}"]
    assert squeezed(question.body.rows[row].feedback.en) in section(page, f"review-{question.id}")
    sent = {**form.sends, f"row-{row}": question.body.rows[row].to}
    assert reviewer.client.post(f"{reviewer.url(question)}answer/", sent).status_code == 303
    last = Answer.objects.order_by("-id")[0]
    assert (last.result, last.given) == ("right", right_answer(question))
