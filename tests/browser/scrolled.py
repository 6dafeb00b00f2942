"""Pixels from the first word of each lesson to its end, on a phone: `python -m tests.browser.scrolled ADDRESS`.

Of a site whose lessons are walks it adds the heights of all steps; of one without steps it takes the lesson's page.
`--save FILE` keeps the figures, `--before FILE` prints them beside those measured now.
"""

import argparse
import json
import re
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM

LANGUAGES = ("zh-hans", "en")
PHONE = {"width": 390, "height": 844}
HEIGHT = "Math.round(document.querySelector('main').getBoundingClientRect().height)"


def links(page: Page, address: str, pattern: str) -> list[str]:
    """Paths on a page that fit the pattern, in their order."""
    page.goto(address)
    found = page.eval_on_selector_all("main a[href]", "all => all.map(one => new URL(one.href).pathname)")
    return list(dict.fromkeys(path for path in found if re.fullmatch(pattern, path)))


def lessons(page: Page, site: str, language: str) -> list[str]:
    courses = links(page, f"{site}/{language}/courses/", rf"/{language}/courses/[a-z0-9-]+/")
    pattern = rf"/{language}/learn/[a-z0-9-]+/[a-z0-9-]+/"
    return list(dict.fromkeys(path for course in courses for path in links(page, site + course, pattern)))


def height(page: Page, site: str, lesson: str) -> int:
    """All steps of a lesson, one under the other."""
    steps = links(page, site + lesson, rf"{lesson}[0-9]+/")
    total = int(page.evaluate(HEIGHT))
    for step in steps:
        page.goto(site + step)
        total += int(page.evaluate(HEIGHT))
    return total


def measure(site: str) -> dict[str, int]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)
        found = {
            lesson: height(page, site, lesson) for language in LANGUAGES for lesson in lessons(page, site, language)
        }
        browser.close()
    return found


def report(now: dict[str, int], before: dict[str, int]) -> None:
    print(f"{'lesson':52} {'before':>7} {'now':>7} {'share':>6}")
    for lesson, pixels in now.items():
        was = before.get(lesson)
        print(f"{lesson:52} {was or '–':>7} {pixels:7} {f'{pixels / was:.0%}' if was else '–':>6}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", help="of a running site, such as http://localhost:8000")
    parser.add_argument("--save", type=Path, help="a file to keep the figures in")
    parser.add_argument("--before", type=Path, help="a file of figures kept earlier")
    chosen = parser.parse_args()
    now = measure(chosen.address.rstrip("/"))
    if chosen.save:
        chosen.save.write_text(json.dumps(now, indent=1))
    report(now, json.loads(chosen.before.read_text()) if chosen.before else {})


if __name__ == "__main__":
    main()
