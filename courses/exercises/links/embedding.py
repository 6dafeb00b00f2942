"""An exercise inside a lesson: its form with the lesson's example in it, sent to the exercise's own address."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.links.lesson_link import link_to
from courses.exercises.registry import EXERCISES


def embedded(kind: str, arguments: Mapping[str, str], context: Mapping[str, Any]) -> SafeString:
    """The exercise as it stands in a lesson; on a blank printed lesson, its worksheet.

    `arguments` fill the form fields of the same names; `context` is the lesson page's.
    """
    exercise = EXERCISES[ExerciseKind(kind)]
    lesson = context.get("lesson")
    request = context.get("request")
    inside = {
        "exercise": exercise,
        "form": exercise.form_class(initial=dict(arguments)),
        "result": None,
        "is_embedded": True,
        "is_print": context.get("is_print", False),
        "is_blank": context.get("is_blank", False),
        "lesson": link_to(lesson) if isinstance(lesson, Lesson) else None,
        "exercise_url": reverse("exercises:exercise", args=(exercise.kind,)),
    }
    if "csrf_token" in context:  # the page's, which may be a mark to be filled in for each reader
        inside["csrf_token"] = context["csrf_token"]
    return get_template("courses/exercises/embedded.html").render(inside, request)  # type: ignore[return-value]
