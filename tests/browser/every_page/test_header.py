"""The header on screens of every width: the name and Help now in one row, the other links in a second or the same."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 360, 390, 768, 895, 896, 1280])
def test_header_takes_two_rows_on_phones_and_one_on_wide_screens(page: Page, site: str, language, width) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{language}/courses/")

    brand, help_now = (page.locator(f"header {name}").bounding_box() for name in (".brand", ".sos"))
    links = [link.bounding_box() for link in page.locator("header nav a").all()]
    assert overlap(brand, help_now)
    assert help_now["x"] + help_now["width"] <= width
    assert all(overlap(link, links[0]) for link in links)
    assert overlap(brand, links[0]) == (width >= 896)  # 56rem of the browser’s own letters
    assert min(help_now["height"], *(link["height"] for link in links)) >= 44


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_help_stays_in_the_first_row_when_letters_are_largest(page: Page, site: str, language) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site}/{language}/courses/")
    page.evaluate("document.documentElement.classList.add('size-larger')")

    brand, help_now = (page.locator(f"header {name}").bounding_box() for name in (".brand", ".sos"))
    assert overlap(brand, help_now)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def overlap(one, other) -> bool:
    """Whether two boxes stand beside each other in one row."""
    return one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
