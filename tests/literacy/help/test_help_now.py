"""Help now: the number for danger first, a list of what is happening, and a page for each situation."""

import re

import pytest
from django.utils.translation import override

from courses.catalog.published.library import catalog
from courses.exercises.registry import EXERCISES
from literacy.help.shown import ICONS
from literacy.help.views import troubles

LANGUAGES = ("en", "zh-hans")
SITUATIONS = tuple(catalog().situations)


def main_of(client, language: str, path: str) -> str:
    page = client.get(f"/{language}/{path}").content.decode()
    return page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_for_danger_stands_before_the_list_of_situations(client, language) -> None:
    main = main_of(client, language, "help-now/")

    assert re.findall(r'href="([^"]+)"', main)[: 1 + len(SITUATIONS)] == [
        "tel:110", *(f"/{language}/help-now/{one}/" for one in SITUATIONS)
    ]  # fmt: skip


def test_each_situation_has_an_icon_of_its_own() -> None:
    assert list(ICONS) == list(SITUATIONS)
    assert len({one.icon for one in troubles()}) == len(SITUATIONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SITUATIONS)
def test_page_of_a_situation_has_its_numbers_then_its_steps(client, language, slug) -> None:
    main, situation = main_of(client, language, f"help-now/{slug}/"), catalog().situations[slug]

    assert main.count("<h1") == 1
    assert situation.title.in_language(language) in main
    numbers = [catalog().helplines[line].number for line in situation.lines]
    assert re.findall(r'href="tel:(\d+)"', main.split("<ol")[0]) == numbers
    assert main.split("<ol")[1].split("</ol>")[0].count("<li>") == len(situation.steps)
    assert f'href="/{language}/help-now/"' in main
    assert "<form" not in main


@pytest.mark.parametrize("slug", SITUATIONS)
def test_page_of_a_situation_names_lessons_that_are_there_and_folds_its_sources(client, slug) -> None:
    main, situation = main_of(client, "en", f"help-now/{slug}/"), catalog().situations[slug]

    there = {lesson.slug: lesson for course in catalog().courses.values() for lesson in course.lessons}
    assert re.findall(r'href="/en/learn/[a-z-]+/([a-z0-9-]+)/"', main) == [
        one for one in situation.lessons if one in there
    ]
    assert main.count('<details class="fold no-print">') == bool(situation.cites)
    folded = main.split('<ul class="sources">')[1].split("</ul>")[0] if situation.cites else ""
    assert folded.count("<li>") == len(situation.cites)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "numbers/", "print/", "cannot-cope/"])
def test_help_asks_the_database_nothing_and_stores_nothing(client, path, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        reply = client.get(f"/zh-hans/help-now/{path}")

    assert reply.status_code == 200
    assert not reply.cookies


@pytest.mark.django_db
def test_situation_that_is_not_there_is_404(client) -> None:
    assert client.get("/en/help-now/no-such-thing/").status_code == 404


def test_old_addresses_find_their_place_on_the_list(client) -> None:
    main = main_of(client, "en", "help-now/")

    for one in SITUATIONS:
        assert f'<a id="{one}" data-moved href="/en/help-now/{one}/">' in main
    assert '<a id="abroad" data-moved href="/en/help-now/numbers/#abroad">' in main
    assert '<a id="more-numbers" data-moved href="/en/help-now/numbers/#more-numbers">' in main


def test_no_situation_takes_the_address_of_another_page_of_help() -> None:
    assert not {"numbers", "print"} & set(SITUATIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_page_has_every_situation_with_its_steps(client, language) -> None:
    main = main_of(client, language, "help-now/print/")

    assert all(f'id="{one}"' in main for one in SITUATIONS)
    assert main.count("<ol") == len(SITUATIONS)


def test_lesson_links_to_the_page_of_a_situation(client, db) -> None:
    page = client.get("/en/learn/reading-a-loan/who-lends/all/").content.decode()

    assert 'href="/en/help-now/sent-money/"' in page
    assert "/help-now/#" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SITUATIONS)
def test_situation_leads_to_what_can_be_written_now(client, language, slug) -> None:
    situation = catalog().situations[slug]
    page = client.get(f"/{language}/help-now/{slug}/").content.decode()
    for begun in situation.exercises:
        address = f"/{language}/exercises/{begun.kind}/" + (f"?start={begun.start}" if begun.start else "")
        assert f'href="{address}"' in page
        assert begun.start == "" or begun.start in EXERCISES[begun.kind].starts
        form = client.get(address).content.decode()
        with override(language):
            title = str(EXERCISES[begun.kind].title)
        assert (catalog().letters[begun.start].name.in_language(language) if begun.start else title) in form


def test_help_names_the_letters_and_the_record_where_they_help() -> None:
    named = {slug: [one.start or one.kind.value for one in situation.exercises]
             for slug, situation in catalog().situations.items()}  # fmt: skip
    assert named == {
        "sent-money": [], "in-danger": ["evidence-log"],
        "cannot-pay": ["debt-list", "late-or-more-time", "hardship", "complaint"],
        "calls-to-others": ["contacts", "evidence-log"], "court-paper": ["court"], "record-wrong": ["dispute"],
        "no-basics": [], "cannot-cope": [],
    }  # fmt: skip
