"""The lists for operators in a real browser: all scripts and styles are files of our own, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.literacy.operator_tools.lists_on import PASSWORD, lists_on, make_operator, shown_by_app
from tests.organizations.cast import make_group, make_organization
from tests.security.policy import OPERATORS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on() -> Iterator[None]:
    with lists_on():
        yield


def test_lists_run_and_fit_under_the_strict_policy(on, page: Page, site: str) -> None:
    """What breaks the policy, or asks another host, fails the test by itself: conftest.py."""
    make_operator()
    make_group(make_organization("Centre of the list"), name="Group of the list")
    page.goto(f"{site}/en/account/login/")
    page.get_by_label("User name or e-mail address").fill("olga")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(shown_by_app())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/en/me/")

    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name in OPERATORS:
            page.goto(f"{site}/admin/{name.removeprefix('admin:').replace('index', '')}".rstrip("/") + "/")
            expect(page.locator("h1")).to_be_visible()
            assert page.evaluate("getComputedStyle(document.querySelector('#header')).display") == "flex"
    page.goto(f"{site}/admin/accounts/")
    page.locator("#searchbar").fill("olga")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="olga", exact=True)).to_be_visible()
