"""No barrier that axe finds: on every page and in every state, in both languages, light and dark."""

import pytest
from playwright.sync_api import Page

from tests.browser.reader import ASKED, LANGUAGES, PAGES, STATES, Reader

pytestmark = pytest.mark.django_db(transaction=True)


def barriers(page: Page, axe) -> list[str]:
    """What axe finds on the page as it stands; in the dark only colors differ, so only they are looked at again."""
    page.emulate_media(color_scheme="light")
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark {line}" for line in axe(page, "color-contrast")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_no_barrier(page: Page, site: str, axe, language: str) -> None:
    reader = Reader(page, site, language)
    found = {}
    for path in PAGES:
        reader.open(path)
        found[path] = barriers(page, axe)

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_state_has_no_barrier(page: Page, site: str, axe, language: str) -> None:
    reader = Reader(page, site, language)
    found = {}
    for state in STATES:
        getattr(reader, state)()
        found[state] = barriers(page, axe)
    for path in ("", "me/", "me/data/", "review/"):  # after the answers above
        reader.open(path)
        found[path] = barriers(page, axe)

    assert {state: lines for state, lines in found.items() if lines} == {}


def test_forced_colors_have_no_barrier_and_outline_the_choice(page: Page, site: str, axe) -> None:
    page.emulate_media(forced_colors="active")
    reader = Reader(page, site)
    reader.open(ASKED)
    reader.choose(next(iter(reader.question.body.options)))
    chosen = page.locator(".option input:checked + label")
    page.locator("h1").click()  # away from the choice: what is left is not the focus's outline

    assert chosen.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    assert axe(page) == []
    reader.see_result()
    assert axe(page) == []


def test_control_a_barrier_would_be_found(page: Page, site: str, axe) -> None:
    Reader(page, site).open("courses/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.evaluate("document.querySelector('main p').style.color = '#767676'")

    assert [line.partition(": ")[0] for line in barriers(page, axe)] == ["label", "dark color-contrast"]
