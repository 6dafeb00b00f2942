"""What every kind of exercise owes its reader in a browser, proved for each one that is registered."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.registry import EXERCISES
from tests.browser.every_page.test_layout import TOO_WIDE
from tests.browser.exercises.form_by_keyboard import FormByKeyboard
from tests.browser.reader import LANGUAGES
from tests.exercises.kinds import Sample, sample_of

pytestmark = pytest.mark.django_db(transaction=True)
NARROW, PHONE = {"width": 320, "height": 568}, {"width": 390, "height": 844}
KINDS = tuple(ExerciseKind)
WALKED = tuple(kind for kind in KINDS if EXERCISES[kind].page is None)  # the others are walked by links and buttons
SEND = """([address, boxes]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    for (const [name, value] of Object.entries(boxes)) {
        const box = document.createElement("textarea");
        box.name = name;
        box.value = value;
        form.append(box);
    }
    document.body.append(form);
    form.submit();
}"""
LEAST_SHOWN = {"en": 100, "zh-hans": 40}  # signs on paper: a short message and the question about it
CONTROLS_SHOWN = """() => [...document.querySelectorAll("main :is(button, input, select, textarea, .button)")]
    .filter(one => one.offsetParent !== null && one.getClientRects().length).map(one => one.outerHTML.slice(0, 80))"""
WORDS_SHOWN = "document.querySelector('main').innerText.replace(/\\s+/g, ' ').trim().length"
PLACES_TO_WRITE = """() => [...document.querySelectorAll("main .write, main .write-box, main td")]
    .filter(one => !one.textContent.trim() && one.getClientRects().length).length"""


@pytest.fixture(params=KINDS, ids=str)
def kind(request: pytest.FixtureRequest) -> ExerciseKind:
    return ExerciseKind(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reading(
    request: pytest.FixtureRequest, browser: Browser, watched: Callable[[BrowserContext], BrowserContext]
) -> Iterator[Page]:
    """A page with scripts, and one without."""
    context = watched(browser.new_context(java_script_enabled=request.param, viewport=PHONE, locale="en-US"))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("walked", WALKED, ids=str)
def test_kind_is_worked_out_by_keyboard_with_and_without_scripts(
    reading: Page, site: str, walked: ExerciseKind
) -> None:
    sample = sample_of(walked)
    reading.goto(f"{site}/en/exercises/{walked}/")

    FormByKeyboard(reading, sample.filled).work_out()

    assert reading.locator("main .error-summary").count() == 0
    assert reading.evaluate("document.activeElement.matches('main [autofocus]')") is True
    assert reading.url == f"{site}/en/exercises/{walked}/"


def test_kind_fits_narrow_screens_has_no_barrier_and_prints(page: Page, site: str, axe, kind: ExerciseKind) -> None:
    found: list[str] = []
    for language in LANGUAGES:
        visit = Visit(page, f"{site}/{language}/exercises/{kind}/", sample_of(kind))
        for name, show in visit.states:
            show()
            here = [*visit.too_wide(), *(axe(page) if name in ("form", "result") else ())]
            if name in ("result", "worksheet"):
                here += visit.wrong_in_print(name, least=LEAST_SHOWN[language])
            found += [f"{language} {name}: {problem}" for problem in here]

    assert found == []


class Visit:
    """The pages of one kind in one language."""

    def __init__(self, page: Page, address: str, sample: Sample) -> None:
        self.page = page
        self.address = address
        self.sample = sample

    @property
    def states(self) -> Iterator[tuple[str, Callable[[], None]]]:
        yield "form", self.open
        if not self.sample.needs_nothing:
            yield "errors", lambda: self.send({}, 422)
        yield "result", lambda: self.send(dict(self.sample.filled), 200)
        yield "worksheet", lambda: self.open("?print=1&blank=1")

    def open(self, query: str = "") -> None:
        response = self.page.goto(self.address + query)
        assert response is not None
        assert response.status == 200

    def send(self, boxes: dict[str, str], status: int) -> None:
        """What a form with these boxes is answered with; where nothing is sent, what the same address shows."""
        token = self.page.locator('input[name="csrfmiddlewaretoken"]').first
        if not token.count():
            self.open(f"?{urlencode(boxes)}")
            return
        boxes["csrfmiddlewaretoken"] = token.get_attribute("value") or ""
        with self.page.expect_navigation() as answered:
            self.page.evaluate(SEND, [self.address, boxes])
        assert answered.value is not None
        assert answered.value.status == status

    def too_wide(self) -> list[str]:
        self.page.set_viewport_size(NARROW)
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found: list[str] = self.page.evaluate(TOO_WIDE)
        self.page.set_viewport_size(PHONE)
        return found

    def wrong_in_print(self, name: str, *, least: int = 100) -> list[str]:
        """Controls on paper, or nothing to read or to write on."""
        self.page.emulate_media(media="print")
        found = [f"on paper: {one}" for one in self.page.evaluate(CONTROLS_SHOWN)]
        if self.page.evaluate(WORDS_SHOWN) < least:
            found.append("hardly a word on paper")
        if name == "worksheet" and not self.page.evaluate(PLACES_TO_WRITE):
            found.append("no place to write on")
        self.page.emulate_media(media="screen")
        return found


def test_control_what_is_wrong_in_print_would_be_found(page: Page, site: str) -> None:
    visit = Visit(page, f"{site}/en/exercises/{KINDS[0]}/", sample_of(KINDS[0]))
    visit.open()
    assert any("<input" in one for one in visit.wrong_in_print("form"))
    page.evaluate("document.querySelector('main').textContent = 'x'")
    assert visit.wrong_in_print("worksheet") == ["hardly a word on paper", "no place to write on"]
