"""Pages fit however they are shown: narrow, magnified, with wide text spacing; targets are large, amounts unbroken."""

import pytest
from playwright.sync_api import Page, expect

from literacy.demo.learner import right_answer
from tests.browser.reader import ASKED, LANGUAGES, PAGES, STATES, Reader

pytestmark = pytest.mark.django_db(transaction=True)
SPACING = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""  # WCAG 1.4.12
WAYS = {  # viewport, additional rules
    "320 pixels": ((320, 256), ""),
    "200 % zoom": ((640, 512), "html{font-size:225%!important}"),
    "wide spacing": ((360, 740), SPACING),
    "largest text": ((360, 740), "html{font-size:150%!important}"),
}
ADD_RULES = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
TOO_WIDE = """() => {
    const name = one => one.tagName + "." + one.className + " " + one.textContent.trim().slice(0, 30);
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) { found.push("the page scrolls sideways"); }
    for (const one of document.body.querySelectorAll("*")) {
        if (one.closest("svg svg, svg > *, .visually-hidden, .skip, [hidden]")) { continue; }
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        if (!box.width || style.visibility === "hidden" || one.closest(".stack thead")) { continue; }
        const inTable = one.parentElement.closest(".table-box");
        if (!inTable && (box.right > innerWidth + 1 || box.left < -1)) { found.push("past the edge: " + name(one)); }
        const isStacked = one.matches(".stack tr") && style.display === "block";
        if (isStacked && box.right > one.closest("table").parentElement.getBoundingClientRect().right + 1) {
            found.push("wider than its box: " + name(one));
        }
        if (one.scrollWidth > one.clientWidth + 1 && ["hidden", "clip"].includes(style.overflowX)) {
            found.push("cut off: " + name(one));
        }
    }
    return found;
}"""
TOO_SMALL = """() => {
    const found = [];
    for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
        const label = one.labels && one.labels.length && one.matches("[type=radio], [type=checkbox]") && one.labels[0];
        const boxes = [one, label].filter(Boolean).map(part => part.getBoundingClientRect());
        const height = Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top));
        const width = Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left));
        const isLinkInText = one.tagName === "A" && getComputedStyle(one).display === "inline";
        if (width && !isLinkInText && !one.matches(".skip") && (height < 43.9 || width < 43.9)) {
            found.push(`${one.tagName} ${(one.textContent || one.name).trim().slice(0, 30)} ${width} × ${height}`);
        }
    }
    return found;
}"""
BROKEN_AMOUNTS = """() => {
    const amount = /[−-]?¥ ?[\\d,.]*\\d|\\d[\\d,.]* ?(%|万元|元)/g, found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const match of node.data.matchAll(amount)) {
            const range = document.createRange();
            range.setStart(node, match.index);
            range.setEnd(node, match.index + match[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 8)));
            if (lines.size > 1) { found.push(match[0] + " in " + node.data.trim().slice(0, 40)); }
        }
    }
    return found;
}"""
SMALL_CHART_WORDS = """() => [...document.querySelectorAll("svg text")]
    .map(one => [one.textContent, one.getBBox().height * one.getScreenCTM().d])
    .filter(([_, height]) => height < 12).map(([words]) => words)"""


def stops(reader: Reader) -> list[tuple[str, str]]:
    """Every page and every state, as what to do and what to call it."""
    return [("open", path) for path in PAGES] + [("state", name) for name in STATES]


def go(reader: Reader, kind: str, name: str) -> None:
    if kind == "open":
        reader.open(name)
    else:
        getattr(reader, name)()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_fits_however_it_is_shown(page: Page, site: str, language: str) -> None:
    reader = Reader(page, site, language)
    found = []
    for kind, name in stops(reader):
        go(reader, kind, name)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for way, ((width, height), rules) in WAYS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(ADD_RULES, rules)
            found += [f"/{name} at {way}: {problem}" for problem in page.evaluate(TOO_WIDE)]
        page.set_viewport_size({"width": 360, "height": 740})

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_large_and_amounts_stay_whole(page: Page, site: str, language: str) -> None:
    reader = Reader(page, site, language)
    found = []
    for kind, name in stops(reader):
        go(reader, kind, name)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for what in (TOO_SMALL, BROKEN_AMOUNTS, SMALL_CHART_WORDS):
            found += [f"/{name}: {problem}" for problem in page.evaluate(what)]

    assert found == []


def test_control_what_does_not_fit_would_be_found(page: Page, site: str) -> None:
    Reader(page, site).open("courses/")
    page.evaluate("""() => {
        const wide = document.createElement("p"), small = document.createElement("button");
        wide.textContent = "A very long line of words that go on and on until they cost ¥1,000 − ¥2,000 altogether";
        wide.style.cssText = "width:400px;word-break:break-all";
        small.style.cssText = "min-height:0;padding:0;height:20px";
        document.querySelector("main").append(wide, small);
    }""")

    assert any("past the edge: P." in line for line in page.evaluate(TOO_WIDE))
    assert [line.split()[0] for line in page.evaluate(TOO_SMALL)] == ["BUTTON"]
    page.evaluate("document.querySelector('main > p:last-of-type').style.width = '1em'")
    assert len(page.evaluate(BROKEN_AMOUNTS)) == 2


@pytest.mark.parametrize(("motion", "count"), [("reduce", 0), ("no-preference", 1)])
def test_feedback_moves_only_for_whom_it_may(page: Page, site: str, motion: str, count: int) -> None:
    page.emulate_media(reduced_motion=motion)
    reader = Reader(page, site)
    reader.open(ASKED)
    page.evaluate(
        """() => { window.moved = 0; document.addEventListener("animationstart", () => { window.moved += 1; }); }"""
    )
    reader.give(reader.question, right_answer(reader.question))
    expect(reader.region.locator(".feedback")).to_be_focused()

    assert (
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.moved), 50)))")
        == count
    )


WITH_AMOUNTS = "learn/reading-a-loan/which-line/4/"  # chips that name percentages in the midst of words
TORN = """() => Array.from(document.querySelectorAll("body *")).filter(one => {
    const parts = Array.from(one.childNodes), first = parts.findIndex(part => part.nodeType === 3 && part.data.trim());
    const isAmong = parts.slice(first + 1).some(part => part.matches && part.matches(".nowrap, .num, .money, a, b"));
    return /flex|grid/.test(getComputedStyle(one).display) && first >= 0 && isAmong;
}).map(one => one.className + ": " + one.textContent.trim().slice(0, 60))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_stay_in_the_line_of_their_words(page: Page, site: str, language: str) -> None:
    """In a flex box an amount among words is a column of its own, and the blanks beside it are lost."""
    reader, found = Reader(page, site, language), {}
    for path in (*PAGES, WITH_AMOUNTS):
        reader.open(path)
        found[path] = page.evaluate(TORN)

    assert {path: words for path, words in found.items() if words} == {}
