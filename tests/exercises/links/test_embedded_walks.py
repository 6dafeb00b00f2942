"""An exercise that is a walk of steps, in a lesson: how it begins, without the boxes and buttons of a calculator."""

import pytest
from django.utils import translation

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.links.embedding import embedded
from courses.exercises.registry import EXERCISES

WALKS = [kind for kind, exercise in EXERCISES.items() if exercise.page is not None]


def test_rounds_and_scenes_are_walks() -> None:
    assert {ExerciseKind.SPOT_AD, ExerciseKind.SCENE} <= set(WALKS)


@pytest.mark.parametrize("kind", WALKS)
def test_walk_in_a_lesson_begins_by_its_own_form_only(kind: ExerciseKind) -> None:
    arguments = {"about": "pay-first"} if kind is ExerciseKind.SCENE else {}

    with translation.override("en"):
        html = embedded(kind, arguments, {"csrf_token": "token"})

    assert ("Would you walk away?" if kind is ExerciseKind.SPOT_AD else "What would you answer?") in html
    assert html.count("<form") == (1 if kind is ExerciseKind.SPOT_AD else 0)
    assert "Work it out" not in html
    assert "Nothing you type here is saved" not in html


def test_calculator_in_a_lesson_keeps_its_button() -> None:
    with translation.override("en"):
        html = embedded(ExerciseKind.CAN_I_AFFORD, {}, {"csrf_token": "token"})

    assert (html.count("<form"), "Work it out" in html, "Nothing you type here is saved" in html) == (1, True, True)
