"""The walk through a lesson in a browser: by press, by keyboard and without JavaScript; Back and old links work."""

import re

import pytest
from playwright.sync_api import Page, expect

from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from tests.browser.reader import LESSON, WHOLE_LESSON, Reader, lesson_of_tests, step_with
from tests.browser.walker import Walker
from tests.learning.answers import wrong_answer

pytestmark = pytest.mark.django_db(transaction=True)
without_script = pytest.mark.browser_context_args(java_script_enabled=False)
STEPS = len(lesson_of_tests().page("en").steps)


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


def number_of(question: str) -> int:
    """The step that asks a question."""
    return lesson_of_tests().page("en").step_numbers[f"q-{question}"]


def go_on(page: Page) -> None:
    page.locator("#steprow a", has_text="Continue").click()


def heading(page: Page):
    return page.locator("[data-heading]")


def test_continue_swaps_the_step_and_moves_focus_to_its_heading(reader: Reader) -> None:
    page = reader.page
    reader.open(LESSON)
    page.evaluate("window.marker = 'not reloaded'")
    for number in range(2, STEPS + 1):
        go_on(page)

        page.wait_for_url(reader.address(f"{LESSON}{number}/"))
        expect(page.locator(".where summary")).to_contain_text(f"Step {number} of {STEPS}")
        expect(heading(page)).to_be_focused()
        assert f"(step {number} of {STEPS})" in page.title()
        assert abs(page.locator("#walk").bounding_box()["y"]) < 1  # the header above it has been seen
        other = page.locator("#sections a[hreflang]")
        expect(other).to_have_attribute("href", re.compile(f"/zh-hans/{LESSON}{number}/$"))
        expect(page.locator("#foot a", has_text="Display")).to_have_attribute("href", re.compile(f"{LESSON}{number}/$"))

    assert page.evaluate("window.marker") == "not reloaded"
    expect(page.locator("#steprow a", has_text="Continue")).to_have_count(0)


def test_back_swaps_the_step_and_moves_focus_to_its_heading(reader: Reader) -> None:
    page = reader.page
    reader.open(f"{LESSON}3/")
    page.evaluate("window.marker = 'not reloaded'")
    for address in (f"{LESSON}2/", LESSON):
        page.locator("#steprow a", has_text="Back").press("Enter")

        page.wait_for_url(reader.address(address))
        expect(heading(page)).to_be_focused()

    assert page.evaluate("window.marker") == "not reloaded"


def test_continue_on_a_wide_screen_shows_the_page_from_its_top(reader: Reader) -> None:
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 800})
    reader.open(LESSON)
    go_on(page)

    expect(heading(page)).to_be_focused()
    page.wait_for_url(reader.address(f"{LESSON}2/"))
    assert page.evaluate("scrollY") == 0


def test_end_has_its_card_to_print_and_to_save(reader: Reader) -> None:
    """The sentence to keep is printed from the page, and is a picture under its own address."""
    page, address = reader.page, f"{LESSON}{STEPS}/"
    reader.open(address)
    card = page.locator("#lesson-end .row:has([data-print])")
    page.evaluate("window.print = () => { window.printed = true; }")

    card.get_by_role("button", name="Print this card").click()
    assert page.evaluate("window.printed")
    save = card.get_by_role("link", name="Save as a picture")
    picture = page.request.get(f"{reader.site}{save.get_attribute('href')}")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    page.emulate_media(media="print")
    expect(page.locator("#lesson-end .rule")).to_be_visible()
    expect(card).to_be_hidden()


@without_script
def test_end_without_a_script_offers_the_picture_alone(reader: Reader) -> None:
    reader.open(f"{LESSON}{STEPS}/")

    expect(reader.page.locator("#lesson-end [data-print]")).to_be_hidden()
    expect(reader.page.get_by_role("link", name="Save as a picture")).to_be_visible()


def test_back_and_forward_lead_through_the_steps(reader: Reader) -> None:
    page = reader.page
    reader.open(LESSON)
    go_on(page)
    page.wait_for_url(reader.address(f"{LESSON}2/"))
    go_on(page)
    page.wait_for_url(reader.address(f"{LESSON}3/"))
    expect(page.locator(".where summary")).to_contain_text("Step 3 of")

    for act, number in ((page.go_back, 2), (page.go_back, 1), (page.go_forward, 2)):
        act()
        expect(page.locator(".where summary")).to_contain_text(f"Step {number} of")
        assert page.url == reader.address(LESSON if number == 1 else f"{LESSON}{number}/")

    page.locator("#steprow a", has_text="Back").click()
    page.wait_for_url(reader.address(LESSON))


def test_answer_on_a_swapped_step_is_marked_in_place(reader: Reader) -> None:
    page, question = reader.page, lesson_of_tests().marked_questions[0]
    reader.open(f"{LESSON}{number_of(question.id) - 1}/")
    go_on(page)
    page.locator(f"#q-{question.id}").wait_for()
    row = page.locator("#steprow a", has_text="Continue")
    expect(row).not_to_have_class(re.compile("main"))

    reader.give(question, wrong_answer(question))
    expect(row).not_to_have_class(re.compile("main"))
    reader.give(question, right_answer(question))

    expect(page.locator(f"#q-{question.id} .feedback")).to_be_focused()
    expect(row).to_have_class(re.compile("main"))
    assert Answer.objects.count() == 2
    row.click()
    expect(page.locator(".where summary")).to_contain_text(f"Step {number_of(question.id) + 1} of")
    expect(heading(page)).to_be_focused()


def test_whole_walk_by_keyboard(page: Page, site: str) -> None:
    walker = Walker(page, site)
    walker.open(LESSON)
    for number in range(2, STEPS + 1):
        walker.tab_to(page.locator("#steprow a", has_text="Continue"))
        page.keyboard.press("Enter")
        expect(page.locator(".where summary")).to_contain_text(f"Step {number} of")
        expect(heading(page)).to_be_focused()
    walker.open(f"{LESSON}2/")
    walker.tab_to(page.locator(".where summary"))
    page.keyboard.press("Enter")
    later = lesson_of_tests().page("en").steps[-2]
    walker.tab_to(page.locator(".where a", has_text=f"{later.title} {later.part}/{later.parts}"))
    walker.enter()
    assert page.url == walker.address(f"{LESSON}{STEPS - 1}/")


@without_script
def test_whole_walk_without_javascript(reader: Reader) -> None:
    page, questions = reader.page, {question.id: question for question in lesson_of_tests().marked_questions}
    reader.open(LESSON)
    for number, step in enumerate(lesson_of_tests().page("en").steps, 1):
        expect(page.locator(".where summary")).to_contain_text(f"Step {number} of {STEPS}")
        for asked in step.questions:
            if asked in questions:
                reader.give(questions[asked], right_answer(questions[asked]))
                expect(page.locator(".feedback")).to_be_focused()
                assert page.url == reader.address(f"{LESSON}{number}/?answered={asked}")
        if number < STEPS:
            go_on(page)

    expect(page.get_by_role("heading", name="You can now")).to_be_visible()
    expect(page.locator("#lesson-end a.main")).to_have_count(1)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("#q-which-sum", step_with("q-which-sum")), ("#check-yourself", step_with("check-yourself")),
        ("#lesson-end", step_with("lesson-end")), ("#source-2", WHOLE_LESSON), ("#nothing", LESSON),
    ],
)  # fmt: skip
def test_place_named_by_an_old_link_is_found(reader: Reader, link: str, address: str) -> None:
    reader.open(LESSON + link)

    reader.page.wait_for_url(reader.address(address + link))
    if address != LESSON:
        expect(reader.page.locator(link)).to_be_in_viewport()


def test_mark_of_a_source_opens_the_fold_it_stands_in(reader: Reader) -> None:
    reader.open(f"{LESSON}2/")
    mark = reader.page.locator("sup.cite a").first
    source = reader.page.locator(mark.get_attribute("href"))
    expect(source).to_be_hidden()

    mark.click()

    expect(source).to_be_in_viewport()
