"""Answering in a lesson: right, wrong, twice, in two tabs, and in ways people type numbers."""

import pytest
from django.test import Client

from courses.catalog.published.versions import wording_of
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.learning.answers import Browser, fields, wrong_answer
from tests.learning.lessons.lesson_texts import of_kind, text_of

pytestmark = pytest.mark.django_db


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
