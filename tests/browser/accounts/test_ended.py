"""An answer sent after the sign-in has ended, in a real browser, with JavaScript and without: one press sends it."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from courses.learning.models import Answer
from tests.browser.reader import ASKED, lesson_of_tests, single_question
from tests.conftest import make_account

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "copper-lantern-river-71"


def sign_in(page: Page) -> None:
    page.locator("#id_login").fill("anna")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("has_javascript", [True, False])
def test_answer_after_the_end_is_sent_by_one_press_after_signing_in(
    browser: Browser, site: str, has_javascript: bool
) -> None:
    person = make_account("anna", password=PASSWORD)
    lesson, question = lesson_of_tests(), single_question()
    context = browser.new_context(java_script_enabled=has_javascript, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/en/account/login/?next=/en/{ASKED}")
    sign_in(page)
    page.wait_for_url(f"**/{lesson.slug}/**")
    form = page.locator(f'form[action$="/questions/{question.id}/"]')
    form.locator("label").first.click()
    chosen = form.locator("input:checked").get_attribute("value")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    form.locator("button.main").click()

    expect(page.get_by_text("You are signed out now, so nothing was recorded.")).to_be_visible()
    expect(form.locator("input:checked")).to_have_value(str(chosen))
    page.get_by_role("link", name="Sign in to send this answer").click()
    sign_in(page)
    expect(page.get_by_text("It is still here as you left it.")).to_be_visible()
    expect(form.locator("input:checked")).to_have_value(str(chosen))
    assert Answer.objects.count() == 0
    form.locator("button.main").click()
    expect(page.locator(f"#q-{question.id}-feedback")).to_be_visible()
    assert [one.learner for one in Answer.objects.all()] == [person]
    context.close()
