"""Cards to cut out: long names stay inside their card on a small phone, and no line goes to the page before."""

import pytest
from playwright.sync_api import Page

from courses.organizations.models import Group
from tests.browser.groups.test_name_list import group
from tests.organizations.cast import make_member

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["group"]
NAMES = ("Wolfeschlegelsteinhausenbergerdorff", "买买提明·吐尔逊江·阿卜杜热西提", "阿梅")
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


def test_handout_of_many_cards_leaves_no_line_on_the_page_before(page: Page, site: str) -> None:
    page.goto(f"{site}/en/learn/money-in-money-out/choose-a-budget/handouts/money/")
    page.emulate_media(media="print")

    assert page.eval_on_selector_all(".cut", ABOVE) == []
