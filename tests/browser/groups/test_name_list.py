"""A name list in a real browser: asked about by keyboard, never wider than a small phone, without barriers."""

import pytest
from playwright.sync_api import Page, expect

from courses.organizations.groups.join_codes import renew_code
from courses.organizations.groups.members import remove_member
from courses.organizations.models import Group, Member
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_group, make_lead, make_member, make_organization

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-one-for-the-tests-2026"
LANGUAGES = ("en", "zh-hans")
UNCLEAR = (
    "对象,性别,身份证\n王秀英,女,999999199001010002\n李建国,男,999999199001010004\n张伟,男,\n张 伟,男,\n13800000001,,\n"
)


@pytest.fixture
def group(page: Page, site: str) -> Group:
    """Led by whoever is signed in on the page; with somebody removed and an older code."""
    person = make_account("leads", password=PASSWORD)
    made = make_group(make_organization(owner=make_account("owns-it")))
    make_lead(made, person)
    make_member(made, "老王")
    remove_member(member=make_member(made, "赵六"), actor=person, now=NOW)
    renew_code(group=made, seen=made.code, actor=person, now=NOW)
    page.goto(f"{site}/en/account/login/")
    page.fill("input[name=login]", "leads")
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/me/**")
    return made


def paste(page: Page, site: str, group: Group, language: str = "en") -> None:
    page.goto(f"{site}/{language}/groups/{group.pk}/people/import/")
    page.locator("textarea[name=names]").fill(UNCLEAR)
    with page.expect_navigation():
        page.locator("main form button.main").press("Enter")


def test_list_is_asked_about_and_imported_by_keyboard(page: Page, site: str, group: Group) -> None:
    paste(page, site, group)
    expect(page.locator("h1")).to_have_text("Which column holds the names?")
    expect(page.locator("select[name=name]")).to_have_value("0")
    with page.expect_navigation():
        page.locator("main form button.main").press("Enter")
    page.locator("input[name=others][value=yes]").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.locator("form[action*='/run/'] button.main").press("Enter")

    expect(page.locator("h1")).to_have_text("The names are on the list")
    names = set(Member.objects.present().filter(group=group).values_list("nickname", flat=True))
    assert names == {"老王", "王秀英", "李建国", "张伟", "张 伟 (2)"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_lists_and_ways_back_have_no_barrier_and_fit_a_small_phone(
    page: Page, site: str, group: Group, axe, language: str
) -> None:
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[name] = [*axe(page), *(["wider than the phone"] if wide else [])]

    member = Member.objects.present().get(group=group)
    home = f"{site}/{language}/groups/{group.pk}/"
    for place in (
        "people/", "people/import/", "set-aside/", "codes/", "new-code/", "archive/", f"people/{member.pk}/rename/",
    ):  # fmt: skip
        page.goto(f"{home}{place}")
        look(place)
    page.goto(f"{site}/{language}/groups/archived/")
    look("archived")
    paste(page, site, group, language)
    look("asked")
    with page.expect_navigation():
        page.locator("main form button.main").click()
    look("preview")

    assert {name: lines for name, lines in found.items() if lines} == {}
