"""A lesson's page, as a browser without JavaScript meets it: what it shows, what it costs, what is refused."""

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser, wrong_answer
from tests.learning.lessons.lesson_texts import of_kind, text_of

pytestmark = pytest.mark.django_db


def test_whole_lesson_shows_text_questions_and_sources_in_both_languages(client, lesson) -> None:
    for language in ("en", "zh-hans"):
        page = client.get(f"/{language}/learn/{lesson.course}/{lesson.slug}/all/").content.decode()

        assert f"<h1>{lesson.page(language).title}</h1>" in page
        assert page.count('<section class="question"') == len(lesson.marked_questions)
        assert page.count('<li id="source-') == len(lesson.page(language).sources)


def steps(lesson) -> list[str]:
    """The ends of the addresses of all steps, and of the whole lesson."""
    return ["", *(f"{number}/" for number in range(2, len(lesson.page("en").steps) + 1)), "all/"]


def test_no_step_of_a_fresh_visitor_needs_a_query(client, lesson, django_assert_num_queries) -> None:
    for step in steps(lesson):
        with django_assert_num_queries(0):
            Client().get(f"/en/learn/{lesson.course}/{lesson.slug}/{step}")


def test_no_step_of_a_guest_needs_more_than_four_queries(browser, lesson, django_assert_max_num_queries) -> None:
    browser.answer(lesson.marked_questions[0], right_answer(lesson.marked_questions[0]))

    for step in steps(lesson):
        with django_assert_max_num_queries(4):
            browser.client.get(browser.url + step)


def test_answer_needs_at_most_ten_queries(browser, lesson, django_assert_max_num_queries) -> None:
    first, second, *_ = lesson.marked_questions
    browser.answer(first, right_answer(first))
    key = browser.form_key()

    with django_assert_max_num_queries(10):  # read before the lock, looked at once more inside; a savepoint is two
        browser.answer(second, right_answer(second), key=key)


def test_reading_alone_makes_no_guest(client, lesson) -> None:
    client.get(f"/en/learn/{lesson.course}/{lesson.slug}/")

    assert User.objects.count() == 0


def test_right_answers_are_not_in_the_page_before_they_are_due(browser, lesson) -> None:
    for step in steps(lesson):
        page = browser.client.get(browser.url + step).content.decode()
        for question in lesson.marked_questions:
            assert question.body.explain.en not in page
            assert "data-right" not in page


def test_finished_lesson_says_so_and_offers_missed_questions_once_more(browser, lesson) -> None:
    first, *others = lesson.marked_questions
    browser.answer(first, wrong_answer(first))
    browser.answer(first, right_answer(first))
    for question in others:
        browser.answer(question, right_answer(question))

    page = browser.read()

    assert "Lesson 3 finished" in text_of(page)
    count = len(lesson.marked_questions)
    assert f"{count} of {count} right, {count - 1} at the first try." in text_of(page)
    assert f'id="again-{first.id}"' in page
    assert page.count('id="again-') == page.count(f'id="again-{first.id}')


def test_going_on_leads_to_the_first_open_question(browser, lesson) -> None:
    page = lesson.page("en")
    numbers = [(one, page.step_numbers[f"q-{one.id}"]) for one in lesson.marked_questions]
    place = next(n for n, (_, number) in enumerate(numbers) if not page.steps[number].questions)  # something between
    for question, _ in numbers[: place + 1]:
        browser.answer(question, right_answer(question))

    lesson_page = browser.client.get(browser.url).content.decode()
    home = browser.client.get("/en/").content.decode()

    offered = numbers[place][1] + 1
    assert f'<a href="{browser.url}{offered}/">' in lesson_page
    assert f"Go on with step {offered}" in text_of(lesson_page)
    assert f'href="{browser.url}go-on/"' in home
    assert browser.client.get(f"{browser.url}go-on/").url == f"{browser.url}{offered}/"
    assert page.title in text_of(home)


def test_progress_is_the_same_in_the_other_language(browser, lesson) -> None:
    browser.answer(lesson.marked_questions[0], right_answer(lesson.marked_questions[0]))

    page = browser.client.get(f"/zh-hans/learn/{lesson.course}/{lesson.slug}/").content.decode()

    assert "接着学第 5 步" in page


@pytest.mark.parametrize("path", ["nothing-here/", "questions/no-such/", "questions/cheapest-guess/"])
def test_what_does_not_exist_is_404(browser, path) -> None:
    url = browser.url + path
    reply = browser.client.post(url) if "questions" in path else browser.client.get(url)

    assert reply.status_code == 404
    assert "This page does not exist" in reply.content.decode()


def test_wrong_methods_are_405(browser, lesson) -> None:
    question = lesson.marked_questions[0]

    assert browser.client.post(browser.url).status_code == 405
    for address in (f"questions/{question.id}/", f"questions/{question.id}/answer/"):
        led = browser.client.get(browser.url + address).url
        assert browser.client.get(led).url == f"{browser.page(question)}#q-{question.id}"


def test_answer_without_a_csrf_token_is_403_with_what_was_typed(lesson) -> None:
    question = of_kind(lesson, "single")
    strict = Client(enforce_csrf_checks=True)
    browser = Browser(strict, lesson)
    key = browser.form_key()

    reply = strict.post(
        f"{browser.url}questions/{question.id}/",
        {"key": key, "version": question.version, "choice": "a"},
        headers={"origin": "http://testserver"},
    )
    foreign = strict.post(
        f"{browser.url}questions/{question.id}/", {"choice": "planted"}, headers={"origin": "http://evil.example"}
    )

    assert (reply.status_code, foreign.status_code) == (403, 403)
    assert '<input type="hidden" name="choice" value="a">' in reply.content.decode()
    assert "planted" not in foreign.content.decode()
    assert Answer.objects.count() == 0


def test_facilitators_guide_shows_plan_and_key(client, lesson) -> None:
    page = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/guide/").content.decode()

    for step in lesson.guide.plan:
        assert text_of(step.do.en)[:20] in text_of(page)
    assert "Answer key" in page


@pytest.mark.parametrize("query", ["?answered=%00", "?again=<script>", "?answered=" + "x" * 5000, "?print=1&blank=1"])
def test_odd_queries_are_harmless(browser, query) -> None:
    reply = browser.client.get(browser.url + query, follow=True)

    assert reply.status_code == 200
    assert "<script>" not in reply.content.decode()
