"""A computer of a room in a real browser: one press and one field to the next person, and nothing of the last one."""

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from courses.organizations.groups import members
from courses.organizations.models import Group, Member
from tests.conftest import NOW, make_account
from tests.organizations.cast import make_group, make_member, make_organization

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room() -> Group:
    return make_group(make_organization(), "Room group", mode=Group.SHARED_ROOM)


def card_of(group: Group, nickname: str) -> members.PrintedCard:
    member = make_member(group, nickname)
    return members.issue_cards(group=group, members=[member], actor=make_account(f"x-{nickname}"), now=NOW)[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_learners_change_by_one_press_and_one_field(browser, site: str, room: Group, scripts: bool) -> None:
    first, second = card_of(room, "Anna"), card_of(room, "Ben")
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/en/sign-in/card/")
    page.locator("#id_code").fill(room.printed_code)
    page.locator("#id_letters").fill(first.letters)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/me/groups/")
    expect(page.get_by_text("Anna")).to_be_visible()

    page.get_by_role("button", name="Next person").first.click()
    page.wait_for_url("**/en/sign-in/group/")
    page.get_by_label("Code of your card").fill(second.letters)
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/me/groups/")
    expect(page.get_by_text("Ben")).to_be_visible()
    expect(page.get_by_text("Anna")).to_have_count(0)
    context.close()


def test_nothing_of_the_last_person_is_left(page: Page, context: BrowserContext, site: str, room: Group) -> None:
    card = card_of(room, "Anna")
    page.goto(f"{site}/c/{card.token.upper()}")
    page.get_by_role("button", name="Yes, that’s me").click()
    page.wait_for_url("**/en/me/groups/")
    page.goto(f"{site}/en/me/")
    page.get_by_role("button", name="Next person").first.click()
    page.wait_for_url("**/en/sign-in/group/")

    names = {cookie["name"] for cookie in context.cookies()}
    expect(page.get_by_text("Anna")).to_have_count(0)
    assert settings.ROOM_COOKIE_NAME in names
    assert not names & {settings.SESSION_COOKIE_NAME, settings.SIGNED_IN_COOKIE_NAME, settings.SCANNED_COOKIE_NAME}
    for _step in range(3):  # their pages, and the page that asked whether it is them
        page.go_back()
        page.wait_for_load_state()
        assert card.token not in page.url
        expect(page.get_by_text("Anna")).to_have_count(0)
    assert Member.objects.get().learner.last_login is not None


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["sign-in/group", "sign-in/card"])
def test_page_of_a_room_has_no_barrier(
    page: Page, context: BrowserContext, site: str, room: Group, axe, language: str, path: str
) -> None:
    context.add_cookies([{"name": settings.ROOM_COOKIE_NAME, "value": room.code, "url": site}])
    page.goto(f"{site}/{language}/{path}/")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
