"""Cards to cut out: long names stay inside their card on a small phone, and no line goes to the page before."""

import pytest
from playwright.sync_api import Page

from courses.catalog.published.library import catalog
from courses.languages.names import LONGEST_NAME
from courses.organizations.models import Assignment, Group
from tests.browser.groups.test_name_list import group
from tests.organizations.cast import NOW, make_member

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["group"]
LONGEST = "w" * LONGEST_NAME, "娜" * LONGEST_NAME
NAMES = ("Wolfeschlegelsteinhausenbergerdorff", "买买提明·吐尔逊江·阿卜杜热西提", "阿梅", *LONGEST)
BEYOND = """cards => cards.flatMap(card => [...card.querySelectorAll("*")].filter(
  one => one.getBoundingClientRect().right > card.getBoundingClientRect().right + 0.5
).map(one => one.textContent.trim()))"""
ABOVE = """lists => lists.flatMap(list => [...list.children].filter(
  one => one.getBoundingClientRect().top < list.getBoundingClientRect().top
).map(one => one.textContent.trim()))"""


def test_cards_hold_long_names_and_stay_on_their_page(page: Page, site: str, group: Group) -> None:
    for name in NAMES:
        make_member(group, name)
    page.goto(f"{site}/en/groups/{group.pk}/people/")
    with page.expect_navigation():
        page.locator("form[action$='/cards/'] button").first.click()

    page.set_viewport_size({"width": 320, "height": 640})
    assert page.locator(".sign-in-cards>li").count() > len(NAMES)
    assert page.eval_on_selector_all(".sign-in-cards>li", BEYOND) == []
    page.emulate_media(media="print")
    assert page.eval_on_selector_all(".sign-in-cards", ABOVE) == []


@pytest.mark.parametrize("place", ["people/", "results/"])
def test_pages_with_the_longest_names_fit_a_small_phone(page: Page, site: str, group: Group, place: str) -> None:
    for name in LONGEST:
        make_member(group, name)
    Assignment.objects.create(
        group=group, organization=group.organization, key="k", course=next(iter(catalog().courses)), created_at=NOW
    )

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/en/groups/{group.pk}/{place}")

    assert page.get_by_text(LONGEST[0]).count()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_handout_of_many_cards_leaves_no_line_on_the_page_before(page: Page, site: str) -> None:
    page.goto(f"{site}/en/learn/money-in-money-out/choose-a-budget/handouts/money/")
    page.emulate_media(media="print")

    assert page.eval_on_selector_all(".cut", ABOVE) == []
