"""Pages of a check: its first page, a page for each question, "check your answers", and the result."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.refusals import NotYoursError
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.asking import NotAChoice
from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import course_or_404
from courses.languages.known import current_language
from courses.learning.course_progress.ending import bars_of
from courses.learning.course_progress.way_on import safe_next_thing
from courses.learning.exams import actions
from courses.learning.exams.access import OWN_ATTEMPTS, own_attempt
from courses.learning.exams.overview import safe_overview
from courses.learning.exams.pages import answer_lines, question_page
from courses.learning.exams.results import result_of
from courses.learning.exams.sitting import Sitting, SittingItem, sitting_of
from courses.learning.lessons.forms import AnswerForm
from courses.learning.lessons.question_view import TypedAnswer
from courses.learning.models import CheckAttempt

OPEN_TO_ALL = "checks are open to all, and beginning one makes a guest"
MOST_SEED = 2**31


@public(OPEN_TO_ALL)
@require_safe
def begin(request: HttpRequest, course: str, kind: str) -> HttpResponse:
    return _first_page(request, course_or_404(course), kind)


def _first_page(request: HttpRequest, course: Course, kind: str, *, note: str = "") -> HttpResponse:
    visit = visit_of(request)
    overview = safe_overview(visit, course)
    if not overview.length:
        raise Http404
    context = {
        "course": course, "overview": overview, "kind": kind, "note": note, "has_errors": bool(note),
        "form_key": visit.new_form_key(), "storage_is_down": visit.storage_is_down,
    }  # fmt: skip
    name = "check" if kind == CheckAttempt.FINAL else "diagnostic"
    of_site(request).page_path = reverse(f"learning:{name}", args=(course.slug,))
    response = render(request, f"courses/learning/exams/{name}.html", context, status=422 if note else 200)
    return never_stored(response)


@public(OPEN_TO_ALL)
@require_POST
def start(request: HttpRequest, course: str, kind: str) -> HttpResponse:
    found, visit = course_or_404(course), visit_of(request)
    form = KeyForm(request.POST, visit=visit)
    if not form.is_valid():
        return _first_page(request, found, kind, note=form.note)
    try:
        attempt = actions.start_check(
            learner=visit.learner_for_writing, course=found, kind=kind, key=f"{form.nonce}:{kind}:{found.slug}",
            seed=secrets.randbelow(MOST_SEED), now=timezone.now(),
        )  # fmt: skip
    except actions.NothingToAsk:
        raise Http404 from None
    return see_other(_next_url(sitting_of(attempt, found), 0))


def _url(name: str, sitting: Sitting, **more: int) -> str:
    place: dict[str, object] = {"course": sitting.course.slug, "attempt": sitting.attempt.pk, **more}
    return reverse(f"learning:check-{name}", kwargs=place)


def _next_url(sitting: Sitting, place: int) -> str:
    """Where to go on from a place: the next question without an answer, else all answers, else the result."""
    if sitting.is_sent:
        return _url("result", sitting)
    following = sitting.after(place)
    return _url("question", sitting, place=following.place) if following else _url("answers", sitting)


@public(OWN_ATTEMPTS)
@require_safe
@own_attempt
def question(request: HttpRequest, sitting: Sitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    if sitting.is_sent or item is None:
        return see_other(_next_url(sitting, place))
    return _question(request, sitting, item)


def _item(sitting: Sitting, place: int) -> SittingItem | None:
    """The item at a place; None where it left the course, 404 where there never was one."""
    if not 1 <= place <= len(sitting.attempt.drawn):
        raise Http404
    return sitting.at(place)


def _question(
    request: HttpRequest, sitting: Sitting, item: SittingItem, *, typed: TypedAnswer | None = None, focus: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = question_page(sitting, item, language=current_language(), typed=typed, focus=focus)
    of_site(request).page_path = _url("question", sitting, place=item.place)
    context = {"page": page, "form_key": visit_of(request).new_form_key(), "has_errors": status != 200}
    response = render(request, "courses/learning/exams/question.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"  # Back keeps what was typed; nothing is shared
    return response


@public(OWN_ATTEMPTS)
@require_POST
@own_attempt
def save(request: HttpRequest, sitting: Sitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    if sitting.is_sent or item is None:
        return see_other(_next_url(sitting, place))
    form = AnswerForm(request.POST, question=item.question, visit=visit_of(request))
    if form.is_valid():
        try:
            return _put(request, sitting, item, form.cleaned_data["given"])
        except NotAChoice:
            pass
    typed = TypedAnswer(form.typed, form.other_errors, form.note)
    return _question(request, sitting, item, typed=typed, focus="errors", status=422)


@public(OWN_ATTEMPTS)
@require_POST
@own_attempt
def unknown(request: HttpRequest, sitting: Sitting, place: int) -> HttpResponse:
    item = _item(sitting, place)
    if sitting.is_sent or item is None:
        return see_other(_next_url(sitting, place))
    form = KeyForm(request.POST, visit=visit_of(request))
    if not form.is_valid():
        return _question(request, sitting, item, typed=TypedAnswer(note=form.note), focus="errors", status=422)
    return _put(request, sitting, item, "")


def _put(request: HttpRequest, sitting: Sitting, item: SittingItem, given: str) -> HttpResponse:
    try:
        actions.save_answer(
            learner=visit_of(request).learner_for_writing, attempt=sitting.attempt.pk, question=item.question,
            given=given, now=timezone.now(), language=current_language(),
        )  # fmt: skip
    except NotYoursError:
        raise Http404 from None
    except actions.AlreadySent:
        return see_other(_url("result", sitting))
    return see_other(_next_url(sitting, item.place))


@public(OWN_ATTEMPTS)
@require_safe
@own_attempt
def answers(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    if sitting.is_sent:
        return see_other(_url("result", sitting))
    return _answers(request, sitting)


def _answers(request: HttpRequest, sitting: Sitting, *, note: str = "", is_refused: bool = False) -> HttpResponse:
    of_site(request).page_path = _url("answers", sitting)
    context = {
        "sitting": sitting, "lines": answer_lines(sitting, current_language()), "note": note,
        "form_key": visit_of(request).new_form_key(),
        "is_refused": is_refused, "has_errors": is_refused,
    }  # fmt: skip
    status = 422 if is_refused else 200
    response = render(request, "courses/learning/exams/answers.html", context, status=status)
    return never_stored(response)


@public(OWN_ATTEMPTS)
@require_POST
@own_attempt
def send(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    visit = visit_of(request)
    form = KeyForm(request.POST, visit=visit)
    if not form.is_valid() and not sitting.is_sent:
        return _answers(request, sitting, note=form.note, is_refused=True)
    try:
        actions.send_check(
            learner=visit.learner_for_writing, attempt=sitting.attempt.pk, course=sitting.course, now=timezone.now()
        )
    except NotYoursError:
        raise Http404 from None
    except actions.StillOpen as refusal:
        return _answers(request, refusal.sitting, is_refused=True)
    return see_other(_url("result", sitting))


@public(OWN_ATTEMPTS)
@require_safe
@own_attempt
def result(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    if not sitting.is_sent:
        return see_other(_url("answers", sitting))
    learner = visit_of(request).learner
    assert learner is not None  # own_attempt found this sitting by its learner
    found = result_of(learner, sitting.attempt, catalog(), current_language())
    name = "diagnostic_result" if sitting.is_diagnostic else "result"
    way_on = safe_next_thing(visit_of(request), catalog(), timezone.now(), within=sitting.course)
    context = {
        "result": found, "bars": bars_of(found.gain, found.attempt), "course": sitting.course, "way_on": way_on,
        "is_print": "print" in request.GET,
    }  # fmt: skip
    response = render(request, f"courses/learning/exams/result/{name}.html", context)
    return never_stored(response)
