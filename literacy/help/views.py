"""Pages for somebody in trouble: what is happening, a page for each situation, all numbers, and one sheet of paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.catalog.model.facts import Fact
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.schema import Helpline, Situation
from courses.catalog.published.library import catalog
from literacy.help.late_form import LateSortForm
from literacy.help.late_page import first_page, late_page
from literacy.help.shown import ToDo, icon_of, to_do
from literacy.pages.shared_pages import shared_page

HOME = "CN"  # whose numbers stand first; family elsewhere has numbers of its own
BESIDE = ("cn-120", "cn-12356")  # stand beside the list of situations: a life in danger, and somebody to talk to


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
        return icon_of(self.slug)


def _trouble(slug: str, situation: Situation) -> Trouble:
    found = catalog()
    return Trouble(
        slug,
        situation,
        found.lessons_named(situation.lessons),
        tuple(found.facts[one] for one in situation.cites),
        tuple(to_do(one) for one in situation.exercises),
    )


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
    return render(request, "site/help/now.html", {"troubles": troubles(), **first_lines()})


@public("help must never stand behind a login")
@require_safe
def help_situation(request: HttpRequest, situation: str) -> HttpResponse:
    found = catalog().situations.get(situation)
    if found is None:
        raise Http404
    return render(request, "site/help/situation.html", {"trouble": _trouble(situation, found)})


@public("help must never stand behind a login")
@require_safe
def help_numbers(request: HttpRequest) -> HttpResponse:
    context = {"at_home": [key for key, _line in _at_home()], "abroad": _abroad()}
    return render(request, "site/help/numbers.html", context)


@public("help must never stand behind a login, nor on a screen")
@require_safe
def help_print(request: HttpRequest) -> HttpResponse:
    """Every situation and every number, on one sheet."""
    named = {line for situation in catalog().situations.values() for line in situation.lines}
    more = [key for key, _line in _at_home() if key not in named]
    return render(request, "site/help/print.html", {"troubles": troubles(), "more": more, "abroad": _abroad()})


@public("whoever is late needs no account, and no answer is kept")
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def already_late(request: HttpRequest) -> HttpResponse:
    """One question after another, then what to do first; answers travel by POST only."""
    sort = catalog().late_sort
    if sort is None:
        raise Http404
    if request.method != "POST":
        return shared_page(
            request, "site/help/already_late.html", lambda: {"page": first_page(sort), "is_shared": True}
        )
    form = LateSortForm(sort, request.POST)
    context = {"page": late_page(sort, form), "form": form, "has_errors": bool(form.errors)}
    response = render(request, "site/help/already_late.html", context, status=422 if form.errors else 200)
    return never_stored(response)
