"""The browser suite's frame: the system's own Chromium, our own host only, nothing on the console."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.groups.facilitator import PATIENCE, Facilitator

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs an event loop; browser tests only
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")  # the first takes a third of the others' time
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
AXE = Path(__file__).resolve().parents[2] / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
IS_REQUIRED = bool(os.environ.get("CHROMIUM_REQUIRED"))
expect.set_options(timeout=PATIENCE)
EXPECTED_ON_CONSOLE = ("status of 4", "Autofocus processing", "blocked by Playwright", "ERR_INTERNET_DISCONNECTED")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CHROMIUM and not IS_REQUIRED:
        for item in items:
            if "browser" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    language = "--accept-lang=en-US"  # the headless shell names none by itself
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*quiet, language]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    phone = {"width": 360, "height": 740}
    return {**browser_context_args, "reduced_motion": "reduce", "service_workers": "block", "viewport": phone}


@pytest.fixture
def watched(request: pytest.FixtureRequest) -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Every browser test fails on a request to another host, a script error, or a broken security policy."""
    seen: list[str] = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: seen.append(f"script error: {error}"))
        page.on("console", lambda line: seen.append(line.text) if line.type == "error" else None)
        page.on("request", lambda sent: seen.append(f"foreign: {sent.url}") if _is_foreign(sent.url) else None)

    def watch_over(context: BrowserContext) -> BrowserContext:
        context.set_default_timeout(PATIENCE)
        context.on("page", listen)
        return context

    yield watch_over
    allowed = (*EXPECTED_ON_CONSOLE, *getattr(request.module, "ALSO_EXPECTED", ()))
    assert [line for line in seen if not any(words in line for words in allowed)] == []


@pytest.fixture(autouse=True)
def watch(context: BrowserContext, watched: Callable[[BrowserContext], BrowserContext]) -> None:
    watched(context)


@pytest.fixture
def site(live_server) -> str:
    """The site's address by the name that passkeys need."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def facilitator(page: Page, tmp_path: Path) -> Facilitator:
    page.set_viewport_size({"width": 1280, "height": 800})
    return Facilitator(page, tmp_path)


def _is_foreign(url: str) -> bool:
    return not url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:", "about:"))


AT_REST = """document.getAnimations().forEach(one => {
  if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
})"""


@pytest.fixture
def axe():
    """Runs axe on a page, all of it or only some rules, and returns its violations as "rule: selector"."""
    if not AXE.exists():
        if IS_REQUIRED:
            pytest.fail("axe-core is missing: npm ci --prefix .ci --ignore-scripts")
        pytest.skip("axe-core is not installed: npm ci --prefix .ci --ignore-scripts")
    source = AXE.read_text()

    def run(page: Page, *rules: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        page.evaluate(AT_REST)  # colours are read as they are in the end, not while a page fades in
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        result = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", rules or tags)
        return [
            f"{violation['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    return run
