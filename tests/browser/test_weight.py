"""A cold lesson page stays light: the longest lesson, served as deployed, counted on the wire."""

from collections.abc import Iterator
from urllib.request import Request, urlopen

import brotli
import pytest
from playwright.sync_api import Browser

from courses.catalog.library import catalog
from tests.browser.reader import LANGUAGES
from tests.learning.server import ROOT, RealServer

MOST_BYTES, MOST_REQUESTS, LARGEST_SHEETS = 32 * 1024, 8, 8 * 1024
LESSON_SHEETS = ("site", "lesson", "drawings")


class PublicServer(RealServer):
    """The site in public mode: static files collected, compressed and named by their content."""

    @property
    def environment(self) -> dict[str, str]:
        collected = str(self.database.parent / "static")
        return {**super().environment, "STATIC_ROOT": collected, "ALLOWED_HOSTS": "localhost", "HTTPS": "off"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = PublicServer(tmp_path_factory.mktemp("public") / "site.sqlite3", workers=1)
    server.manage("migrate", "--verbosity=0")
    server.manage("collectstatic", "--noinput", "--verbosity=0")
    server.start()
    yield server.address
    server.kill()


def longest_lesson(address: str, language: str) -> str:
    """The address of the lesson whose page is the largest on the wire."""
    lessons = [lesson for course in catalog().courses.values() for lesson in course.lessons]
    pages = [f"{address}/{language}/learn/{lesson.course}/{lesson.slug}/" for lesson in lessons]
    return max(pages, key=compressed_size)


def compressed_size(page: str) -> int:
    with urlopen(Request(page, headers={"Accept-Encoding": "gzip"})) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        return len(response.read())


def is_raster(kind: str) -> bool:
    return kind.startswith("image/") and "svg" not in kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_cold_lesson_page_is_light(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page()
    received: dict[str, dict] = {}
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.responseReceived", lambda event: received.update({event["requestId"]: event["response"]}))
    sizes: dict[str, int] = {}
    tools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    response = page.goto(longest_lesson(address, language), wait_until="networkidle")
    assert response is not None
    assert response.status == 200
    page.close()

    raster = [
        key for key, one in received.items() if one["mimeType"].startswith("image/") and "svg" not in one["mimeType"]
    ]
    total = sum(size for key, size in sizes.items() if key not in raster)
    print(f"cold lesson page, {language}: {total:,} bytes, {len(sizes)} requests")
    assert {one["status"] for one in received.values()} == {200}
    assert len(received) >= 4  # the page, the sheet, htmx and our script: none was forgotten
    assert (total <= MOST_BYTES, len(sizes) <= MOST_REQUESTS) == (True, True), (total, len(sizes))


def test_sheets_of_a_lesson_are_small() -> None:
    sheets = [(ROOT / "static" / "css" / f"{name}.css").read_bytes() for name in LESSON_SHEETS]

    assert sum(len(brotli.compress(sheet)) for sheet in sheets) <= LARGEST_SHEETS
