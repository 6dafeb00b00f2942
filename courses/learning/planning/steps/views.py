"""The page of one action step, its buttons, and the end of reminders; each view makes one call and shows a page."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public, sign_in_url
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.lessons import Lesson
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import lesson_or_404
from courses.learning.lessons.addresses import step_url
from courses.learning.planning.steps import actions
from courses.learning.planning.steps.forms import (
    LESSON,
    STEP,
    MailForm,
    ReasonForm,
    StepAnswerForm,
    StepChoiceForm,
    StepForm,
)
from courses.learning.planning.steps.shown import step_of
from courses.learning.planning.steps.stopping import is_one_click, learner_of, wants_mail

OPEN_TO_ALL = "actions of lessons are open to all, and taking one up makes a guest"
OWN_STEP = "a guest's own step, found by the guest's own cookie; to others it is one that nobody took up"
PAGES = "courses/learning/planning/steps"


@public(OWN_STEP)
@require_safe
def step(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    return _page(request, lesson_or_404(course, lesson))


def _page(request: HttpRequest, lesson: Lesson, *, problem: str = "", stood_on: str = STEP) -> HttpResponse:
    """The step; after a refused press its buttons lead back to where the refused one `stood_on`."""
    visit, page = visit_of(request), reverse("learning:step", args=(lesson.course, lesson.slug))
    learner = visit.learner_for_reading
    of_site(request).page_path = page
    context = {
        "step": step_of(learner, lesson, timezone.now()), "course": catalog().courses[lesson.course],
        "form_key": visit.new_form_key(), "page": stood_on, "problem": problem,
        "has_errors": bool(problem), "was_pressed": "step" in request.GET,
        "sign_in": "" if visit.account else sign_in_url(page),
    }  # fmt: skip
    response = render(request, f"{PAGES}/step.html", context, status=422 if problem else 200)
    return never_stored(response)


def _pressed(
    request: HttpRequest, lesson: Lesson, form: StepForm, act: Callable[[], object]
) -> HttpResponse:  # fmt: skip
    """Do what a button says and see the page it stood on; or say why nothing was recorded."""
    problem = _problem(form, act)
    stood_on = form.cleaned_data.get("page") or STEP
    if problem:
        return _page(request, lesson, problem=problem, stood_on=stood_on)
    pressed = {"step": "1"}
    if stood_on == LESSON:
        return see_other(step_url(lesson, anchor="lesson-end", query=pressed))
    return see_other(f"{reverse('learning:step', args=(lesson.course, lesson.slug))}?{urlencode(pressed)}")


def _problem(form: StepForm, act: Callable[[], object]) -> str:
    """Why nothing was recorded; "" when it was."""
    if not form.is_valid():
        return form.note if form.is_of_another else _("Select one of the answers")
    try:
        act()
    except (actions.NotTakenUp, actions.NotAsked):
        return _("This is not asked any more, so nothing was recorded.")
    except actions.NoAddress:
        return _("Your account has no e-mail address. Add one in your account first.")
    return ""


@public(OPEN_TO_ALL)
@require_POST
def choose(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found, visit = lesson_or_404(course, lesson), visit_of(request)
    form = StepChoiceForm(request.POST, visit=visit)
    return _pressed(
        request, found, form,
        lambda: actions.choose(
            learner=visit.learner_for_writing, lesson=found, choice=form.cleaned_data["choice"], now=timezone.now()
        ),
    )  # fmt: skip


@public(OWN_STEP)
@require_POST
def answer(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found, visit = lesson_or_404(course, lesson), visit_of(request)
    form = StepAnswerForm(request.POST, visit=visit)
    return _pressed(
        request, found, form,
        lambda: actions.answer_question(
            learner=visit.learner_for_writing, lesson=found, days=form.cleaned_data["days"],
            answer=form.cleaned_data["answer"], now=timezone.now(),
        ),
    )  # fmt: skip


@public(OWN_STEP)
@require_POST
def reason(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found, visit = lesson_or_404(course, lesson), visit_of(request)
    form = ReasonForm(request.POST, visit=visit)
    return _pressed(
        request, found, form,
        lambda: actions.give_reason(
            learner=visit.learner_for_writing, lesson=found, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@public(OWN_STEP)
@require_POST
def mail(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found, visit = lesson_or_404(course, lesson), visit_of(request)
    form = MailForm(request.POST, visit=visit)
    return _pressed(
        request, found, form,
        lambda: actions.want_mail(
            learner=visit.learner_for_writing, lesson=found, is_wanted=form.cleaned_data["wanted"] == "yes",
            now=timezone.now(),
        ),
    )  # fmt: skip


@csrf_exempt  # mail programs send it without a cookie or a token of the page: the signed link is all the proof there is
@public("whoever has the signed link of a reminder may end reminders, without signing in")
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button, because programs open links of mails by themselves; only the press ends reminders."""
    learner = learner_of(token)
    if learner is not None and request.method == "POST":
        actions.stop_mail(learner=learner, now=timezone.now())
        if not is_one_click(request):
            return see_other(request.path)
    context = {"is_known": learner is not None, "is_on": learner is not None and wants_mail(learner)}
    response = render(request, f"{PAGES}/stop_mail.html", context, status=200 if learner is not None else 404)
    return never_stored(response)
