"""Contact sheets of all kinds of pages, to be looked at: `python -m tests.browser.sheets [FOLDER] [--only WORD …]`.

Starts the demo with a database of its own, opens every page of sheet_pages.py in both languages, brings it into its
state, and takes a picture at each width, light and dark (what is for paper: as it is printed). Pictures of one kind
stand side by side on numbered sheets, `questions-390-zh-hans-dark-2.png`; a page longer than a sheet is cut at its end.
"""

import argparse
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import CHROMIUM
from tests.browser.sheet_pages import ANSWER, GRADUATE, LEAD, LEARNER, Look, looks
from tests.repository.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES, THEMES = ("zh-hans", "en"), ("light", "dark")
PATIENCE, PATIENCE_MS = 240, 15_000  # seconds for the demo to start; for something to appear on a page
SHOWN = 2.4  # how much of a page a sheet shows, in its screens
NAME_HEIGHT, GAP = 22, 14


class Width(NamedTuple):
    pixels: int
    height: int
    shown: int  # width on the sheet
    a_row: int
    rows: int


WIDTHS = (Width(390, 844, 312, 6, 1), Width(320, 640, 256, 7, 1), Width(1280, 800, 620, 3, 2))


@dataclass(frozen=True)
class Studio:
    """The running demo, a browser, and sessions of the people in it."""

    site: str
    browser: Browser
    sessions: dict[str, str]

    def context(self, who: str) -> BrowserContext:
        made = self.browser.new_context(reduced_motion="reduce", service_workers="block")
        made.set_default_timeout(PATIENCE_MS)
        if who:
            made.add_cookies([{"name": "sessionid", "value": self.sessions[who], "url": self.site}])
        return made

    def pictures(self, look: Look, language: str) -> Iterator[tuple[Width, str, Image.Image]]:
        """The page as it is in this language, at each width and in each theme."""
        with self.context(look.who) as context:
            page = context.new_page()
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(f"{self.site}/{language}/{_place(look.path)}")
            for act in look.acts:
                _do(page, act)
            if look.on_paper:
                page.emulate_media(media="print")
                yield WIDTHS[-1], "paper", _picture(page, WIDTHS[-1]._replace(pixels=760, height=1080))
                return
            for width in WIDTHS:
                page.set_viewport_size({"width": width.pixels, "height": width.height})
                for theme in THEMES:
                    page.emulate_media(color_scheme=theme)
                    yield width, theme, _picture(page, width)


@contextmanager
def studio(folder: Path) -> Iterator[Studio]:
    """The demo with a database of its own on a free port, until it is no longer needed."""
    port = free_port()
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "literacy.settings",
    }
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    command = [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)]
    demo = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        _wait_for(port)
        import django

        django.setup()
        with sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            yield Studio(f"http://localhost:{port}", browser, _sessions())
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("The demo did not start.")


def _sessions() -> dict[str, str]:
    """Whoever the looks name, signed in."""
    from django.test import Client

    from courses.accounts.models import User
    from courses.learning.models import CheckAttempt
    from literacy.demo.group import DEMO_FACILITATOR
    from literacy.demo.learner import DEMO_USERNAME

    passed = CheckAttempt.objects.filter(kind=CheckAttempt.FINAL, passed=True).order_by("pk")[0]
    people = {
        LEARNER: User.objects.get(username=DEMO_USERNAME),
        GRADUATE: passed.learner,
        LEAD: User.objects.get(username=DEMO_FACILITATOR),
    }
    found = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        found[name] = client.cookies["sessionid"].value
    return found


def _place(path: str) -> str:
    """`{last}` is the last step of the lesson, `{drawing}` and `{exercise}` the first that holds one."""
    if "{" not in path:
        return path
    from courses.catalog.published.library import catalog

    steps = catalog().lesson(*path.split("/")[1:3]).page("en").steps
    drawn = (number for number, step in enumerate(steps, 1) if any(piece.kind == "drawing" for piece in step.pieces))
    tried = (number for number, step in enumerate(steps, 1) if step.exercises)
    return path.format(last=len(steps), drawing=next(drawn, 1), exercise=next(tried, 1))


def _do(page: Page, act: str) -> None:
    if act.startswith(f"{ANSWER}:"):
        _answer(page, *act.split(":")[1:])
    elif act.startswith("="):
        name, _, words = act[1:].partition(":")
        page.locator(f'main input[name="{name}"]').fill(words)
    else:
        page.locator(act).first.click()
        page.wait_for_load_state("networkidle")


def _answer(page: Page, how: str, which: str) -> None:
    from courses.catalog.published.library import catalog
    from literacy.demo.learner import right_answer
    from tests.browser.learning.hands import put
    from tests.learning.answers import wrong_answer

    course, lesson, name = which.split("/")
    question = catalog().lesson(course, lesson).questions[name]
    region = page.locator(f"#q-{name}")
    put(region, question, (right_answer if how == "right" else wrong_answer)(question))
    region.locator("button.main").click()
    page.locator(f"#q-{name} .feedback").first.wait_for()


def _picture(page: Page, width: Width) -> Image.Image:
    """From the page's top, at the size of the sheet."""
    page.set_viewport_size({"width": width.pixels, "height": width.height})
    shown = {"x": 0, "y": 0, "width": width.pixels, "height": round(SHOWN * width.height)}
    tall = page.evaluate("document.documentElement.scrollHeight")
    taken = page.screenshot(full_page=True, clip={**shown, "height": min(tall, shown["height"])})
    seen = Image.open(io.BytesIO(taken)).convert("RGB")
    return seen.resize((width.shown, round(seen.height * width.shown / seen.width)), Image.Resampling.LANCZOS)


class Sheets:
    """Collects pictures, and writes a sheet whenever one is full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting: dict[tuple[str, Width], list[tuple[str, Image.Image]]] = {}
        self.written: dict[str, int] = {}

    def add(self, kind: str, width: Width, name: str, picture: Image.Image) -> None:
        waiting = self.waiting.setdefault((kind, width), [])
        waiting.append((name, picture))
        if len(waiting) == width.a_row * width.rows:
            self._write(kind, width)

    def finish(self) -> None:
        for kind, width in list(self.waiting):
            self._write(kind, width)

    def _write(self, kind: str, width: Width) -> None:
        pictures = self.waiting.pop((kind, width))
        rows = [pictures[at : at + width.a_row] for at in range(0, len(pictures), width.a_row)]
        heights = [max(one.height for _name, one in row) + NAME_HEIGHT + GAP for row in rows]
        sheet = Image.new("RGB", (width.a_row * (width.shown + GAP), sum(heights)), "#777")
        draw, top = ImageDraw.Draw(sheet), 0
        for row, height in zip(rows, heights, strict=True):
            for place, (name, one) in enumerate(row):
                left = place * (width.shown + GAP) + GAP // 2
                draw.text((left, top + 4), name, fill="#fff")
                sheet.paste(one, (left, top + NAME_HEIGHT))
            top += height
        self.written[kind] = self.written.get(kind, 0) + 1
        sheet.save(self.folder / f"{kind}-{self.written[kind]}.png")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "sheets")
    options.add_argument("--only", nargs="+", default=[], help="names of sheets or pages")
    wanted = options.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="sheets-") as own, studio(Path(own)) as made:
        chosen = [one for one in looks() if not wanted.only or {one.sheet, one.name} & set(wanted.only)]
        sheets = Sheets(wanted.folder)
        for number, look in enumerate(chosen, 1):
            for language in LANGUAGES:
                print(
                    f"\r{number} of {len(chosen)}: {look.sheet}, {look.name}, {language}".ljust(79), end="", flush=True
                )
                try:
                    for width, theme, picture in made.pictures(look, language):
                        kind = f"{look.sheet}-{width.pixels}-{language}-{theme}"
                        sheets.add(kind, width, look.name, picture)
                except PlaywrightError as error:
                    failed += 1
                    print(f"\n{look.sheet}, {look.name}: {str(error).splitlines()[0]}", file=sys.stderr)
        sheets.finish()
    print(f"\n{sum(sheets.written.values())} sheets in {wanted.folder}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
