"""Other sites link an exercise with figures behind the #; a form elsewhere cannot send any here."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from courses.catalog.model.schema import ExerciseKind

PAGE = "/en/exercises/for-your-site/"


def test_page_shows_a_link_with_figures_behind_the_hash() -> None:
    body = Client().get(PAGE).content.decode()
    link = body.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert urlsplit(link).fragment == "received=700&total=1000&when=7-days"
    assert urlsplit(link).query == ""
    assert urlsplit(link).path == "/en/exercises/loan-check/"


def test_page_names_every_exercise_and_its_boxes() -> None:
    body = Client().get(PAGE).content.decode()
    assert [kind for kind in ExerciseKind if f"/en/exercises/{kind}/" not in body] == []
    for name in ("received", "total", "guarantee", "income"):
        assert f"<code>{name}</code>" in body


def test_page_is_reached_from_the_exercises() -> None:
    assert f'href="{PAGE}"' in Client().get("/en/exercises/").content.decode()


@pytest.mark.parametrize("kind", ["loan-check", "true-cost", "can-i-afford"])
@pytest.mark.django_db
def test_form_of_another_site_is_refused_and_says_nothing_of_its_figures(kind: str) -> None:
    sent = {"received": "7654321", "brought": "1"}
    response = Client(enforce_csrf_checks=True).post(
        f"/en/exercises/{kind}/", sent, headers={"origin": "https://elsewhere.example"}
    )
    assert response.status_code == 403
    assert "7654321" not in response.content.decode()


def test_form_that_a_reader_has_is_told_of_a_link_by_a_script_of_ours() -> None:
    body = Client().get("/en/exercises/true-cost/").content.decode()
    assert "js/brought" in body
    assert '<p id="from-link" class="box box-example" tabindex="-1" hidden>' in body
