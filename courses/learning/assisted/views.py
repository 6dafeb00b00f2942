"""The page that explains assisted answering, and the buttons that begin and end it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.pages.next_page import next_of
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of
from courses.learning.assisted import actions

OWN_SITTING = "one's own sitting; lessons are open to all, and beginning one makes a guest"


@public(OWN_SITTING)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _about(request)


def _about(request: HttpRequest, *, note: str = "") -> HttpResponse:
    visit = visit_of(request)
    learner, now = visit.learner_for_reading, timezone.now()
    of_site(request).page_path = reverse("learning:assisted")
    context = {
        "is_assisted": learner is not None and learner.is_assisted_at(now), "note": note, "has_errors": bool(note),
        "form_key": visit.new_form_key(), "hours": actions.SITTING.seconds // 3600,
    }  # fmt: skip
    response = render(request, "courses/learning/assisted/about.html", context, status=422 if note else 200)
    return never_stored(response)


@public(OWN_SITTING)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    form = KeyForm(request.POST, visit=visit)
    if not form.is_valid():
        return _about(request, note=form.note)
    actions.begin_assistance(learner=visit.learner_for_writing, now=timezone.now())
    return see_other(reverse("learning:assisted"))


@public(OWN_SITTING)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """One press, from any page; without an assisted sitting it changes nothing."""
    visit = visit_of(request)
    if visit.learner_for_reading is not None:
        actions.end_assistance(learner=visit.learner_for_writing, now=timezone.now())
    return see_other(next_of(request, reverse("learning:assisted")))
