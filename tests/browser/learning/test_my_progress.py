"""My progress on a phone answers what is next, what is due and what was had, on little more than one screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import LANGUAGES, LESSON, Reader

pytestmark = pytest.mark.django_db(transaction=True)

SCREEN = 844
ANSWERS = 1.1  # of a screen, down to the end of what one has
WHOLE = 1.9  # with the ways on, and the footer that every page has


@pytest.mark.parametrize("language", LANGUAGES)
def test_my_progress_answers_its_questions_in_a_screen(page: Page, site: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": SCREEN})
    reader = Reader(page, site, language)
    reader.open(LESSON)
    reader.answer_wrongly()

    reader.open("me/")

    expect(page.locator("main .main")).to_have_count(1)
    had = page.locator("main section", has=page.locator("details.fold"))
    bottom = had.evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    assert bottom <= ANSWERS * SCREEN
    assert page.evaluate("document.documentElement.scrollHeight") <= WHOLE * SCREEN
