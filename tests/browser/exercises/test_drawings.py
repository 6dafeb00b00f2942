"""Every kind of drawing as it is painted: no words cut or over others, none on a fill too close to them, no barrier."""

from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Page

from courses.catalog.drawings.registry import drawn
from courses.catalog.markup.rendering import figure
from tests.catalog.drawings.examples import EXAMPLES

SHEETS = Path(__file__).resolve().parents[3] / "static" / "css"
BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])
MEASURE = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('figure.fig > svg')) {
    const name = svg.closest('figure').querySelector('figcaption').textContent;
    const box = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBBox()]);
    texts.forEach(([words, one], index) => {
      if (one.x < -1 || one.y < -2 || one.x + one.width > box.width + 1 || one.y + one.height > box.height + 2)
        found.push(`${name}: "${words}" leaves the picture`);
      for (const [other, two] of texts.slice(index + 1)) {
        const wide = Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x);
        const high = Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y);
        if (wide > 0.5 && high > 3) found.push(`${name}: "${words}" meets "${other}"`);
      }
    });
  }
  return found;
}"""
CONTRASTS = """() => {
  const light = color => {
    const parts = color.match(/[0-9.]+/g).slice(0, 3).map(Number).map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const found = [];
  for (const text of document.querySelectorAll('figure.fig > svg text')) {
    text.scrollIntoView({block: 'center'});
    const box = text.getBoundingClientRect();
    const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .find(one => ['rect', 'path', 'circle'].includes(one.tagName) && getComputedStyle(one).fill !== 'none');
    const card = getComputedStyle(text.closest('.card')).backgroundColor;
    const pair = [light(getComputedStyle(text).fill), light(under ? getComputedStyle(under).fill : card)].sort();
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) found.push(`"${text.textContent}" ${ratio.toFixed(1)}`);
  }
  return found;
}"""


def gallery(language: str) -> str:
    sheets = "".join((SHEETS / f"{name}.css").read_text() for name in ("site", "lesson", "drawings"))
    with translation.override(language):
        cards = "".join(
            f'<section class="card">{figure(drawn(kind, given, language))}</section>' for kind, given in EXAMPLES
        )
    tag = "zh-Hans" if language == "zh-hans" else "en"
    view = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head = f"{view}<title>Drawings</title><style>{sheets}</style>"
    body = f"<main><h1>Drawings</h1>{cards}</main>"
    return f'<!doctype html><html lang="{tag}"><head>{head}</head><body>{body}</body></html>'


def painted(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(gallery(language))


@BOTH
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_words_are_cut_or_stand_over_others(page: Page, language: str, width: int) -> None:
    painted(page, language, width)

    assert page.evaluate(MEASURE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_under_them(page: Page, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    painted(page, language, 390)

    assert page.evaluate(CONTRASTS) == []


@BOTH
def test_open_tables_and_pictures_have_no_barrier(page: Page, axe, language: str) -> None:
    painted(page, language, 390)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(color_scheme="dark")
    assert axe(page, "color-contrast") == []
    page.emulate_media(forced_colors="active")
    assert axe(page) == []


def test_words_are_dark_on_paper_whatever_the_screen_is(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    painted(page, "en", 720)

    fills = page.evaluate("[...document.querySelectorAll('svg text.t')].map(one => getComputedStyle(one).fill)")
    assert fills
    assert all(max(int(part) for part in fill[4:-1].split(",")) < 170 for fill in fills), fills
    assert page.evaluate("Math.max(...[...document.querySelectorAll('.fig > svg')].map(one => one.clientWidth))") <= 305


def test_control_words_that_meet_or_leave_would_be_found(page: Page) -> None:
    painted(page, "en", 390)
    page.evaluate("""() => {
      const [first, , third, fourth] = document.querySelectorAll('svg text');
      first.setAttribute('x', 330);
      for (const name of ['x', 'y']) third.setAttribute(name, fourth.getAttribute(name));
    }""")

    found = page.evaluate(MEASURE)
    assert any("leaves the picture" in one for one in found)
    assert any(" meets " in one for one in found)
