"""The keyboard reaches everything in reading order, each stop is outlined and in view, and the walk ends."""

import pytest
from playwright.sync_api import Page

from tests.browser.reader import ASKED, EXERCISE, LESSON, STEP, WELLBEING, WHOLE_LESSON, Reader

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_WALK = 150
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) { return null; }
    const shown = one.matches(".option input, .chip input, .part input") ? one.nextElementSibling : one;
    const style = getComputedStyle(shown), box = shown.getClientRects()[0];
    const x = box.left + box.width / 2, y = box.top + Math.min(box.height, innerHeight) / 2;
    const hit = document.elementFromPoint(x, y);
    return {
        name: one.tagName + " " + (one.textContent.trim() || one.name || one.id).slice(0, 30),
        place: [...document.querySelectorAll("*")].indexOf(one),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        isInView: box.top >= -1 && y <= innerHeight && x >= 0 && x <= innerWidth,
        isUncovered: hit !== null && (shown.contains(hit) || one.contains(hit)),
    };
}"""


def walk(page: Page) -> list[dict]:
    stops = []
    for _ in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"no end after {LONGEST_WALK} stops")


@pytest.mark.parametrize("path", ["", LESSON, ASKED, WHOLE_LESSON, EXERCISE, STEP, WELLBEING, f"{WELLBEING}results/"])
def test_walk_with_the_keyboard(page: Page, site: str, path: str) -> None:
    Reader(page, site).open(path)
    stops = walk(page)

    assert stops[0]["name"] == "A Skip to the content"
    assert stops[-1]["name"] == "A Sign in"  # the last link of the footer
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert [stop for stop in stops if stop["outline"] < 2 or not stop["isInView"] or not stop["isUncovered"]] == []


def test_walk_through_a_result(page: Page, site: str) -> None:
    Reader(page, site).see_result()
    stops = walk(page)  # from the result, which has the focus, to the end of the page

    assert len(stops) > 5
    assert stops[-1]["name"] == "A Sign in"  # the last link of the footer
    assert [stop for stop in stops if stop["outline"] < 2 or not stop["isInView"] or not stop["isUncovered"]] == []


def test_skip_link_leads_past_the_header(page: Page, site: str) -> None:
    Reader(page, site).open(LESSON)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null") is True


def test_question_is_answered_with_the_keyboard(page: Page, site: str) -> None:
    reader = Reader(page, site)
    reader.open(ASKED)
    reader.region.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    reader.region.locator(".feedback").wait_for()
