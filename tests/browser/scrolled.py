"""Pixels from the first word of each lesson to its end, on a phone: `python -m tests.browser.scrolled ADDRESS`.

`length` adds the heights of all steps, each to its Continue; of a site without steps it is the height of the lesson's
page. `scrolled` is another measure: how far a thumb must move the pages from Continue to Continue, for what is on the
screen at once needs no scrolling. Steps are gone through as a reader with a script does it.
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
CONTINUE = "#walk #steprow a[hx-get]"
SIZES = """() => {
  const main = document.querySelector("main").getBoundingClientRect(), way = document.querySelector("#walk #steprow");
  const end = way ? way.getBoundingClientRect().bottom : main.bottom;
  return [Math.round(end - main.top), Math.max(0, Math.round(end - innerHeight))];
}"""

Sizes = tuple[int, int]  # length, scrolled


def links(page: Page, address: str, pattern: str) -> list[str]:
    """Paths on a page that fit the pattern, in their order."""
    page.goto(address)
    found = page.eval_on_selector_all("main a[href]", "all => all.map(one => new URL(one.href).pathname)")
    return list(dict.fromkeys(path for path in found if re.fullmatch(pattern, path)))


def lessons(page: Page, site: str, language: str) -> list[str]:
    courses = links(page, f"{site}/{language}/courses/", rf"/{language}/courses/[a-z0-9-]+/")
    pattern = rf"/{language}/learn/[a-z0-9-]+/[a-z0-9-]+/"
    return list(dict.fromkeys(path for course in courses for path in links(page, site + course, pattern)))


def sizes(page: Page, site: str, lesson: str) -> Sizes:
    """All steps of a lesson, one under the other."""
    page.goto(site + lesson)
    found = [page.evaluate(SIZES)]
    while page.locator(CONTINUE).count():
        path = page.get_attribute("#walk", "data-path")
        page.locator(CONTINUE).click()
        page.locator(f'#walk:not([data-path="{path}"])').wait_for()
        page.wait_for_function("document.activeElement.matches('[data-heading]')")
        found.append(page.evaluate(SIZES))
    return sum(length for length, _far in found), sum(far for _length, far in found)


def measure(site: str) -> dict[str, Sizes]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)
        found = {
            lesson: sizes(page, site, lesson) for language in LANGUAGES for lesson in lessons(page, site, language)
        }
        browser.close()
    return found


def report(now: dict[str, Sizes], before: dict[str, Sizes]) -> None:
    print(f"{'':48} {'length':>8} {'before':>8} {'share':>6} {'scrolled':>9} {'before':>8} {'share':>6}")
    for lesson, (length, far) in now.items():
        was, was_far = before.get(lesson, (0, 0))
        print(
            f"{lesson:48} {length:8} {was or '–':>8} {_share(length, was):>6} {far:9} {was_far or '–':>8} "
            f"{_share(far, was_far):>6}"
        )


def _share(now: int, before: int) -> str:
    return f"{now / before:.0%}" if before else "–"


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
