"""Pages of a path: what matters, one page for each question, and the path; nothing is kept before something is sent."""

import secrets
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.refusals import NotYoursError
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.asking import NotAChoice
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.learning.course_progress.standing import CourseStanding
from courses.learning.course_progress.way_on import next_on_path
from courses.learning.exams.sitting import SittingItem
from courses.learning.lessons.forms import AnswerForm
from courses.learning.lessons.question_view import TypedAnswer
from courses.learning.models import LearningPath
from courses.learning.planning.paths import actions
from courses.learning.planning.paths.access import OWN_PATHS, own_path
from courses.learning.planning.paths.drawing import MOST
from courses.learning.planning.paths.forms import GoalsForm
from courses.learning.planning.paths.own import OwnPaths, PathSitting, own_paths, path_sitting
from courses.learning.planning.paths.pages import address, next_address, path_page, question_page

OPEN_TO_ALL = "anybody may make a path, and sending what matters makes a guest"
OWN_PATH = "a guest's own path, found by the guest's own cookie; a visitor is led to making one"
PAGES = "courses/learning/planning/paths"
MOST_SEED = 2**31


def _paths(request: HttpRequest) -> OwnPaths:
    return own_paths(visit_of(request).learner_for_reading)


def _private(response: HttpResponse) -> HttpResponse:
    return never_stored(response)


@public(OWN_PATH)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    paths = _paths(request)
    if paths.current is None:
        return _private(redirect("learning:path-new"))
    return _show(request, paths, paths.current)


def _show(request: HttpRequest, paths: OwnPaths, current: LearningPath, *, note: str = "") -> HttpResponse:
    standing = CourseStanding(visit_of(request).learner, catalog(), timezone.now())
    way_on = next_on_path(standing) if paths.in_force else None
    page = path_page(paths, current, path_sitting(current, catalog()), standing.states, way_on)
    of_site(request).page_path = reverse("learning:path")
    context = {
        "page": page, "paths": paths, "form_key": visit_of(request).new_form_key(), "note": note,
        "has_errors": bool(note),
    }  # fmt: skip
    return _private(render(request, f"{PAGES}/path.html", context, status=422 if note else 200))


@public(OPEN_TO_ALL)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    paths, visit = _paths(request), visit_of(request)
    sent = request.POST if request.method == "POST" else None
    form = GoalsForm(sent, visit=visit, initial={"goals": [goal.key for goal in paths.goals]})
    if sent is not None and form.is_valid():
        made = actions.start_path(
            learner=visit.learner_for_writing, catalog=catalog(), goals=form.said, asks=form.asks, key=form.path_key,
            seed=secrets.randbelow(MOST_SEED), now=timezone.now(),
        )  # fmt: skip
        return see_other(next_address(path_sitting(made, catalog())) if made.made_at is None else _home())
    begun = path_sitting(paths.open, catalog()) if paths.open else None
    context = {
        "form": form, "form_key": visit.new_form_key(), "paths": paths, "has_errors": sent is not None, "most": MOST,
        "go_on": next_address(begun) if begun and begun.after(0) else "",
    }  # fmt: skip
    return _private(render(request, f"{PAGES}/new.html", context, status=422 if sent is not None else 200))


def _home() -> str:
    return reverse("learning:path")


@public(OWN_PATHS)
@require_safe
@own_path
def question(request: HttpRequest, sitting: PathSitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    return see_other(next_address(sitting, place)) if item is None else _question(request, sitting, item)


def _item(sitting: PathSitting, place: int) -> SittingItem | None:
    """The item at a place; None where it left its course or stays as it is, 404 where there never was one."""
    if not 1 <= place <= len(sitting.path.drawn):
        raise Http404
    item = sitting.at(place)
    return item if item is not None and sitting.may_answer(item) else None


def _question(
    request: HttpRequest,
    sitting: PathSitting,
    item: SittingItem,
    *,
    typed: TypedAnswer | None = None,
    status: int = 200,
) -> HttpResponse:
    focus = "errors" if typed else ""
    page = question_page(sitting, item, language=current_language(), typed=typed, focus=focus)
    of_site(request).page_path = address("question", sitting.path, place=item.place)
    context = {"page": page, "form_key": visit_of(request).new_form_key(), "has_errors": status != 200}
    response = render(request, f"{PAGES}/question.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"  # Back keeps what was typed; nothing is shared
    return response


@public(OWN_PATHS)
@require_POST
@own_path
def save(request: HttpRequest, sitting: PathSitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    if item is None:
        return see_other(next_address(sitting, place))
    form = AnswerForm(request.POST, question=item.question, visit=visit_of(request))
    if form.is_valid():
        try:
            return _keep(request, item, sitting.path.pk, form.cleaned_data["given"])
        except NotAChoice:
            pass
    return _question(request, sitting, item, typed=TypedAnswer(form.typed, form.other_errors, form.note), status=422)


def _keep(request: HttpRequest, item: SittingItem, path: int, given: str) -> HttpResponse:
    return _put(
        lambda: actions.keep_answer(
            learner=visit_of(request).learner_for_writing, path=path, place=item.place, question=item.question,
            given=given, catalog=catalog(), now=timezone.now(),
        ),
        item.place,
    )  # fmt: skip


def _put(write: Callable[[], LearningPath], place: int) -> HttpResponse:
    try:
        path = write()
    except NotYoursError:
        raise Http404 from None
    except actions.AlreadyMade:
        return see_other(_home())
    return see_other(next_address(path_sitting(path, catalog()), place))


@public(OWN_PATHS)
@require_POST
@own_path
def unknown(request: HttpRequest, sitting: PathSitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    if item is None:
        return see_other(next_address(sitting, place))
    form = KeyForm(request.POST, visit=visit_of(request))
    if not form.is_valid():
        return _question(request, sitting, item, typed=TypedAnswer(note=form.note), status=422)
    return _keep(request, item, sitting.path.pk, "")


@public(OWN_PATHS)
@require_POST
@own_path
def leave_out(request: HttpRequest, sitting: PathSitting, place: int) -> HttpResponse:
    item, visit = _item(sitting, place), visit_of(request)
    if item is None:
        return see_other(next_address(sitting, place))
    form = KeyForm(request.POST, visit=visit)
    if not form.is_valid():
        return _question(request, sitting, item, typed=TypedAnswer(note=form.note), status=422)

    def write() -> LearningPath:
        return actions.leave_out(
            learner=visit.learner_for_writing, path=sitting.path.pk, place=place, catalog=catalog(), now=timezone.now()
        )

    return _put(write, place)


@public(OWN_PATHS)
@require_POST
@own_path
def make(request: HttpRequest, sitting: PathSitting, place: int) -> HttpResponse:
    """Leave out this question and all others that have no answer."""
    item = _item(sitting, place)
    if sitting.is_made or item is None:
        return see_other(next_address(sitting, place))
    form = KeyForm(request.POST, visit=visit_of(request))
    if not form.is_valid():
        return _question(request, sitting, item, typed=TypedAnswer(note=form.note), status=422)
    return _write(request, sitting, actions.make_path)


@public(OWN_PATHS)
@require_POST
@own_path
def put_away(request: HttpRequest, sitting: PathSitting) -> HttpResponse:
    return _press(request, sitting, actions.put_away)


@public(OWN_PATHS)
@require_POST
@own_path
def take_up(request: HttpRequest, sitting: PathSitting) -> HttpResponse:
    return _press(request, sitting, actions.take_up)


def _press(request: HttpRequest, sitting: PathSitting, write: Callable[..., LearningPath]) -> HttpResponse:
    """A button on the page of the path; one that cannot count comes back with the reason."""
    form = KeyForm(request.POST, visit=visit_of(request))
    if form.is_valid():
        return _write(request, sitting, write)
    paths = _paths(request)
    return _show(request, paths, paths.current or sitting.path, note=form.note)


def _write(request: HttpRequest, sitting: PathSitting, write: Callable[..., LearningPath]) -> HttpResponse:
    try:
        write(learner=visit_of(request).learner_for_writing, path=sitting.path.pk, now=timezone.now())
    except NotYoursError:
        raise Http404 from None
    return see_other(_home())
