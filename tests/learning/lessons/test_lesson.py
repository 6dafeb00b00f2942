"""A lesson's page and answering in it, as a browser without JavaScript meets them."""

import re

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.catalog.published.versions import wording_of
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser, fields, wrong_answer

pytestmark = pytest.mark.django_db


def of_kind(lesson, kind: str):
    return next(question for question in lesson.marked_questions if question.kind == kind)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def browser(client: Client, lesson) -> Browser:
    return Browser(client, lesson)


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


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_wrong_then_right_answer_shows_feedback_and_keeps_both(client, lesson, language) -> None:
    browser = Browser(client, lesson, language)
    question = of_kind(lesson, "single")
    wrong = wrong_answer(question)

    reply = browser.answer(question, wrong)
    assert (reply.status_code, reply["Location"]) == (303, f"{browser.page(question)}?answered={question.id}")
    page = text_of(client.get(reply["Location"]).content.decode())
    feedback = text_of(str(question.body.options[wrong].feedback.in_language(language))).replace("*", "")
    assert ("Not yet" if language == "en" else "还不对") in page
    assert feedback[:12] in page

    reply = browser.answer(question, right_answer(question))
    page = text_of(client.get(reply["Location"]).content.decode())
    assert ("✓ Correct" if language == "en" else "✓ 正确") in page
    assert list(Answer.objects.order_by("id").values_list("result", flat=True)) == ["wrong", "right"]


def test_every_kind_of_question_can_be_answered_right_and_wrong(client, course) -> None:
    met = set()
    for lesson in course.lessons:
        browser = Browser(client, lesson)
        for question in lesson.marked_questions:
            if question.kind in met:
                continue
            met.add(question.kind)
            assert browser.answer(question, wrong_answer(question)).status_code == 303, question.id
            assert browser.answer(question, right_answer(question)).status_code == 303, question.id
            results = Answer.objects.filter(lesson=lesson.slug, question=question.id).order_by("id")
            assert list(results.values_list("result", flat=True)) == ["wrong", "right"], question.id

    assert met == {"single", "multiple", "number", "order", "match", "mark"}


def test_answer_can_be_asked_for_only_after_a_wrong_try(browser, lesson) -> None:
    question = lesson.marked_questions[0]
    show = f"{browser.url}questions/{question.id}/answer/"
    assert show not in browser.read(question)

    browser.answer(question, wrong_answer(question))
    assert show in browser.read(question)

    browser.show(question)
    assert show not in browser.read(question)
    assert list(Answer.objects.order_by("id").values_list("result", flat=True)) == ["wrong", "shown"]


def test_right_answers_are_not_in_the_page_before_they_are_due(browser, lesson) -> None:
    for step in steps(lesson):
        page = browser.client.get(browser.url + step).content.decode()
        for question in lesson.marked_questions:
            assert question.body.explain.en not in page
            assert "data-right" not in page


def test_no_choice_is_422_with_the_reason_and_is_no_try(browser, lesson) -> None:
    question = of_kind(lesson, "single")

    reply = browser.client.post(
        f"{browser.url}questions/{question.id}/", {"key": browser.form_key(), "version": question.version}
    )

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "<title>Error: " in page
    assert f'href="#q-{question.id}-' in page
    here = browser.page(question).replace("/en/", "/zh-hans/")
    assert f'<a href="{here}" lang' in page  # the switch names the page, not the form
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "abc", "NaN", "inf", "1e308", "-5", "1万2", "12,34", "９" * 41, "1_000", "\x00"])
def test_number_that_cannot_be_read_is_422_and_shown_again(client, course, typed) -> None:
    lesson, question = next(
        (lesson, one) for lesson in course.lessons for one in lesson.marked_questions if one.kind == "number"
    )
    browser = Browser(client, lesson)

    reply = browser.client.post(
        f"{browser.url}questions/{question.id}/",
        {"key": browser.form_key(), "version": question.version, "number": typed},
    )

    assert reply.status_code == 422
    assert "There is a problem" in reply.content.decode()
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("typed", ["18.25", "18.25%", "１８．２５", " 18.25 ％ "])
def test_number_is_read_in_the_ways_people_type_it(client, lesson, typed) -> None:
    question = next(one for one in lesson.marked_questions if one.id == "daily-to-yearly")
    browser = Browser(client, lesson)

    browser.client.post(
        f"{browser.url}questions/{question.id}/",
        {"key": browser.form_key(), "version": question.version, "number": typed},
    )

    assert Answer.objects.get().result == "right"


def test_double_press_and_reload_count_once(browser, lesson) -> None:
    question = lesson.marked_questions[0]
    key = browser.form_key()

    replies = [browser.answer(question, right_answer(question), key=key) for _ in range(3)]
    browser.client.get(replies[0]["Location"])

    assert {reply.status_code for reply in replies} == {303}
    assert Answer.objects.count() == 1


def test_back_button_with_another_choice_keeps_the_first_and_says_so(browser, lesson) -> None:
    question = lesson.marked_questions[0]
    key = browser.form_key()
    browser.answer(question, wrong_answer(question), key=key)

    reply = browser.answer(question, right_answer(question), key=key)

    assert reply["Location"].endswith(f"?kept={question.id}")
    assert "The first one is kept" in browser.client.get(reply["Location"]).content.decode()
    assert Answer.objects.get().result == "wrong"


def test_two_tabs_both_count(browser, lesson) -> None:
    question = lesson.marked_questions[0]
    first_tab, second_tab = browser.form_key(), browser.form_key()

    browser.answer(question, wrong_answer(question), key=first_tab)
    browser.answer(question, right_answer(question), key=second_tab)

    assert list(Answer.objects.order_by("id").values_list("result", flat=True)) == ["wrong", "right"]


def test_form_of_somebody_else_records_nothing_and_keeps_the_choice(browser, lesson) -> None:
    question = of_kind(lesson, "single")
    foreign = Browser(Client(), lesson).form_key()

    reply = browser.answer(question, right_answer(question), key=foreign)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert f'value="{right_answer(question)}" id="q-{question.id}-{right_answer(question)}" checked' in page
    assert Answer.objects.count() == 0


def test_form_opened_before_other_words_for_the_same_question_goes_on(browser, lesson) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "single")
    opened = {"key": browser.form_key(), "version": wording_of(question.body)}

    reply = browser.client.post(
        f"{browser.url}questions/{question.id}/", {**opened, **fields(question, right_answer(question))}
    )

    assert reply.status_code == 303
    assert (Answer.objects.get().result, Answer.objects.get().version) == ("right", question.version)


def test_reworded_question_is_not_marked_by_the_old_form(browser, lesson) -> None:
    question = lesson.marked_questions[0]
    sent = {"key": browser.form_key(), "version": "an-older-wording", **fields(question, right_answer(question))}

    reply = browser.client.post(f"{browser.url}questions/{question.id}/", sent)

    assert reply.status_code == 422
    assert "reworded after you opened it" in reply.content.decode()
    assert Answer.objects.count() == 0


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
