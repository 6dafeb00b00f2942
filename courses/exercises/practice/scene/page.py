"""The pages of a scene: where the player is stands in the address, so that Back goes back."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from courses.accounts.http.responses import never_stored
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.published.library import catalog
from courses.exercises.base import Exercise
from courses.exercises.links.lesson_link import LessonLink
from courses.exercises.practice.scene.form import SceneForm
from courses.exercises.practice.scene.play import Moment, moment
from courses.exercises.results.outcome import done_in_lesson
from courses.languages.known import current_language

FOLDER = "courses/exercises/practice/scene"


def page(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    language = current_language()
    form = SceneForm(sent)
    form.is_valid()
    about, at = (str(form.cleaned_data.get(name) or "") for name in ("about", "at"))
    here, address = moment(about, at, language), reverse("exercises:exercise", args=(exercise.kind,))
    place = {"about": about, **({"lesson": lesson.name} if lesson else {})}
    context: dict[str, Any] = {
        "exercise": exercise, "lesson": lesson, "exercise_url": address, "moment": here,
        "moment_url": f"{address}?{urlencode(place)}", "scenes": catalog().scenes,
        "step": f"{FOLDER}/{'moment' if here else 'choose'}.html",
        "is_moved": request.method == "POST" or bool(at), "done": _done(request, exercise, lesson, here),
    }  # fmt: skip
    response = render(request, "courses/exercises/walk.html", context)
    return never_stored(response)


def _done(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None, here: Moment | None) -> Any:
    """The button for the lesson, at the end of a path."""
    if lesson is None or here is None or here.ending is None:
        return None
    return done_in_lesson(exercise.kind, None, lesson.lesson, visit_of(request))
