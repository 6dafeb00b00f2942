"""A path of one's own on a phone, without JavaScript: from the front page to a lesson that fits, and back again."""

import pytest
from playwright.sync_api import Page, expect

from courses.learning.models import LearningPath
from literacy.demo.learner import right_answer
from tests.browser.every_page.test_axe import barriers
from tests.browser.every_page.test_layout import ADD_RULES, TOO_SMALL, TOO_WIDE, WAYS
from tests.browser.learning.hands import put
from tests.browser.reader import LANGUAGES, Reader
from tests.learning.planning.paths.walker import asked

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
LATE = "missing-a-payment"


def press(page: Page, address: str) -> None:
    page.locator(f"form[action$='/{address}/'] button").click()


def answer(page: Page, place: int) -> None:
    question = asked(LearningPath.objects.get(), place)
    region = page.locator(f"#q-{question.id}")
    put(region, question, right_answer(question))
    region.locator("button.main").click()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.browser_context_args(java_script_enabled=False, viewport=PHONE)
def test_path_is_made_followed_put_away_and_taken_up_without_javascript(page: Page, site: str, language: str) -> None:
    reader = Reader(page, site, language)
    reader.open()
    page.locator("a[href$='/me/path/new/']").click()
    for goal in ("calls", "month"):
        page.locator(f"input[value={goal}] + label").click()
    page.locator("button[name=questions].main").click()
    answer(page, 1)
    page.locator("button.main").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator("button[form=unknown]").click()
    press(page, "leave-out")
    page.locator("a[rel=prev]").click()
    page.locator("button[form=unknown]").click()
    press(page, "make")

    assert LearningPath.objects.get().results == {"1": "right", "2": "unknown", "3": "unknown"}
    assert page.url == reader.address("me/path/")
    expect(page.locator(".reasoned > li")).to_have_count(len({row[0] for row in LearningPath.objects.get().drawn}))
    main = page.locator("main .main")
    expect(main).to_have_count(1)
    main.click()
    assert page.url.startswith(reader.address(f"learn/{LATE}/collectors-limits/"))

    reader.open()
    assert f"learn/{LATE}/collectors-limits/" in (page.locator("main .main").get_attribute("href") or "")
    press(page, "put-away")
    assert page.url == reader.address("me/path/")
    reader.open("me/")
    assert f"learn/{LATE}/" not in (page.locator("main .main").get_attribute("href") or "")
    page.locator("a[href$='/me/path/']").click()
    press(page, "take-up")
    reader.open("me/")
    assert f"learn/{LATE}/collectors-limits/" in (page.locator("main .main").get_attribute("href") or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_path_have_no_barrier_and_fit(page: Page, site: str, axe, language: str) -> None:
    reader = Reader(page, site, language)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = barriers(page, axe) + page.evaluate(TOO_SMALL)
        for way, ((width, height), rules) in WAYS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(ADD_RULES, rules)
            found[name] += [f"{way}: {problem}" for problem in page.evaluate(TOO_WIDE)]
        page.set_viewport_size(PHONE)

    reader.open("me/path/new/")
    look("what matters")
    page.locator("input[value=late] + label").click()
    page.locator("button[name=questions].main").click()
    look("a question")
    page.locator("button.main").click()
    look("no answer chosen")
    press(page, "make")
    look("the path")
    for address in ("", "me/"):
        reader.open(address)
        look(f"/{address} on the path")
    press(page, "put-away")
    look("put away")
    reader.open("me/path/new/")
    page.locator("button[name=questions][value=no]").click()
    page.locator("details.fold summary").click()
    look("an earlier one")

    assert {name: lines for name, lines in found.items() if lines} == {}
