"""Accounts in a real browser: passkeys, shown passwords, shared computers, and nothing left after signing out."""

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from courses.accounts.models import User
from tests.conftest import make_account

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "copper-lantern-river-71"


@pytest.fixture
def passkeys(context: BrowserContext, page: Page) -> None:
    """A device with a fingerprint reader, made by the browser."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, site: str, *, shared: bool = False) -> None:
    page.goto(f"{site}/en/account/login/")
    page.get_by_label("User name or e-mail address").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    if shared:
        page.locator("#id_shared").check()
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/en/me/")


def test_passkey_creates_an_account_and_signs_in_again(page: Page, site: str, passkeys: None) -> None:
    page.goto(f"{site}/en/account/signup/passkey/")
    page.get_by_label("User name").fill("anna")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Create the passkey").click()
    page.wait_for_url("**/en/account/")

    page.locator("footer").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signed-out/")
    page.goto(f"{site}/en/account/login/?next=/en/courses/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/en/courses/")

    expect(page.locator("footer").get_by_role("button", name="Sign out")).to_be_visible()
    assert not User.objects.get().has_usable_password()


def test_passkey_added_to_an_account_with_a_password(page: Page, site: str, passkeys: None) -> None:
    make_account("anna", password=PASSWORD)
    sign_in(page, site)

    page.goto(f"{site}/en/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{site}/en/account/2fa/webauthn/")

    expect(page.get_by_text("Passkey 1")).to_be_visible()


def test_password_can_be_shown_and_hidden(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/signup/")
    field = page.locator("#id_password1")

    page.get_by_role("button", name="Show").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide").click()
    expect(field).to_have_attribute("type", "password")


def test_shared_computer_warns_and_one_press_extends(page: Page, site: str, settings) -> None:
    make_account("anna", password=PASSWORD)
    page.clock.install()
    sign_in(page, site, shared=True)
    note = page.locator("#shared")
    expect(note).to_be_hidden()
    whole, settings.SHARED_IDLE_SECONDS = settings.SHARED_IDLE_SECONDS, 100  # so the server says that little is left

    page.clock.fast_forward(1000 * settings.SHARED_WARN_SECONDS)
    expect(note).to_be_visible()
    settings.SHARED_IDLE_SECONDS = whole
    page.get_by_role("button", name="Stay signed in").click()

    expect(note).to_be_hidden()


def test_shared_computer_leaves_a_personal_page_when_the_time_is_over(page: Page, site: str, settings) -> None:
    make_account("anna", password=PASSWORD)
    page.clock.install()
    sign_in(page, site, shared=True)
    settings.SHARED_IDLE_SECONDS = 0

    page.clock.fast_forward(1000 * settings.SHARED_WARN_SECONDS)
    page.wait_for_url("**/account/login/?why=idle**")

    expect(page.get_by_text("nothing was done for a while")).to_be_visible()


def test_nothing_is_left_after_signing_out_and_back_leads_to_sign_in(
    page: Page, context: BrowserContext, site: str
) -> None:
    make_account("anna", password=PASSWORD)
    sign_in(page, site, shared=True)
    page.goto(f"{site}/en/account/")
    page.locator("footer").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/signed-out/")
    names = {cookie["name"] for cookie in context.cookies()}

    page.go_back()

    assert not names & {settings.SESSION_COOKIE_NAME, settings.VISITOR_COOKIE_NAME}
    page.wait_for_url("**/account/login/?next=**")


@pytest.mark.parametrize("path", ["login", "signup", "signup/email", "login/code", "password/reset", "recover"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_account_page_has_no_barrier(page: Page, site: str, axe, language: str, path: str) -> None:
    page.goto(f"{site}/{language}/account/{path}/")
    assert axe(page) == []
    page.locator("main form button.main").first.click()
    page.locator(".error-summary").wait_for()

    assert axe(page) == []
    assert page.evaluate("document.activeElement.className") == "error-summary"
