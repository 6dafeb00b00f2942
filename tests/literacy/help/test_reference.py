"""Reference pages: made from facts alone, with weight, source and dates; no editor's note, no blocked fact."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from courses.catalog.model.facts import Weight
from courses.catalog.published.library import catalog
from literacy.help.reference_views import _shown
from literacy.templatetags.site import statement, weight_words

LANGUAGES = ("en", "zh-hans")
PAGES = tuple(catalog().references)
TODAY = date(2026, 11, 29)


def main_of(client, language: str, path: str) -> str:
    return client.get(f"/{language}/{path}").content.decode().split("<main")[1].split("</main>")[0]


def test_there_is_a_page_of_lines_of_doors_and_of_other_countries() -> None:
    assert PAGES == ("rate-lines", "doors", "abroad")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", PAGES)
def test_page_prints_each_fact_with_weight_source_and_the_day_it_was_looked_up(client, language, slug) -> None:
    main = main_of(client, language, f"reference/{slug}/")
    assert main.count("<h1") == 1
    for entry in catalog().references[slug].entries:
        assert entry.name.in_language(language) in main
        for key in entry.facts:
            fact = catalog().facts[key]
            with override(language):
                assert str(statement(fact)) in main, key
                assert weight_words(fact.weight) in main
            assert str(fact.retrieved) in main
            assert fact.caution == "" or fact.caution not in main
    assert not re.search(r"\b(?:CN|US|UK|EU)-[A-Z0-9]+-?\d", main)


def test_no_reference_names_a_fact_that_may_not_be_published() -> None:
    assert {fact for page in catalog().references.values() for entry in page.entries for fact in entry.facts} <= set(
        catalog().facts
    )


def test_other_countries_stand_on_a_page_of_their_own() -> None:
    for slug, page in catalog().references.items():
        countries = {fact.partition("-")[0] for entry in page.entries for fact in entry.facts}
        assert countries == ({"US", "UK", "EU"} if slug == "abroad" else {"CN"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_today_and_their_dates_come_from_the_facts(client, language) -> None:
    shown = _shown(catalog().references["rate-lines"], TODAY)
    assert [(row.name.en, row.yearly, row.reference, row.since, row.rule.weight) for row in shown.today] == [
        ("A person or an ordinary company", "12%", "3%", "2025-05-20", Weight.COURT),
        ("A bank or consumer finance company, in court", "24%", "", "2017-08", Weight.COURT),
        ("A bank, through an internet platform", "24%", "", "2025-10-01", Weight.RULE),
        ("A microloan company", "24%", "", "2025-12", Weight.RULE),
    ]
    for row in shown.by_day:
        assert Decimal(row.yearly[:-1]) == 4 * Decimal(row.reference[:-1])
    assert [row.since for row in shown.by_day] == ["2023-08-21", "2024-07-22", "2024-10-21", "2025-05-20"]
    main = main_of(client, language, "reference/rate-lines/")
    assert all(f"<b>{row.yearly}</b>" in main for row in shown.today)


def test_line_that_ended_is_no_line_of_today() -> None:
    page = catalog().references["rate-lines"]
    assert "12%" in [row.yearly for row in _shown(page, date(2026, 1, 1)).today]
    assert [row.yearly for row in _shown(page, date(2024, 1, 1)).today] == ["13.8%", "24%"]


def test_line_that_has_not_begun_is_no_line_of_today_and_a_month_lasts_to_its_end() -> None:
    row = replace(_shown(catalog().references["rate-lines"], TODAY).today[-1], since="2025-12", until="2026-11")
    days = (date(2025, 11, 30), date(2025, 12, 1), TODAY, date(2026, 12, 1))
    assert [row.holds_on(day) for day in days] == [False, True, True, False]


def test_lesson_that_is_not_published_falls_out(monkeypatch) -> None:
    course = catalog().courses["reading-a-loan"]
    fewer = replace(course, lessons=tuple(one for one in course.lessons if one.slug != "which-line"))
    without = replace(catalog(), courses={**catalog().courses, course.slug: fewer})
    monkeypatch.setattr("literacy.help.reference_views.catalog", lambda: without)
    assert [one.slug for one in _shown(catalog().references["rate-lines"], TODAY).lessons] == ["who-lends", "if-late"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_doors_stand_in_order_with_their_numbers_and_letters(client, language) -> None:
    main = main_of(client, language, "reference/doors/")
    for entry in catalog().references["doors"].entries:
        part = main.split(f"<h3>{entry.name.in_language(language)}</h3>")[1].split("<h3>")[0]
        doors = part.split("</ol>")[0] if entry.doors else ""
        assert re.findall(r"<li>(.*?)</li>", doors) == [door.in_language(language) for door in entry.doors]
        numbers = [catalog().helplines[line].number for line in entry.lines]
        assert re.findall(r'href="tel:(\d+)"', part) == numbers
        assert (entry.exercise is None) or f"/{language}/exercises/{entry.exercise.kind}/" in part


def test_doors_begin_with_what_saves_a_life() -> None:
    first = catalog().references["doors"].sections[0].entries[0]
    assert first.lines == ("cn-12356", "cn-120", "cn-110")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_reference_is_reached_from_footer_courses_glossary_and_lessons(client, language) -> None:
    door = f'href="/{language}/reference/"'
    assert door in client.get(f"/{language}/").content.decode().split('id="foot"')[1]
    assert door in main_of(client, language, "glossary/")
    listed = [f'href="/{language}/reference/{slug}/"' for slug in PAGES]
    for path in ("reference/", "courses/"):
        main = main_of(client, language, path)
        assert all(link in main for link in listed), path
    assert listed[0] in main_of(client, language, "learn/reading-a-loan/which-line/all/")
    assert listed[1] in main_of(client, language, "learn/missing-a-payment/evidence-and-doors/all/")


@pytest.mark.parametrize(
    ("language", "query", "slug"),
    [("en", "where to complain", "doors"), ("zh-hans", "利率上限", "rate-lines"), ("zh-hans", "去哪里投诉", "doors"),
     ("en", "breathing space", "abroad")],
)  # fmt: skip
def test_search_finds_reference_pages(client, language, query, slug) -> None:
    assert f'href="/{language}/reference/{slug}/"' in main_of(client, language, f"search/?q={query}")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", *(f"{slug}/" for slug in PAGES)])
def test_reference_asks_the_database_nothing_and_stores_nothing(client, path, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        reply = client.get(f"/zh-hans/reference/{path}")
    assert (reply.status_code, bool(reply.cookies)) == (200, False)


def test_reference_that_is_not_there_is_404(client, db) -> None:
    assert client.get("/en/reference/no-such-page/").status_code == 404
