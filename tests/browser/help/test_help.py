"""Help now in a browser: addresses of before lead to the page of a situation, with the keyboard too."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import Reader


def test_old_address_of_a_situation_leads_to_its_page(page: Page, site: str) -> None:
    reader = Reader(page, site)
    page.goto(reader.address("help-now/#sent-money"))

    expect(page).to_have_url(reader.address("help-now/sent-money/"))


def test_old_address_of_numbers_abroad_leads_to_them(page: Page, site: str) -> None:
    reader = Reader(page, site)
    page.goto(reader.address("help-now/#abroad"))

    expect(page).to_have_url(reader.address("help-now/numbers/#abroad"))


def test_old_address_marks_its_situation_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/help-now/#cannot-cope")

    assert page.url.endswith("/en/help-now/#cannot-cope")
    expect(page.locator(".pick a:target")).to_have_text("I cannot cope")
    context.close()


def test_number_for_danger_is_the_first_stop_of_the_page_by_keyboard(page: Page, site: str) -> None:
    Reader(page, site).open("help-now/")
    page.evaluate("document.querySelector('main').focus()")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:110"
