"""Steps of lessons stay light, cold and one after the other: the heaviest, served as deployed, counted on the wire."""

from collections.abc import Iterator
from urllib.request import Request, urlopen

import brotli
import pytest
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import override
from playwright.sync_api import Browser

from courses.catalog.published.library import catalog
from courses.learning.lessons.addresses import walked
from literacy.serving.compression import HEADER
from literacy.serving.static_files import lean
from tests.browser.reader import LANGUAGES
from tests.learning.server import ROOT, RealServer

MOST_BYTES, MOST_REQUESTS, LARGEST_SHEETS = 32 * 1024, 8, 8 * 1024
MOST_FURTHER = 6 * 1024  # of a step that is read after another
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


def heaviest_steps(address: str, language: str) -> list[str]:
    """The addresses of all steps, the largest on the wire first."""
    lessons = [lesson for course in catalog().courses.values() for lesson in course.lessons]
    with override(language):
        steps = [walked(number, one) for one in lessons for number in range(1, len(one.page(language).steps) + 1)]
    return sorted((address + step for step in steps), key=compressed_size, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_further_step_is_small(address: str, language: str) -> None:
    heaviest = heaviest_steps(address, language)[0]
    size = compressed_size(heaviest)

    print(f"heaviest further step, {language}: {size:,} bytes, {heaviest.removeprefix(address)}")
    assert size <= MOST_FURTHER


def compressed_size(page: str) -> int:
    """Bytes of the page on the wire in the worst case: each answer has a file name of chance length against BREACH."""
    with urlopen(Request(page, headers={"Accept-Encoding": "gzip"})) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        packed = response.read()
    padding = packed.index(b"\0", HEADER) - HEADER
    return len(packed) - padding + GZipMiddleware.max_random_bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_cold_step_is_light(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page()
    received: dict[str, dict] = {}
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.responseReceived", lambda event: received.update({event["requestId"]: event["response"]}))
    sizes: dict[str, int] = {}
    tools.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    response = page.goto(heaviest_steps(address, language)[0], wait_until="networkidle")
    assert response is not None
    assert response.status == 200
    page.close()

    inside = [key for key, one in received.items() if one["url"].startswith("data:")]  # the browser's own picture
    for key in inside:  # of a calendar: no request
        del received[key]
        sizes.pop(key, None)
    raster = [
        key for key, one in received.items() if one["mimeType"].startswith("image/") and "svg" not in one["mimeType"]
    ]
    total = sum(size for key, size in sizes.items() if key not in raster)
    parts = {received[key]["url"].rpartition("/")[2] or received[key]["url"]: size for key, size in sizes.items()}
    print(f"cold step, {language}: {total:,} bytes, {len(sizes)} requests, {parts}")
    assert {one["status"] for one in received.values()} == {200}
    assert len(received) >= 4  # the page, the sheet, htmx and our script: none was forgotten
    assert (total <= MOST_BYTES, len(sizes) <= MOST_REQUESTS) == (True, True), (total, len(sizes))


def test_sheets_of_a_lesson_are_small() -> None:
    sheets = [lean((ROOT / "static" / "css" / f"{name}.css").read_bytes()) for name in LESSON_SHEETS]

    assert sum(len(brotli.compress(sheet)) for sheet in sheets) <= LARGEST_SHEETS


def test_sheet_as_sent_keeps_its_rules_and_drops_what_authors_need() -> None:
    sheet = b"/* Cards. */\n\n.card{margin:0 auto}\n@media print {\n  .card{border:1px solid}\n}\n"
    assert lean(sheet) == b"\n.card{margin:0 auto}\n@media print {\n.card{border:1px solid}\n}\n"
