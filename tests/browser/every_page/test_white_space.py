"""What a reader sees of a page is the same with and without the indentation of its template."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from playwright.sync_api import Page

from courses.accounts.pages.html_cache import pieces
from tests.browser.reader import EXERCISE, LANGUAGES, PAGES

pytestmark = pytest.mark.django_db(transaction=True)
STYLES = Path(settings.BASE_DIR) / "static" / "css"
SHOWN = [*PAGES, f"{EXERCISE}?example=1", "exercises/", "account/login/", "account/signup/", "account/recover/"]
SHOWS_NOTHING = re.compile(r"(\{% (?:load|extends) [^%]*%\}|\{% (?:translate|url) [^%]* as \w+ %\})\s*\n\s*")


def as_indented(source: str) -> str:
    """A template as it is written, but for the ends of its file and for lines that only prepare something."""
    return SHOWS_NOTHING.sub(r"\1", source.strip())


def start_anew() -> None:
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    pieces.clear()


@pytest.fixture
def both_ways(monkeypatch):
    """Runs something with the indentation of templates taken out, and with it."""

    def run(work):
        start_anew()
        without = work()
        with monkeypatch.context() as patch:
            patch.setattr("literacy.serving.template_loader.without_indentation", as_indented)
            start_anew()
            indented = work()
        start_anew()
        return without, indented

    return run


def seen(page: Page, html: str) -> list[str]:
    """The words of a page as its style sheets lay them out; choices stand in another order for each visitor."""
    names = re.findall(r"/css/([\w-]+)\.", html)
    sheets = "".join(f"<style>{(STYLES / name).with_suffix('.css').read_text()}</style>" for name in names)
    page.set_content(re.sub(r"<script.*?</script>|<link[^>]*>", "", html, flags=re.DOTALL) + sheets)
    return page.evaluate("document.body.innerText.split('\\n').map(line => line.trim()).filter(Boolean).sort()")


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_sees_the_same_words_and_spaces(page: Page, both_ways, language: str) -> None:
    def read() -> dict[str, str]:
        visitor = Client()
        return {path: visitor.get(f"/{language}/{path}").content.decode() for path in SHOWN}

    without, indented = both_ways(read)

    for path in SHOWN:
        assert (path, seen(page, without[path])) == (path, seen(page, indented[path]))
        assert len(without[path]) < len(indented[path]), path
