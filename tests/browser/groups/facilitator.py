"""A facilitator at a computer, who finds the way by what stands on links and buttons, and whose presses are counted."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

PATIENCE = 120_000  # milliseconds: on a busy machine a page or a link may take long to be there


@dataclass
class Facilitator:
    """Finds the way by what stands on links and buttons only, and counts the presses."""

    page: Page
    folder: Path
    presses: int = 0
    fields: int = 0
    pages: int = 0

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._count)

    def _count(self, _frame: object) -> None:
        self.pages += 1

    def press(self, name: str, heading: str = "", *, within: str = "body") -> None:
        """Press a link or button, and wait for the page whose heading holds these words."""
        self.presses += 1
        place = self.page.locator(within)
        exact = not within.startswith(("tr", ".courses"))  # hidden words say whose a link is; a card is one link
        link, button = (place.get_by_role(role, name=name, exact=exact) for role in ("link", "button"))
        link.or_(button).first.click()
        if heading:
            expect(self.page.locator("h1")).to_contain_text(heading)

    def open_fold(self, words: str) -> None:
        """Open what holds these words."""
        self.presses += 1
        self.page.locator("details", has_text=words).locator("summary").first.click()

    def choose(self, label: str) -> None:
        self.presses += 1
        self.page.locator("label", has_text=label).first.click()

    def choose_lesson(self, title: str) -> None:
        """Open the questions of a lesson."""
        self.presses += 1
        self.page.locator("summary", has_text=title).click()

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def printed(self) -> tuple[int, str]:
        """How many sheets of A4 come out of the printer, and what stands on them."""
        path = self.folder / "printed.pdf"
        self.page.pdf(path=path, format="A4", prefer_css_page_size=True)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
        return text.count("\f"), re.sub(r"\s+", " ", text)

    def downloaded(self, name: str) -> Path:
        self.presses += 1
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name, exact=True).click()
        path = self.folder / download.value.suggested_filename
        download.value.save_as(path)
        return path
