"""The pages of a round: decide, mark the signs, see how it went, and at the end all of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from courses.accounts.http.responses import never_stored
from courses.accounts.visitors.visitor import visit_of
from courses.exercises.base import Exercise
from courses.exercises.links.lesson_link import LessonLink
from courses.exercises.practice.spot_ad.form import RoundForm
from courses.exercises.practice.spot_ad.met import met_before
from courses.exercises.practice.spot_ad.round import AdRound, Call, marked_parts
from courses.exercises.practice.spot_ad.shown import Advert, advert
from courses.exercises.results.outcome import Outcome, done_form, done_in_lesson
from courses.languages.known import current_language

FOLDER = "courses/exercises/practice/spot_ad"


def page(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None) -> HttpResponse:
    """Every step is one sending of the round's signed state; a GET shows how it begins."""
    if request.method != "POST":
        return _page(request, exercise, lesson, "begin", {"form": RoundForm(), "is_first": True})
    if "round" not in request.POST:
        form, met = RoundForm(request.POST), met_before(visit_of(request))
        return _decide(request, exercise, lesson, AdRound.dealt(count=form.length, only=form.signs, seen=met))
    played = AdRound.opened(request.POST["round"])
    if played is None or not played.deck:
        return _page(request, exercise, lesson, "begin", {"form": RoundForm(), "has_errors": True}, status=422)
    if "again" in request.POST:
        return _decide(request, exercise, lesson, played.next_one())
    if played.is_over:
        return _end(request, exercise, lesson, played)
    return _asked(request, exercise, lesson, played)


def _asked(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None, played: AdRound) -> HttpResponse:
    """Read the answer about the current advertisement from the form; without one, show the advertisement."""
    decision = request.POST.get("decision", "")
    one = advert(played.asked, current_language())
    if decision == "walk":
        return _page(request, exercise, lesson, "mark", {"round": played, "advert": one})
    if decision == "marked":
        call = Call(walks=True, marked=marked_parts(one.specimen, request.POST.getlist("part")))
    elif decision == "fine":
        call = Call(walks=False)
    else:
        return _decide(request, exercise, lesson, played)
    told = advert(played.asked, current_language(), call)
    return _page(request, exercise, lesson, "told", {"round": played.with_call(call), "advert": told})


def _decide(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None, played: AdRound) -> HttpResponse:
    asked = advert(played.asked, current_language())
    return _page(request, exercise, lesson, "decide", {"round": played, "advert": asked})


def _end(request: HttpRequest, exercise: Exercise, lesson: LessonLink | None, played: AdRound) -> HttpResponse:
    misjudged: list[Advert] = [advert(key, current_language(), call) for key, call in played.misjudged.items()]
    visit, place = visit_of(request), lesson.lesson if lesson else None
    done = done_in_lesson(exercise.kind, played.score, place, visit) or done_form(
        Outcome(exercise.kind, None, played.score), visit
    )
    marks = {"hits": _boxes(played.tally.hits, played.tally.flagged), "alarms": _boxes(
        played.tally.false_alarms, played.tally.clean
    )}  # fmt: skip
    return _page(
        request, exercise, lesson, "end", {"round": played, "misjudged": misjudged, "done": done, "marks": marks}
    )


def _boxes(filled: int, count: int) -> list[bool]:
    return [number < filled for number in range(count)]


def _page(
    request: HttpRequest, exercise: Exercise, lesson: LessonLink | None, step: str, more: dict[str, Any],
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "exercise": exercise, "lesson": lesson, "step": f"{FOLDER}/{step}.html",
        "exercise_url": reverse("exercises:exercise", args=(exercise.kind,)), **more,
    }  # fmt: skip
    response = render(request, "courses/exercises/walk.html", context, status=status)
    return never_stored(response)
