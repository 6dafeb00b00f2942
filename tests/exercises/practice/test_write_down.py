"""Write it down and compare: one's own words first, then ours in the page's language; lessons name the prompt."""

import pytest
from django.test import Client
from django.utils import translation

from courses.catalog.published.library import catalog
from courses.exercises.links.embedding import embedded
from courses.exercises.practice.write_down.form import WriteDownForm
from courses.exercises.practice.write_down.result import compared

PAGE = "/en/exercises/write-down/"


def body_of(**data: str) -> str:
    return Client().post(PAGE, data).content.decode()


@pytest.mark.parametrize("about", ["options", "stop-rule", "one-person"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_ours_stands_beside_ones_own_words(about, language) -> None:
    with translation.override(language):
        form = WriteDownForm({"about": about, "own": "my first line\nmy second line"})
        assert form.is_valid()
        found = compared(form)

    prompt = catalog().prompts[about]
    assert found.ours == tuple(line.in_language(language) for line in prompt.ours)
    assert found.look_for == tuple(line.in_language(language) for line in prompt.look_for)
    body = body_of(about=about, own=found.own)
    assert "my first line<br>my second line" in body
    assert body.count("Ours, one of many") == 1


def test_ours_is_not_shown_before_something_is_written() -> None:
    response = Client().post(PAGE, {"about": "stop-rule", "own": "  "})

    assert response.status_code == 422
    assert "Write a line of your own first" in response.content.decode()
    assert "Ours, one of many" not in response.content.decode()


def test_prompt_is_chosen_from_a_list_where_none_is_named() -> None:
    body = Client().get(PAGE).content.decode()
    assert body.count('type="radio" name="about"') == len(catalog().prompts)

    begun = Client().post(PAGE, {"about": "one-person", "brought": "1"}).content.decode()
    assert '<input type="hidden" name="about" value="one-person">' in begun
    assert "Write whom you will tell" in begun


@pytest.mark.parametrize("about", ["", "nothing", "../facts"])
def test_unknown_prompt_is_asked_about(about) -> None:
    response = Client().post(PAGE, {"about": about, "own": "words"})

    assert response.status_code == 422
    assert "Choose what to write." in response.content.decode()
    assert "words</textarea>" in response.content.decode()  # what was written is not lost


def test_lesson_names_its_prompt() -> None:
    html = embedded("write-down", {"about": "stop-rule"}, {})

    assert "At which point will you borrow no more?" in html
    assert 'type="radio"' not in html
