"""The exercise in a browser: the result takes focus, one change at a time, paper, and no figure kept anywhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import EXERCISE, LESSON_WITH_EXERCISE, Reader

pytestmark = pytest.mark.django_db(transaction=True)
MARKERS = {"income": "76543", "essentials": "31415", "debts": "2718", "savings": "16180"}
LOAN = {"received": "10000", "rate": "18", "count": "12"}
KEPT_BY_THE_BROWSER = """async () => JSON.stringify([
    location.href, document.referrer, history.state, {...localStorage}, {...sessionStorage}, document.cookie,
    performance.getEntries().map(one => one.name), await caches.keys(), await indexedDB.databases()])"""


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


def fill_in(reader: Reader) -> None:
    for name, figure in {**MARKERS, **LOAN}.items():
        reader.page.locator(f'#exercise form:has(button.main) input[name="{name}"]').fill(figure)
    reader.page.locator('.chip input[name="purpose"]').first.check()
    reader.page.locator('.chip input[name="fees"]').first.check()


def test_result_takes_focus_in_place(reader: Reader) -> None:
    reader.open(EXERCISE)
    reader.page.evaluate("window.marker = 'not reloaded'")
    fill_in(reader)
    reader.work_it_out()

    expect(reader.page.locator("#exercise-result")).to_be_focused()
    assert reader.page.evaluate("window.marker") == "not reloaded"
    assert reader.page.locator('input[name="income"]').first.input_value() == MARKERS["income"]


def test_errors_take_focus_and_lead_to_their_fields(reader: Reader) -> None:
    reader.open(EXERCISE)
    fill_in(reader)
    reader.page.locator('input[name="income"]').fill("a lot")
    reader.work_it_out()
    summary = reader.page.locator("#exercise .error-summary")
    expect(summary).to_be_focused()
    assert reader.page.title().startswith("Error: ")

    summary.get_by_role("link").first.click()

    expect(reader.page.locator('input[name="income"]')).to_be_focused()
    assert reader.page.locator('input[name="income"]').input_value() == "a lot"
    assert reader.page.locator('input[name="savings"]').input_value() == MARKERS["savings"]


def test_one_change_shows_its_difference_and_is_undone(reader: Reader) -> None:
    reader.see_result()
    box = reader.page.locator("#exercise-result")
    first = box.inner_text()

    reader.page.get_by_role("button", name=re.compile("^Borrow .* less ")).click()
    changed = reader.page.get_by_role("region", name="What this change did")
    expect(changed).to_be_visible()
    expect(reader.page.locator("#exercise-result")).to_be_focused()
    assert box.inner_text() != first
    reader.page.get_by_role("button", name="Undo this change").click()

    expect(changed).to_have_count(0)
    assert box.inner_text() == first


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_result_is_two_phone_screens_to_the_end_of_change_one_thing(page: Page, site: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    reader = Reader(page, site, language)
    reader.see_result()
    top = reader.page.locator("#exercise-result").bounding_box()
    changes = reader.page.locator("#exercise-changes").bounding_box()

    assert top is not None
    assert changes is not None
    assert reader.page.locator("#exercise-changes button").count() == 4
    assert changes["y"] + changes["height"] - top["y"] <= 2 * 844


def test_form_is_folded_and_opens_filled_or_with_its_errors(reader: Reader) -> None:
    reader.see_result()
    income = reader.page.locator('#exercise-figures input[name="income"]:not([type="hidden"])')
    expect(income).to_be_hidden()
    reader.page.locator("#exercise-figures > summary").click()

    expect(income).to_have_value("8000")
    income.fill("a lot")
    reader.page.get_by_role("button", name="Work it out").click()

    expect(reader.page.locator("#exercise .error-summary")).to_be_focused()
    expect(reader.page.locator('input[name="income"]').last).to_be_visible()


def test_print_button_prints(reader: Reader) -> None:
    reader.see_result()
    reader.page.evaluate("window.print = () => { window.printed = true; }")

    reader.page.get_by_role("button", name="Print", exact=True).click()

    assert reader.page.evaluate("window.printed") is True


def test_example_is_filled_in_place(reader: Reader) -> None:
    reader.open(EXERCISE)
    reader.page.get_by_role("link", name="Fill in an example").click()

    expect(reader.page.get_by_text("Made-up numbers are filled in.")).to_be_focused()
    assert reader.page.locator('input[name="income"]').input_value() == "8000"
    assert reader.page.url == reader.address(EXERCISE)


def test_exercise_in_a_lesson_stays_in_the_lesson(reader: Reader) -> None:
    reader.open(LESSON_WITH_EXERCISE)
    reader.page.locator('#exercise input[name="received"]').fill("12345")  # the lesson filled in the others
    reader.work_it_out()

    expect(reader.page.locator("#exercise-result")).to_be_focused()
    expect(reader.page.locator("#exercise-result")).to_contain_text("12,345")
    assert reader.page.url == reader.address(LESSON_WITH_EXERCISE)


def test_no_figure_is_kept_by_the_browser(reader: Reader) -> None:
    reader.open(EXERCISE)
    fill_in(reader)
    reader.work_it_out()
    reader.page.locator("#exercise-result").wait_for()
    reader.page.get_by_role("button", name=re.compile("^Borrow .* less ")).click()
    reader.page.get_by_role("region", name="What this change did").wait_for()
    kept = reader.page.evaluate(KEPT_BY_THE_BROWSER) + str(reader.page.context.cookies())

    assert EXERCISE in kept
    assert [figure for figure in MARKERS.values() if figure in kept] == []


def test_control_a_kept_figure_would_be_found(reader: Reader) -> None:
    reader.open(EXERCISE)
    reader.page.evaluate("figure => sessionStorage.setItem('kept', figure)", MARKERS["income"])

    assert MARKERS["income"] in reader.page.evaluate(KEPT_BY_THE_BROWSER)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_exercise_works_without_javascript(reader: Reader) -> None:
    reader.open(EXERCISE)
    fill_in(reader)
    reader.work_it_out()
    expect(reader.page.locator("#exercise-result")).to_be_focused()
    first = reader.page.locator("#exercise-verdict").inner_text()
    expect(reader.page.get_by_role("button", name="Print", exact=True)).to_be_hidden()

    reader.page.get_by_role("button", name=re.compile("^Borrow .* less ")).click()
    expect(reader.page.get_by_role("region", name="What this change did")).to_be_visible()
    reader.page.get_by_role("button", name="Undo this change").click()

    expect(reader.page.locator("#exercise-verdict")).to_have_text(first)
    assert reader.page.url == reader.address(EXERCISE)


def test_blank_worksheet_has_lines_and_no_boxes(reader: Reader) -> None:
    reader.open(EXERCISE)
    reader.page.get_by_role("link", name="Print a blank worksheet").click()

    expect(reader.page.locator("main .write").first).to_be_visible()
    assert reader.page.locator("main .write").count() == 17
    expect(reader.page.locator("main input")).to_have_count(0)


@pytest.mark.browser_context_args(permissions=["clipboard-read", "clipboard-write"])
@pytest.mark.parametrize(
    ("path", "said", "fold"),
    [
        (EXERCISE, "Of ¥76,543 a month", "The reasons, and other ways"),
        (LESSON_WITH_EXERCISE, "a year, all counted", "Who receives what"),
    ],
)
def test_result_is_copied_as_text_without_buttons(reader: Reader, path: str, said: str, fold: str) -> None:
    reader.open(path)
    if path == EXERCISE:
        fill_in(reader)
    reader.work_it_out()
    heading = reader.page.locator("#exercise-verdict").inner_text().strip()

    reader.page.get_by_role("button", name="Copy the result").click()

    expect(reader.page.locator("#status")).to_have_text("Copied. Nothing was sent or saved.")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(heading)
    assert said in copied
    assert fold in copied
    assert [words for words in ("Change one thing", "Start again", "Undo", "Print") if words in copied] == []
