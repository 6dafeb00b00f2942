"""An exercise inside a lesson: filled with the lesson's example, sent to its own page, with a way back."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client, RequestFactory

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.links.embedding import embedded
from courses.exercises.registry import EXERCISES
from tests.exercises.sample import filled


@pytest.fixture
def page_context(lesson: Lesson, client: Client) -> dict[str, object]:
    """What a lesson's template hands on, from a real request."""
    request = client.get(f"/en/learn/{lesson.course}/{lesson.slug}/").wsgi_request
    return {"lesson": lesson, "request": request}


def test_every_kind_a_lesson_may_name_is_implemented() -> None:
    assert set(EXERCISES) == set(ExerciseKind)
    assert all(kind == exercise.kind for kind, exercise in EXERCISES.items())


def test_form_is_filled_and_posts_to_the_exercises_own_address(page_context: dict[str, object], lesson: Lesson) -> None:
    html = embedded("can-i-afford", {"income": "8000", "rate": "18", "count": "12"}, page_context)
    assert 'action="/en/exercises/can-i-afford/"' in html
    assert 'hx-target="#exercise"' in html
    assert '<input type="text" name="income" value="8000"' in html
    assert f'<input type="hidden" name="lesson" value="{lesson.course}/{lesson.slug}">' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert " autofocus" not in html


def test_days_of_a_lesson_stand_in_the_boxes(page_context: dict[str, object]) -> None:
    html = embedded("deletion-date", {"late_1": "2026-04-15", "paid_1": "2026-08-20", "open_2": "on"}, page_context)
    assert re.search(r'<input type="date" name="late_1" value="2026-04-15"', html)
    assert re.search(r'<input type="date" name="paid_1" value="2026-08-20"', html)
    assert re.search(r'<input type="checkbox" name="open_2"[^>]* checked', html)
    assert 'name="late_3"' in html


def test_one_amount_means_the_money_in_hand(page_context: dict[str, object]) -> None:
    html = embedded("can-i-afford", {"amount": "12000"}, page_context)
    assert '<input type="text" name="received" value="12000"' in html
    both = embedded("can-i-afford", {"amount": "12000", "received": "10000"}, page_context)
    assert '<input type="text" name="received" value="10000"' in both
    assert '<input type="text" name="amount" value="12000"' in both


def test_result_leads_back_to_the_lesson(client: Client, lesson: Lesson) -> None:
    page = client.post(
        "/en/exercises/can-i-afford/", {**filled(), "lesson": f"{lesson.course}/{lesson.slug}"}
    ).content.decode()
    address = f"/en/learn/{lesson.course}/{lesson.slug}/"
    words = re.escape(f"Back to the lesson: {lesson.page('en').title}")
    assert re.search(rf'<a href="{address}(?:\d+/#exercise)?">\s*{words}\s*</a>', page)
    assert page.count(f'<input type="hidden" name="lesson" value="{lesson.course}/{lesson.slug}">') > 1


def test_blank_printed_lesson_holds_the_worksheet(page_context: dict[str, object]) -> None:
    html = embedded("can-i-afford", {}, {**page_context, "is_blank": True, "is_print": True})
    assert '<span class="write">' in html
    assert "<form" not in html


def test_printed_lesson_has_its_disclosures_open(page_context: dict[str, object]) -> None:
    html = embedded("can-i-afford", {}, {**page_context, "is_print": True})
    assert html.count('<details class="fold" open>') == 2


def test_embedded_without_a_request_is_still_a_form() -> None:
    html = embedded("can-i-afford", {}, {"request": RequestFactory().get("/en/")})
    assert 'name="income"' in html


def test_fees_that_a_lesson_fills_in_stand_in_the_form(page_context: dict[str, object]) -> None:
    fees = {"fees": "some", "fee": "25", "fee_when": "each_instalment", "lender": "platform_bank"}
    html = embedded("can-i-afford", fees, page_context)
    assert re.search(r'<input type="radio" name="fees" value="some"[^>]* checked', html)
    assert re.search(r'<input type="text" name="fee" value="25"', html)
    assert re.search(r'<option value="each_instalment" selected', html)
    assert re.search(r'value="platform_bank" (selected|checked)', html)


def without_box(kind: str, arguments: Mapping[str, str]) -> set[str]:
    """The names of arguments that are no box of the exercise's form."""
    return set(arguments) - set(EXERCISES[ExerciseKind(kind)].form_class(initial=dict(arguments)).box_names)


def test_arguments_that_content_may_use_are_boxes_of_the_form() -> None:
    from courses.catalog.lint.questions.placing import ARGUMENTS

    for kind, arguments in ARGUMENTS.items():
        assert without_box(kind, dict.fromkeys(arguments, "1")) == set()


def test_exercises_placed_in_lessons_name_only_boxes_of_the_form() -> None:
    placed = [
        piece
        for course in catalog().courses.values()
        for lesson in course.lessons
        for page in lesson.pages.values()
        for piece in page.pieces
        if piece.kind == "exercise"
    ]
    assert [piece for piece in placed if without_box(piece.reference, dict(piece.arguments))] == []
