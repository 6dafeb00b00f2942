"""The button under an exercise's result: one call, and on to the next step of the lesson."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from courses.accounts.access import public
from courses.accounts.next_page import see_other
from courses.accounts.visits import visit_of
from courses.catalog.addresses import walked
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.outcome import Outcome, done_form
from courses.learning.outcomes import actions
from courses.learning.outcomes.forms import DoneForm


@public("exercises are open to all, and keeping that one was done makes a guest")
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    form = DoneForm(request.POST, visit=visit)
    if not form.is_valid() or form.read is None:
        return _asked_again(request, form)
    actions.record_outcome(
        learner=visit.learner_for_writing, outcome=form.read, key=f"done:{form.nonce}", now=timezone.now()
    )
    return see_other(_way_on(form.read))


def _asked_again(request: HttpRequest, form: DoneForm) -> HttpResponse:
    """Why nothing was recorded, and the button once more where what it says can be read."""
    outcome = form.read
    again = done_form(outcome, visit_of(request)) if outcome else None
    context = {"problem": form.note, "done": again, "has_errors": True}
    response = render(request, "courses/learning/outcomes/again.html", context, status=422)
    response["Cache-Control"] = "no-store"
    return response


def _way_on(outcome: Outcome) -> str:
    """The step after the one in which the exercise stands; else what was kept of it, or the exercise itself."""
    lesson = outcome.lesson
    if lesson is None:
        is_round = outcome.kind is ExerciseKind.SPOT_AD
        return reverse("learning:ads") if is_round else reverse("exercises:exercise", args=(outcome.kind,))
    page = lesson.page(get_language() or "zh-hans")
    number = page.step_with_exercise(outcome.kind)
    return walked(number + 1, lesson)  # a page's last step is its end: there is one after every exercise
