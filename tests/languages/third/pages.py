"""What must hold on a site with three languages; run by tests/languages/test_third.py in a process of its own."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from courses.catalog.model.values.problems import Level
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.published.library import catalog, load_content
from literacy.setup.checks import check_setup
from tests.catalog.sample import EN, GUIDE, QUESTIONS, TODAY, edit, write_content
from tests.languages.third.making import in_moon, moon_files

HAN = re.compile("[\u4e00-\u9fff]+")
MARKED = re.compile(
    r'<(a|span)\b[^>]*\blang="zh-Hans"[^>]*>.*?</\1>', re.DOTALL
)  # the way there, and titles of sources
LESSON = "/moon/learn/fair-price/ask-first/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def han_in(shown: str) -> list[str]:
    """The Chinese that a page does not mark as Chinese."""
    return HAN.findall(MARKED.sub("", shown))


def problems(folder: Path, path: str, old: str, new: str, today: date = TODAY) -> set[str]:
    files = moon_files()
    edit(files, path, old, new)
    found = load_content(write_content(folder, files), today)
    assert found.catalog is None
    return {f"{one.code} {one.place.path.rpartition('/')[2]}" for one in found.problems if one.level is Level.ERROR}


def test_content_in_three_languages_has_no_error() -> None:
    found = load_content(settings.CONTENT_DIR, TODAY)

    assert [str(one) for one in found.problems if one.level is Level.ERROR] == []
    assert LANGUAGES == ("en", "zh-hans", "moon")


def test_set_up_with_its_catalogue_is_sound() -> None:
    assert check_setup() == []


def test_set_up_without_its_catalogue_is_refused(settings) -> None:
    settings.LOCALE_PATHS = settings.LOCALE_PATHS[1:]

    assert [(one.id, "moon" in one.msg) for one in check_setup()] == [("literacy.E001", True)]


@pytest.mark.django_db
def test_step_of_a_lesson_is_served_in_it(client: Client) -> None:
    shown = page(client, f"{LESSON}2/")

    assert '<html lang="art-x-moon"' in shown
    assert in_moon("Need help at once? See ") in shown
    assert in_moon("Who has to name the price of a loan?") in shown
    assert in_moon("Skip to the content") in shown
    assert han_in(shown) == []


@pytest.mark.django_db
def test_page_leads_to_each_other_language(client: Client) -> None:
    for language in LANGUAGES:
        shown = page(client, f"/{language}/glossary/")
        for other in set(LANGUAGES) - {language}:
            assert re.search(rf'<a\s+href="/{other}/glossary/"', shown), (language, other)
            assert f'href="http://testserver/{other}/glossary/"' in shown


@pytest.mark.django_db
def test_glossary_shows_the_words_of_both_other_languages(client: Client) -> None:
    words = catalog().glossary["yearly-rate"].term

    shown = page(client, "/moon/glossary/")

    for language, html_lang in (("en", "en"), ("zh-hans", "zh-Hans")):
        assert f'<span class="muted small" lang="{html_lang}">{words.in_language(language)}</span>' in shown


@pytest.mark.django_db
def test_question_is_asked_and_marked_in_it(client: Client) -> None:
    form = re.search(r'<form[^>]*action="([^"]*who-says[^"]*)".*?</form>', page(client, f"{LESSON}2/"), re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))

    answered = client.post(form[1], {**fields, "choice": "b"}, follow=True).content.decode()

    assert in_moon("A friend does not lend. Who does?") in answered
    assert han_in(answered) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "courses/", "exercises/", "exercises/can-i-afford/", "help-now/", "me/"])
def test_interface_is_in_it_alone(client: Client, address: str) -> None:
    assert han_in(page(client, f"/moon/{address}")) == []


@pytest.mark.django_db
def test_search_finds_its_words(client: Client) -> None:
    assert LESSON in page(client, "/moon/search/?q=signature")


def test_text_missing_in_it_is_an_error(tmp_path: Path) -> None:
    line = f"moon: {in_moon('One worksheet each')}\n"

    assert problems(tmp_path, GUIDE, f"  {line}", "") == {"T601 guide.yaml"}


def test_question_missing_in_it_is_an_error(tmp_path: Path) -> None:
    line = f"moon: {in_moon('Who gives the money?')}\n"

    assert problems(tmp_path, QUESTIONS, f"      {line}", "") == {"Q207 questions.yaml"}


def test_lesson_missing_in_it_is_an_error(tmp_path: Path) -> None:
    files = moon_files()
    del files[EN.replace("en.md", "moon.md")]

    found = load_content(write_content(tmp_path, files), TODAY)

    assert [(one.code, one.place.path) for one in found.problems if one.level is Level.ERROR] == [
        ("T601", "content/courses/fair-price/ask-first/moon.md")
    ]


def test_language_that_is_none_of_the_site_gets_no_text() -> None:
    text = Text.model_validate({"en": "Rate", "zh-hans": "利率", "moon": "☾ RATE"})

    with pytest.raises(KeyError):
        text.in_language("fr")
