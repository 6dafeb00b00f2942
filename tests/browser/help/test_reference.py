"""Reference pages on paper: the doors fit on the two sides of a sheet, and every figure and number is there."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from courses.catalog.published.library import catalog
from tests.browser.every_page.test_print import controls_in, needs_reader, sheets
from tests.browser.reader import LANGUAGES, Reader


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("slug", "most"), [("rate-lines", 4), ("doors", 3), ("abroad", 3)])
def test_reference_prints_with_its_dates_and_without_controls(
    page: Page, site: str, tmp_path: Path, slug: str, most: int, language: str
) -> None:
    reader = Reader(page, site, language)
    reader.open(f"reference/{slug}/")
    printed = sheets(reader, tmp_path)
    words = " ".join(printed)
    assert len(printed) <= most
    assert controls_in(printed) == []
    for entry in catalog().references[slug].entries:
        for line in entry.lines:
            assert catalog().helplines[line].number in words
        assert all(str(catalog().facts[fact].retrieved) in words.replace(" ", "") for fact in entry.facts)


@needs_reader
def test_doors_fit_on_the_two_sides_of_a_sheet_in_chinese(page: Page, site: str, tmp_path: Path) -> None:
    reader = Reader(page, site, "zh-hans")
    reader.open("reference/doors/")
    assert len(sheets(reader, tmp_path)) == 2
