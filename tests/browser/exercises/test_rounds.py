"""Rounds of advertisements and scenes in a browser: narrow, without JavaScript, by keyboard, and with a way back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.every_page.test_layout import TOO_SMALL, TOO_WIDE
from tests.browser.reader import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)
ROUND, SCENE = "exercises/spot-ad/", "exercises/scene/?about=pay-first"
END = ".tallies"


def judge(page: Page) -> None:
    """Walk away from one advertisement, mark its first part, and see how it went."""
    page.locator('button[value="walk"]').click()
    page.locator(".advert .part label").first.click()
    page.locator('button[value="marked"]').click()
    page.locator("#told").wait_for()


def go_on(page: Page) -> bool:
    """To the next advertisement; False at the end of the round."""
    page.locator("#exercise .steprow button.main").click()
    page.locator(f".decide, {END}").first.wait_for()
    return page.locator(END).count() == 0


def play(page: Page) -> int:
    """A whole round; how many advertisements it had."""
    page.locator("#exercise button.main").click()
    judged = 1
    judge(page)
    while go_on(page):
        judge(page)
        judged += 1
    return judged


@pytest.mark.parametrize("language", LANGUAGES)
def test_round_is_played_without_javascript(browser: Browser, watched, site: str, language: str) -> None:
    context = watched(browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 740}))
    page = context.new_page()
    page.goto(f"{site}/{language}/{ROUND}")

    assert play(page) == 10
    expect(page.locator("h1")).to_contain_text("6")
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_round_fits_a_narrow_phone(page: Page, site: str, axe, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/{language}/{ROUND}")
    page.locator("#exercise button.main").click()
    faults = []

    def look() -> None:
        faults.extend(page.evaluate(TOO_WIDE) + page.evaluate(TOO_SMALL) + axe(page))

    is_going_on = True
    while is_going_on:
        page.locator(".decide").wait_for()
        look()
        page.locator('button[value="walk"]').click()
        page.locator('button[value="marked"]').wait_for()
        look()
        page.locator('button[value="marked"]').click()
        page.locator("#told").wait_for()
        look()
        is_going_on = go_on(page)
    look()
    assert faults == []


def test_round_is_played_by_keyboard_and_focus_leads(page: Page, site: str) -> None:
    page.goto(f"{site}/en/{ROUND}")
    page.locator("#exercise button.main").press("Enter")
    expect(page.locator("h1")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # walk away
    page.locator(".mark").wait_for()
    first = page.locator(".advert input").first
    first.focus()
    page.keyboard.press("Space")
    assert first.is_checked()
    page.locator('button[value="marked"]').press("Enter")

    expect(page.locator('.verdict[aria-labelledby="told"]')).to_be_focused()


def test_two_buttons_are_in_sight_on_a_phone_before_the_decision(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto(f"{site}/zh-hans/{ROUND}")
    page.locator("#exercise button.main").click()
    page.locator(".decide").wait_for()
    page.evaluate("scrollTo(0, 0)")
    box = page.locator('button[value="fine"]').bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740


def test_back_leads_back_through_a_scene(page: Page, site: str) -> None:
    page.goto(f"{site}/en/{SCENE}")
    page.get_by_role("link", name="Write: take it out of the loan").click()
    page.get_by_role("link", name="Share the screen").click()
    expect(page.locator(".verdict")).to_contain_text("They saw your code")

    page.go_back()
    expect(page.get_by_role("link", name="Share the screen")).to_be_visible()
    page.get_by_role("link", name="Take a screenshot and answer no more").click()
    expect(page.locator(".verdict")).to_contain_text("You paid nothing")


def test_scene_is_played_by_keyboard_and_focus_leads(page: Page, site: str) -> None:
    page.goto(f"{site}/en/{SCENE}")
    page.get_by_role("link", name="Write: take it out of the loan").press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".pick a").first).to_be_focused()

    page.get_by_role("link", name="Share the screen").press("Enter")
    expect(page.locator(".verdict")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["", "&at=frozen.deduct", "&at=once-more.pay-again"])
def test_scene_fits_a_narrow_phone(page: Page, site: str, axe, language: str, place: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/{language}/{SCENE}{place}")
    assert page.evaluate(TOO_WIDE) + page.evaluate(TOO_SMALL) + axe(page) == []
