"""Answering in a browser: only the question's own region changes, focus goes where the reader looks next, and nothing
that was chosen is lost."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.browser.reader import ASKED, LESSON, LESSON_END, WHOLE_LESSON, Reader, lesson_of_tests, step_with
from tests.learning.answers import wrong_answer

pytestmark = pytest.mark.django_db(transaction=True)
ALSO_EXPECTED = ("status of 500", "ERR_FAILED", "Failed to fetch")
without_script = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


@pytest.fixture
def marked(reader: Reader) -> Iterator[Reader]:
    """A reader on the lesson; afterwards the page must still be the one that was opened."""
    reader.open(ASKED)
    reader.page.evaluate("window.marker = 'not reloaded'")
    yield reader
    assert reader.page.evaluate("window.marker") == "not reloaded"


def sent(page: Page) -> list[Request]:
    """The answers sent from now on."""
    found: list[Request] = []
    page.on("request", lambda request: found.append(request) if request.method == "POST" else None)
    return found


def choose_wrongly(reader: Reader) -> None:
    reader.choose(wrong_answer(reader.question))


def expect_choice_kept(reader: Reader) -> None:
    """The region is there as it was, with the choice in it, and can be sent again."""
    chosen = reader.region.locator(f'input[value="{wrong_answer(reader.question)}"]')
    expect(chosen).to_be_checked()
    expect(reader.check_button).to_be_visible()
    expect(reader.region).not_to_have_attribute("aria-busy", "true")


def test_one_region_is_swapped_and_focus_follows(marked: Reader) -> None:
    question = marked.question
    before = marked.page.locator(".question").count()

    marked.check_button.click()
    marked.region.locator(".error-summary").wait_for()
    expect(marked.region.locator(".error-summary")).to_be_focused()
    assert marked.page.title().startswith("Error: ")

    marked.give(question, wrong_answer(question))
    expect(marked.region.locator(".feedback")).to_be_focused()
    assert not marked.page.title().startswith("Error: ")

    marked.page.keyboard.press("Tab")
    expect(marked.region.locator("input[type=radio]").first).to_be_focused()

    marked.give(question, right_answer(question))
    expect(marked.region.locator(".feedback")).to_be_focused()
    assert marked.page.locator(".question").count() == before


def test_list_of_steps_and_the_end_follow_each_answer(marked: Reader) -> None:
    count = len(lesson_of_tests().marked_questions)
    expect(marked.page.locator("#map .visually-hidden")).to_have_count(0)

    marked.give(marked.question, right_answer(marked.question))

    expect(marked.page.locator("#map .visually-hidden")).to_have_count(1)
    later = marked.page.context.new_page()
    Reader(later, marked.site).open(LESSON_END)
    expect(later.locator("#lesson-end")).to_contain_text(f"1 of {count} questions answered")
    later.close()


def test_answer_from_the_whole_lesson_leads_to_its_step(reader: Reader) -> None:
    reader.open(WHOLE_LESSON)

    reader.give(reader.question, right_answer(reader.question))

    assert reader.page.url == f"{reader.address(ASKED)}?answered={reader.question.id}"
    expect(reader.region.locator(".feedback")).to_be_focused()


def test_answer_is_shown_on_request(marked: Reader) -> None:
    marked.give(marked.question, wrong_answer(marked.question))

    marked.region.get_by_role("button", name="Show the answer").click()

    expect(marked.region.get_by_role("heading", name="Here is how it works")).to_be_visible()
    expect(marked.region.locator(".feedback")).to_be_focused()


def test_double_press_sends_one_request(marked: Reader) -> None:
    requests = sent(marked.page)
    choose_wrongly(marked)
    marked.page.clock.set_fixed_time(timezone.now())

    marked.check_button.dblclick()
    marked.region.locator(".feedback").wait_for()

    assert len(requests) == 1
    assert Answer.objects.count() == 1


def test_lost_connection_is_said_and_the_choice_is_kept(marked: Reader, context: BrowserContext) -> None:
    choose_wrongly(marked)
    context.set_offline(True)
    marked.check_button.click()

    expect(marked.page.locator("#status")).to_contain_text("No connection. Your answer was not sent.")
    expect(marked.region.locator(".beside")).to_contain_text("No connection.")
    expect_choice_kept(marked)

    context.set_offline(False)
    marked.page.wait_for_timeout(1100)  # a second press of the same button within a second is ignored
    marked.check_button.click()
    marked.region.locator(".feedback").wait_for()
    expect(marked.page.locator("#status")).to_be_empty()
    assert Answer.objects.count() == 1


def test_failure_of_the_server_keeps_the_form(marked: Reader) -> None:
    marked.page.route("**/questions/**", lambda route: route.fulfill(status=500, body="<h1>Sorry</h1>"))
    choose_wrongly(marked)

    marked.check_button.click()

    expect(marked.page.locator("#status")).to_contain_text("Something went wrong on our side.")
    expect_choice_kept(marked)


def test_refused_form_is_out_of_date_and_kept(marked: Reader, context: BrowserContext) -> None:
    choose_wrongly(marked)
    context.clear_cookies()

    marked.check_button.click()

    expect(marked.page.locator("#status")).to_contain_text("This page is out of date.")
    expect_choice_kept(marked)
    assert Answer.objects.count() == 0


def test_reply_that_is_the_sign_in_page_is_opened(reader: Reader) -> None:
    def answer_with_sign_in(route: Route) -> None:
        route.fulfill(status=302, headers={"Location": reader.address("account/login/")})

    reader.open(ASKED)
    reader.page.route("**/questions/**", answer_with_sign_in)
    choose_wrongly(reader)

    reader.check_button.click()

    reader.page.wait_for_url("**/account/login/")
    expect(reader.page.get_by_role("heading", name="Sign in").first).to_be_visible()


def test_reader_goes_on_after_leaving(reader: Reader, context: BrowserContext) -> None:
    first = lesson_of_tests().marked_questions[0]
    reader.open(step_with(f"q-{first.id}"))
    reader.give(first, right_answer(first))
    reader.page.close()

    later = Reader(context.new_page(), reader.site)
    later.open()
    later.page.get_by_role("link", name="Continue").click()

    assert later.page.url == later.address(step_with("fee-example"))
    later.open(LESSON)
    later.page.get_by_role("link", name=re.compile("^Go on with step")).click()
    later.page.get_by_role("link", name="Back", exact=True).click()
    expect(later.page.locator(f"#q-{first.id} .feedback.good")).to_be_visible()
    later.page.close()


def test_whole_lesson_is_finished_with_every_kind_of_question(reader: Reader) -> None:
    questions = lesson_of_tests().marked_questions
    reader.open(LESSON)
    numbers = lesson_of_tests().page("en").step_numbers
    reader.open(f"{LESSON}{numbers['q-' + questions[0].id]}/")
    reader.give(questions[0], wrong_answer(questions[0]))
    for question in questions:
        if question is not questions[0]:
            reader.open(f"{LESSON}{numbers['q-' + question.id]}/")
        reader.give(question, right_answer(question))
    reader.page.locator("#steprow a", has_text="Continue").click()

    end = reader.page.locator("#lesson-end")
    expect(end).to_contain_text("Lesson 3 finished")
    expect(end).to_contain_text(f"{len(questions)} of {len(questions)} right, {len(questions) - 1} at the first try.")
    expect(end.locator("summary", has_text="Let’s try these again")).to_be_visible()
    expect(end.locator(".question")).to_have_count(1)


def feedback(reader: Reader) -> str:
    """What the feedback says, once it has the focus."""
    box = reader.region.locator(".feedback")
    expect(box).to_be_focused()
    return box.inner_text()


def take_question(reader: Reader) -> list[str]:
    """What a reader is told on the way from no choice through a wrong to the right answer."""
    told = []
    reader.fail_to_answer()
    expect(reader.region.locator(".error-summary")).to_be_focused()
    told.append(reader.region.locator(".error-summary").inner_text())
    reader.give(reader.question, wrong_answer(reader.question))
    told.append(feedback(reader))
    reader.try_again()
    reader.give(reader.question, right_answer(reader.question))
    told.append(feedback(reader))
    return [re.sub(r"\s+", " ", text).strip() for text in told]


def test_results_are_the_same_however_they_are_sent(reader: Reader, new_context, watch: None) -> None:
    told_with_script = take_question(reader)

    reader.page.context.clear_cookies()
    reader.page.route("**/htmx*", lambda route: route.abort())
    assert take_question(reader) == told_with_script  # plain forms, where the script did not arrive

    without = Reader(new_context(java_script_enabled=False).new_page(), reader.site)
    assert take_question(without) == told_with_script
    assert Answer.objects.count() == 6
    without.page.reload()
    assert Answer.objects.count() == 6  # answered by a redirect: reloading sends nothing again


@without_script
def test_other_questions_stay_open_without_javascript(reader: Reader) -> None:
    reader.answer_wrongly()
    reader.open(WHOLE_LESSON)

    expect(reader.page.locator('form[action*="/questions/"] button.main')).to_have_count(
        len(lesson_of_tests().marked_questions)
    )
    expect(reader.page.locator("[data-print]").first).to_be_hidden()
