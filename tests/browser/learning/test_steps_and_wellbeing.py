"""Things to do and the well-being questionnaire by keyboard alone, without JavaScript, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from courses.learning.models import StepChoice, WellbeingResult
from tests.browser.every_page.test_print import controls_in, needs_reader, sheets, without_script
from tests.browser.reader import LANGUAGES, LESSON_END, STEP, WELLBEING
from tests.browser.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)


@without_script
@pytest.mark.parametrize("language", LANGUAGES)
def test_step_is_taken_up_and_answered_by_keyboard_without_javascript(page: Page, site: str, language: str) -> None:
    walker = Walker(page, site, language)
    walker.open(STEP)
    walker.tab_to(page.locator('form[action$="/choose/"] button').first)
    walker.enter()
    walker.be_later()
    walker.open("")
    walker.tab_to(page.locator('main form[action$="/answer/"]:has([value="not-yet"]) button'))
    walker.enter()
    walker.tab_to(page.locator('form[action$="/reason/"]:has([value="too-hard"]) button'))
    walker.enter()

    row = StepChoice.objects.get()
    assert (row.choice, row.after_7, row.reason) == ("will", "not-yet", "too-hard")
    assert len(walker.main_text()) > 100


@pytest.mark.parametrize("has_script", [True, False])
def test_step_in_the_lesson_works_with_and_without_javascript(
    browser, browser_context_args: dict, site: str, *, has_script: bool
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": has_script})
    walker = Walker(context.new_page(), site)
    walker.open(LESSON_END)
    box = walker.page.locator("#step")
    box.locator('form[action$="/choose/"] button').first.click()

    expect(box).to_contain_text("You said that you will do it.")
    expect(box).to_be_focused()
    assert StepChoice.objects.get().choice == "will"
    context.close()


@without_script
@pytest.mark.parametrize("language", LANGUAGES)
def test_questionnaire_is_filled_in_kept_and_removed_by_keyboard_without_javascript(
    page: Page, site: str, language: str
) -> None:
    walker = Walker(page, site, language)
    walker.open(WELLBEING)
    for group in page.locator("main form fieldset").all():
        walker.tab_to(group.locator("input").first)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    walker.enter()
    expect(page.locator(".score")).to_be_visible()
    assert WellbeingResult.objects.count() == 0
    walker.tab_to(page.locator('form[action$="/keep/"] button'))
    walker.enter()

    assert WellbeingResult.objects.get().score == int(page.locator(".answer-list .label").inner_text().split()[0])
    walker.tab_to(page.locator(".answer-list summary"))
    page.keyboard.press("Enter")
    walker.tab_to(page.locator('form[action$="/remove/"] button'))
    walker.enter()
    assert WellbeingResult.objects.count() == 0


@needs_reader
@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_steps_and_results_have_the_words_and_no_controls(
    page: Page, site: str, language: str, tmp_path: Path
) -> None:
    walker = Walker(page, site, language)
    for go, words in ((walker.be_asked_about_step, "#step p"), (walker.keep_score, ".answer-list .label")):
        go()
        wanted = " ".join(page.locator(words).first.inner_text().split())
        labels = [label for label in page.locator("main button, main .row a.button").all_inner_texts() if label]
        printed = sheets(walker, tmp_path)

        assert len(printed) == 1
        assert wanted.replace(" ", "") in printed[0].replace(" ", "")
        assert controls_in(printed) == []
        assert [label for label in labels if label in printed[0].split()] == []
