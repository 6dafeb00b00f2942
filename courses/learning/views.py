"""Lesson pages and answering: each view reads the request, makes one call, and shows a page."""

import secrets
from contextlib import suppress
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import form_stood_on, public, sign_in_url
from courses.accounts.carrying import carry
from courses.accounts.kept import fill, kept
from courses.accounts.visits import Visit, visit_of
from courses.catalog.library import catalog
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import NotAChoice, Question
from courses.learning import actions
from courses.learning.assembling import lesson_html, same_for_visitors
from courses.learning.blocks import Typed, right_words
from courses.learning.forms import AnswerForm, PlaceForm, SentForm
from courses.learning.models import Answer
from courses.learning.pages import Focus, lesson_page
from courses.learning.progress import LessonState, safe_lesson_state
from courses.learning.steps.shown import safe_step
from courses.learning.way_on import safe_next_thing

LESSONS_ARE_OPEN = "lessons are open to all, and answering makes a guest"


def _find(course: str, lesson: str) -> tuple[Course, Lesson]:
    try:
        found = catalog().lesson(course, lesson)
    except KeyError:
        raise Http404 from None
    return catalog().courses[course], found


def _question(lesson: Lesson, question: str) -> Question:
    found = lesson.questions.get(question)
    if found is None or found.kind == "guess":
        raise Http404
    return found


@public(LESSONS_ARE_OPEN)
@require_safe
def lesson(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    place = PlaceForm(request.GET)
    found_course, found_lesson = _find(course, lesson)
    state = safe_lesson_state(visit_of(request), found_lesson)
    return _page(request, found_course, found_lesson, state, focus=place.focus, reopened=place.reopened)


def _page(
    request: HttpRequest, course: Course, lesson: Lesson, state: LessonState, *, focus: Focus,
    reopened: Focus | None = None, typed: Typed | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    visit, now = visit_of(request), timezone.now()

    def make() -> str:
        way_on = safe_next_thing(visit, catalog(), now, within=course, done=lesson) if state.is_complete else None
        page = lesson_page(
            course, lesson, language=get_language() or "zh-hans", state=state, visit=visit, focus=focus,
            reopened=reopened or Focus(), typed=typed, way_on=way_on,
        )  # fmt: skip
        return lesson_html(request, page, safe_step(visit, lesson, now))

    is_shared = visit.is_nobody_known and not focus.question and typed is None
    html = kept(same_for_visitors(request, lesson), make) if is_shared else make()
    form_key = visit.sign(secrets.token_urlsafe(12))
    response = HttpResponse(fill(html, request=request, form_key=form_key), status=status)
    response["Cache-Control"] = "private, no-cache"  # Back keeps what was typed; nothing is shared
    return response


@public(LESSONS_ARE_OPEN)
@require_POST
def answer(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_course, found_lesson = _find(course, lesson)
    asked = _question(found_lesson, question)
    visit = visit_of(request)
    form = AnswerForm(request.POST, question=asked, visit=visit)
    if not form.is_valid():
        return _show_again(request, found_course, found_lesson, form)
    try:
        actions.record_answer(
            learner=visit.learner_for_writing, lesson=found_lesson, question=asked,
            occasion=form.cleaned_data["occasion"], given=form.cleaned_data["given"], key=form.answer_key,
            now=timezone.now(), known=visit.learner,
        )  # fmt: skip
    except NotAChoice:
        return _show_again(request, found_course, found_lesson, form)
    except actions.KeyAlreadyUsed:
        return _back(found_lesson, asked, form, "kept")
    except actions.AlreadyResolved:
        pass
    return _back(found_lesson, asked, form, "answered")


def _show_again(request: HttpRequest, course: Course, lesson: Lesson, form: SentForm) -> HttpResponse:
    """The page again with what was typed, the reason, and focus on it."""
    errors = tuple(str(error) for error in form.non_field_errors() if str(error) != form.note)
    fields = form.typed if isinstance(form, AnswerForm) else {}
    page = reverse("learning:lesson", args=(lesson.course, lesson.slug))
    request.page_path = page  # type: ignore[attr-defined]
    occasion = form.cleaned_data.get("occasion") or Answer.LESSON
    state = safe_lesson_state(visit_of(request), lesson)
    visit = visit_of(request)
    offers_sign_in = form.is_of_another and visit.account is None and (bool(fields) or visit.has_ended)
    sign_in = sign_in_url(form_stood_on(request), because="answer") if offers_sign_in else ""
    typed = Typed(fields, errors, form.note, sign_in)
    focus = Focus(form.question.id, "errors", occasion)
    response = _page(request, course, lesson, state, focus=focus, typed=typed, status=422)
    if offers_sign_in:
        carry(request, response, page=form_stood_on(request), now=timezone.now())
    return response


def _back(lesson: Lesson, question: Question, form: SentForm, name: str) -> HttpResponse:
    """See Other: reloading the answered page sends nothing again."""
    once_more = form.cleaned_data["occasion"] == Answer.AGAIN
    parameter = f"{name}-again" if once_more else name
    address = reverse("learning:lesson", args=(lesson.course, lesson.slug))
    response = redirect(f"{address}?{parameter}={question.id}")
    response.status_code = 303
    return response


@public(LESSONS_ARE_OPEN)
@require_POST
def show(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_course, found_lesson = _find(course, lesson)
    asked = _question(found_lesson, question)
    visit = visit_of(request)
    form = SentForm(request.POST, question=asked, visit=visit)
    if not form.is_valid():
        return _show_again(request, found_course, found_lesson, form)
    with suppress(actions.AlreadyResolved, actions.KeyAlreadyUsed):  # resolved or shown already: the page says so
        actions.show_answer(
            learner=visit.learner_for_writing, lesson=found_lesson, question=asked,
            occasion=form.cleaned_data["occasion"], key=f"show:{form.answer_key}", now=timezone.now(),
            known=visit.learner,
        )  # fmt: skip
    return _back(found_lesson, asked, form, "answered")


@public(LESSONS_ARE_OPEN)
@require_POST
def finish(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    _, found = _find(course, lesson)
    now: datetime = timezone.now()
    visit: Visit = visit_of(request)
    actions.finish_lesson(learner=visit.learner_for_writing, lesson=found, now=now)
    response = redirect("learning:lesson", course, lesson)
    response.status_code = 303
    return response


@public("plans for facilitators help anybody who wants to teach")
@require_safe
def guide(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found_course, found_lesson = _find(course, lesson)
    language = get_language() or "zh-hans"
    keys = [(question, right_words(question, language)) for question in found_lesson.marked_questions]
    context = {"course": found_course, "lesson": found_lesson, "page": found_lesson.page(language), "answer_key": keys}
    return render(request, "courses/learning/guide.html", context)
