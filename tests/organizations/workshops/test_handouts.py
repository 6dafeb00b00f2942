"""Whatever a session plan hands out or hangs up is one press from the workshop page, and prints."""

import re

import pytest
from django.utils.translation import override

from courses.catalog.published.library import catalog
from courses.organizations.workshops.materials.handouts import PAPERS, handouts_of

LESSONS = [(course.slug, lesson.slug) for course in catalog().courses.values() for lesson in course.lessons]
PRINTED = re.compile(r"\bslips?\b|\bcards?\b|\bprint(ed)?\b|on paper|\bsheets\b|report on paper", re.I)
BY_HAND = {  # written or brought by the group itself
    "need-this-loan": "slips on which each table writes its own ways",
    "can-i-afford-it": "slips on which everybody finishes a sentence",
    "pay-first-stop": "a bank card stays in the pocket",
}
MONEY = {  # copies that the plan counts out
    "borrowing-to-repay": 40, "illegal-fundraising": 20, "seven-day-loans": 10, "paper-and-hand": 10,
    "choose-a-budget": 46, "if-late": 3,
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("course", "slug"), LESSONS)
def test_every_handout_of_a_lesson_is_one_press_away_and_opens(client, course, slug, language) -> None:
    lesson = catalog().lesson(course, slug)
    page = client.get(f"/{language}/learn/{course}/{slug}/workshop/").content.decode()
    with override(language):
        handouts = handouts_of(lesson, language)

    for handout in handouts:
        address = f"/{language}/learn/{course}/{slug}/handouts/{handout.key}/"
        assert f'href="{address}"' in page
        shown = client.get(address)
        assert shown.status_code == 200
        assert shown.content.decode().count("<li") >= len(handout.cards)
        assert handout.cards or handout.pieces or handout.papers
    assert len({handout.key for handout in handouts}) == len(handouts)


@pytest.mark.parametrize(("course", "slug"), LESSONS)
def test_what_the_plan_needs_on_paper_can_be_printed(course, slug) -> None:
    lesson = catalog().lesson(course, slug)
    needed = lesson.guide.need.en.replace("worksheet", "").replace("letter paper", "")

    if PRINTED.search(needed) and slug not in BY_HAND:
        assert handouts_of(lesson, "en")


@pytest.mark.parametrize(("slug", "copies"), MONEY.items())
def test_slips_of_money_are_as_many_as_the_plan_counts_out(slug, copies) -> None:
    lesson = next(lesson for course in catalog().courses.values() for lesson in course.lessons if lesson.slug == slug)
    money = next(one for one in handouts_of(lesson, "en") if one.key == "money")

    assert len(money.cards) == copies
    assert {re.sub(r"<[^>]+>", "", card) for card in money.cards} <= {"¥100", "¥1,000"}


def test_made_up_papers_tell_nothing_of_what_is_in_them(client) -> None:
    page = client.get(f"/en/learn/spotting-traps/fast-loan-ad/handouts/{PAPERS}/").content.decode()

    assert page.count('<figure class="specimen"') == 3
    assert "What to see in it" not in page
    assert "☐" in page


@pytest.mark.parametrize("handout", ["none", "money"])
def test_handout_that_the_plan_does_not_name_is_not_found(client, handout) -> None:
    assert client.get(f"/en/learn/spotting-traps/fast-loan-ad/handouts/{handout}/").status_code == 404
