"""The questionnaire, its score, and what was kept. Nothing is stored before "Keep this result" is pressed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.forms import KeyForm
from courses.accounts.visitors.visitor import visit_of
from courses.learning.wellbeing import actions
from courses.learning.wellbeing.forms import FilledQuestionnaire, KeepForm, QuestionnaireForm
from courses.learning.wellbeing.results import results_of
from courses.learning.wellbeing.scale import scale

OPEN_TO_ALL = "the questionnaire is open to all and stores nothing by itself; keeping a result makes a guest"
OWN_RESULTS = "a guest's own results, found by the guest's own cookie; a visitor sees an empty page"
PAGES = "courses/learning/wellbeing"


def _page(
    request: HttpRequest, name: str, context: dict[str, object], *, status: int = 200, is_private: bool = True
) -> HttpResponse:
    response = render(request, f"{PAGES}/{name}.html", {"scale": scale(), **context}, status=status)
    if is_private:
        never_stored(response)
    return response


@public(OPEN_TO_ALL)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest) -> HttpResponse:
    is_assisted = _is_assisted(request)
    if request.method != "POST":
        return _page(
            request, "questionnaire", {"form": QuestionnaireForm(is_assisted=is_assisted)}, is_private=is_assisted
        )
    form = QuestionnaireForm(request.POST, is_assisted=is_assisted)
    if not form.is_valid():
        return _page(request, "questionnaire", {"form": form, "has_errors": True}, status=422)
    return _result(request, form.filled)


def _is_assisted(request: HttpRequest) -> bool:
    """Whether somebody reads out and presses for this learner in this sitting."""
    learner = visit_of(request).learner
    return learner is not None and learner.is_assisted_at(timezone.now())


def _result(request: HttpRequest, filled: FilledQuestionnaire, *, note: str = "") -> HttpResponse:
    """The score, with the form that keeps it; `note` says why it was not kept."""
    of_site(request).page_path = reverse("learning:wellbeing")
    context = {
        "filled": filled, "form_key": visit_of(request).new_form_key(), "note": note,
        "has_errors": bool(note), "sent": [("occasion", filled.occasion), ("age", filled.age), ("mode", filled.mode)]
        + [(f"item-{item.number}", value) for item, value in zip(scale().items, filled.answers, strict=True)],
    }  # fmt: skip
    return _page(request, "result", context, status=422 if note else 200)


@public(OPEN_TO_ALL)
@sensitive_post_parameters()
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    form = KeepForm(request.POST, visit=visit)
    if form.is_valid():
        filled, key = form.filled, f"{form.nonce}:wellbeing"
        kept = actions.keep_result(learner=visit.learner_for_writing, filled=filled, key=key, now=timezone.now())
        same = (kept.occasion, tuple(kept.answers)) == (filled.occasion, filled.answers)
        return see_other(reverse("learning:wellbeing-results") + ("?kept=1" if same else "?before=1"))
    if form.is_complete:
        return _result(request, form.filled, note=form.note)
    of_site(request).page_path = reverse("learning:wellbeing")
    return _page(
        request, "questionnaire", {"form": QuestionnaireForm(request.POST), "has_errors": True}, status=422
    )  # fmt: skip


@public(OWN_RESULTS)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    return _results(request)


def _results(request: HttpRequest, *, note: str = "") -> HttpResponse:
    found = results_of(visit_of(request).learner_for_reading)
    of_site(request).page_path = reverse("learning:wellbeing-results")
    context = {
        "results": found, "form_key": visit_of(request).new_form_key() if found.kept else "",
        "was_kept": "kept" in request.GET, "was_kept_before": "before" in request.GET, "note": note,
        "has_errors": bool(note),
    }  # fmt: skip
    return _page(request, "results", context, status=422 if note else 200)


@public(OWN_RESULTS)
@require_POST
def remove(request: HttpRequest, result: int) -> HttpResponse:
    learner = visit_of(request).learner_for_reading
    if learner is None:
        raise Http404
    form = KeyForm(request.POST, visit=visit_of(request))
    if not form.is_valid():
        return _results(request, note=form.note)
    actions.remove_result(learner=learner, result=result)
    return see_other(reverse("learning:wellbeing-results"))
