"""The button under an exercise's result, all that was kept by it, and the way back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.results.outcome import done_form
from courses.learning.course_progress.own_things import not_theirs
from courses.learning.models import ExerciseOutcome
from courses.learning.outcomes import actions
from courses.learning.outcomes.forms import LESSON, ROUNDS, ExerciseDoneForm, PressForm
from courses.learning.outcomes.kept import JUST, all_done, done_of, just_done

OWN_OUTCOMES = "exercises one did oneself, found by account or by the guest's own cookie; for others there are none"


@public("exercises are open to all, and keeping that one was done makes a guest")
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    form = ExerciseDoneForm(request.POST, visit=visit)
    if not form.is_valid() or form.read is None:
        return _asked_again(request, form)
    row = actions.record_outcome(
        learner=visit.learner_for_writing, outcome=form.read, key=f"done:{form.nonce}", now=timezone.now()
    )
    return see_other(f"{_way_on(row)}?{JUST}={row.pk}")


def _asked_again(request: HttpRequest, form: ExerciseDoneForm) -> HttpResponse:
    """Why nothing was recorded, and the button once more where what it says can be read."""
    outcome = form.read
    again = done_form(outcome, visit_of(request)) if outcome else None
    context = {"problem": form.note, "done": again, "has_errors": True}
    response = render(request, "courses/learning/outcomes/again.html", context, status=422)
    return never_stored(response)


def _way_on(outcome: ExerciseOutcome) -> str:
    """The step after the one in which the exercise stands; else what was kept of it, or the exercise itself."""
    step = done_of(outcome).next_url
    if step:
        return step
    is_round = outcome.kind == ExerciseKind.SPOT_AD
    return reverse("learning:ads") if is_round else reverse("exercises:exercise", args=(outcome.kind,))


@public(OWN_OUTCOMES)
@require_safe
def exercises_done(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    """All that is kept, each with its way back; after a refused press, why nothing was changed."""
    visit = visit_of(request)
    learner = visit.learner_for_reading
    of_site(request).page_path = reverse("learning:exercises-done")
    found = all_done(learner, timezone.now())
    context = {
        "all_done": found, "has_rounds": any(one.kind == ExerciseKind.SPOT_AD and one.is_kept for one in found),
        "just_done": just_done(request), "problem": problem,
        "has_errors": bool(problem), "form_key": visit.new_form_key(),
    }  # fmt: skip
    response = render(request, "courses/learning/outcomes/list.html", context, status=422 if problem else 200)
    return never_stored(response)


@public(OWN_OUTCOMES)
@require_POST
def take_back(request: HttpRequest, outcome: int) -> HttpResponse:
    return _changed(request, outcome, actions.take_back)


@public(OWN_OUTCOMES)
@require_POST
def keep_again(request: HttpRequest, outcome: int) -> HttpResponse:
    return _changed(request, outcome, actions.keep_again)


def _changed(request: HttpRequest, outcome: int, change: Callable[..., ExerciseOutcome]) -> HttpResponse:
    """Do what the button says, and see where it stood what came of it."""
    visit = visit_of(request)
    if visit.learner is None or not visit.learner.exercise_outcomes.filter(pk=outcome).exists():
        return not_theirs(request)
    form = PressForm(request.POST, visit=visit)
    if not form.is_valid():
        return _list(request, problem=form.note)
    row = change(learner=visit.learner_for_writing, outcome=outcome, now=timezone.now())
    places = {LESSON: done_of(row).step_url, ROUNDS: reverse("learning:ads")}
    page = places.get(form.cleaned_data["page"]) or reverse("learning:exercises-done")
    return see_other(f"{page}?{JUST}={row.pk}")
