"""Pages for somebody in trouble: what is happening, a page for each situation, all numbers, and one sheet of paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.catalog.library import catalog
from courses.catalog.model.facts import Fact
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import ExerciseStart, Helpline, Situation
from courses.exercises.registry import EXERCISES

HOME = "CN"  # whose numbers stand first; family elsewhere has numbers of its own
BESIDE = ("cn-120", "cn-12356")  # stand beside the list of situations: a life in danger, and somebody to talk to
ICONS = {
    "sent-money": "phone", "in-danger": "door", "cannot-pay": "cal", "calls-to-others": "chat", "court-paper": "doc",
    "record-wrong": "shield", "no-basics": "bowl", "cannot-cope": "heart",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToDo:
    """An exercise that helps now: what it does, where it begins."""

    title: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One situation as its page shows it: its lines to call, lessons that are there, facts it rests on."""

    slug: str
    situation: Situation
    lessons: tuple[Lesson, ...]
    facts: tuple[Fact, ...]
    exercises: tuple[ToDo, ...]

    @property
    def icon(self) -> str:
        return f"parts/icons/{ICONS.get(self.slug, 'flag')}.html"


def _trouble(slug: str, situation: Situation) -> Trouble:
    found = catalog()
    lessons = {lesson.slug: lesson for course in found.courses.values() for lesson in course.lessons}
    return Trouble(
        slug,
        situation,
        tuple(lessons[one] for one in situation.lessons if one in lessons),
        tuple(found.facts[one] for one in situation.cites),
        tuple(_to_do(one) for one in situation.exercises),
    )


def _to_do(begun: ExerciseStart) -> ToDo:
    exercise = EXERCISES[begun.kind]
    url = reverse("exercises:exercise", args=(begun.kind,))
    if begun.start and exercise.start_title is not None:
        return ToDo(exercise.start_title(begun.start), f"{url}?start={begun.start}", exercise.icon_template)
    return ToDo(str(exercise.title), url, exercise.icon_template)


def troubles() -> Iterator[Trouble]:
    return (_trouble(slug, situation) for slug, situation in catalog().situations.items())


def first_lines() -> dict[str, object]:
    """The number for danger, which stands before everything, and those beside the list."""
    lines = catalog().helplines
    danger = next((key for key, line in lines.items() if line.emergency and line.country == HOME), None)
    return {"danger": danger, "beside": [one for one in BESIDE if one in lines]}


def _abroad() -> list[str]:
    return [key for key, line in catalog().helplines.items() if line.country != HOME]


def _at_home() -> Iterator[tuple[str, Helpline]]:
    return ((key, line) for key, line in catalog().helplines.items() if line.country == HOME)


@public("help must never stand behind a login")
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "site/help_now.html", {"troubles": troubles(), **first_lines()})


@public("help must never stand behind a login")
@require_safe
def help_situation(request: HttpRequest, situation: str) -> HttpResponse:
    found = catalog().situations.get(situation)
    if found is None:
        raise Http404
    return render(request, "site/help_situation.html", {"trouble": _trouble(situation, found)})


@public("help must never stand behind a login")
@require_safe
def help_numbers(request: HttpRequest) -> HttpResponse:
    context = {"at_home": [key for key, _line in _at_home()], "abroad": _abroad()}
    return render(request, "site/help_numbers.html", context)


@public("help must never stand behind a login, nor on a screen")
@require_safe
def help_print(request: HttpRequest) -> HttpResponse:
    """Every situation and every number, on one sheet."""
    named = {line for situation in catalog().situations.values() for line in situation.lines}
    more = [key for key, _line in _at_home() if key not in named]
    return render(request, "site/help_print.html", {"troubles": troubles(), "more": more, "abroad": _abroad()})
