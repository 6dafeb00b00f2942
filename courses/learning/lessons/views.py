"""Lesson pages and answering: each view reads the request, makes one call, and shows a page."""

from contextlib import suppress
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import form_stood_on, public, sign_in_url
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored
from courses.accounts.pages.html_cache import fill
from courses.accounts.session.pending_answer import carry
from courses.accounts.visitors.visitor import Visit, visit_of
from courses.catalog.model.asking import NotAChoice
from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import course_and_lesson_or_404, lesson_or_404
from courses.languages.known import current_language
from courses.learning.course_progress.progress import LessonState, safe_lesson_state
from courses.learning.course_progress.way_on import safe_next_thing
from courses.learning.lessons import actions
from courses.learning.lessons.addresses import step_url, walked, whole_url
from courses.learning.lessons.forms import AnswerForm, PlaceForm, SentForm
from courses.learning.lessons.lesson_html import lesson_html
from courses.learning.lessons.pages import NOWHERE, Focus, LessonPage, lesson_page, what_is_seen
from courses.learning.lessons.question_view import TypedAnswer, right_words
from courses.learning.lessons.walking import go_on_number, number_asked_for
from courses.learning.models import Answer
from courses.learning.outcomes.kept import JUST
from courses.learning.planning.steps.shown import ActionStep, safe_step

LESSONS_ARE_OPEN = "lessons are open to all, and answering makes a guest"


def _question(lesson: Lesson, question: str) -> Question:
    found = lesson.questions.get(question)
    if found is None or not found.is_marked:
        raise Http404
    return found


@public(LESSONS_ARE_OPEN)
@require_safe
def lesson(request: HttpRequest, course: str, lesson: str, number: int = 1) -> HttpResponse:
    """One step. Older links name no step: their query leads to the right one."""
    found_course, found = course_and_lesson_or_404(course, lesson)
    page, place = found.page(current_language()), PlaceForm(request.GET)
    if "print" in request.GET or "blank" in request.GET:
        return _led(request, whole_url(found))
    focus = place.focus
    asked = number_asked_for(page, question=focus.question, occasion=focus.occasion, query=request.GET)
    wanted = asked or (number if number <= len(page.steps) else 1)
    if request.path != walked(wanted, found):
        return _led(request, walked(wanted, found))
    state = safe_lesson_state(visit_of(request), found)
    return _page(request, found_course, found, state, number=wanted, focus=focus, reopened=place.reopened)


@public(LESSONS_ARE_OPEN)
@require_safe
def lesson_all(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found_course, found = course_and_lesson_or_404(course, lesson)
    return _page(request, found_course, found, safe_lesson_state(visit_of(request), found), number=0)


@public(LESSONS_ARE_OPEN)
@require_safe
def lesson_question(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    """Redirect to the step that holds a question now."""
    found = lesson_or_404(course, lesson)
    return redirect(step_url(found, question=_question(found, question).id))


@public("a guest's own place, found by the guest's own cookie; a visitor begins at the first step")
@require_safe
def lesson_go_on(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    """Redirect to the step to continue with."""
    found = lesson_or_404(course, lesson)
    state = safe_lesson_state(visit_of(request), found)
    response = redirect(walked(go_on_number(state, found.page(current_language())), found))
    return never_stored(response)


def _led(request: HttpRequest, address: str) -> HttpResponse:
    """To another page of the lesson, with all that was asked for."""
    query = request.GET.urlencode()
    response = redirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "private, no-cache"
    return response


def _page(
    request: HttpRequest, course: Course, lesson: Lesson, state: LessonState, *, number: int,
    focus: Focus = NOWHERE, reopened: Focus = NOWHERE, typed: TypedAnswer | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    visit, now = visit_of(request), timezone.now()
    is_end = number in (0, len(lesson.page(current_language()).steps))
    leads_on = state.is_complete and is_end
    way_on = safe_next_thing(visit, catalog(), now, within=course, done=lesson) if leads_on else None
    step = safe_step(visit if is_end else None, lesson, now)

    def make() -> tuple[LessonPage, ActionStep]:
        page = lesson_page(
            course, lesson, language=current_language(), state=state, visit=visit, focus=focus, reopened=reopened,
            number=number, typed=typed, way_on=way_on,
        )  # fmt: skip
        return page, step

    was_pressed = "step" in request.GET or JUST in request.GET
    is_own = bool(focus.question) or typed is not None or step.row is not None or was_pressed
    seen = None if is_own else what_is_seen(state, number, current_language(), visit, way_on)
    html = lesson_html(request, lesson, number, make, seen)
    response = HttpResponse(fill(html, request), status=status)
    response["Cache-Control"] = "private, no-cache"  # Back keeps what was typed; nothing is shared
    patch_vary_headers(response, ["Cookie"])  # whether or not something of this page was kept
    return response


@public(LESSONS_ARE_OPEN)
@require_POST
def answer(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_course, found_lesson = course_and_lesson_or_404(course, lesson)
    asked = _question(found_lesson, question)
    visit = visit_of(request)
    form = AnswerForm(request.POST, question=asked, visit=visit)
    if not form.is_valid():
        return _show_again(request, found_course, found_lesson, form)
    try:
        actions.record_answer(
            learner=visit.learner_for_writing, lesson=found_lesson, question=asked,
            occasion=form.cleaned_data["occasion"], given=form.cleaned_data["given"], key=form.answer_key,
            now=timezone.now(), known=visit.learner, language=current_language(),
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
    fields = form.typed if isinstance(form, AnswerForm) else {}
    occasion = form.cleaned_data.get("occasion") or Answer.LESSON
    number = number_asked_for(lesson.page(current_language()), question=form.question.id, occasion=occasion, query={})
    of_site(request).page_path = walked(number, lesson)
    state = safe_lesson_state(visit_of(request), lesson)
    visit = visit_of(request)
    offers_sign_in = form.is_of_another and visit.account is None and (bool(fields) or visit.has_ended)
    sign_in = sign_in_url(form_stood_on(request), because="answer") if offers_sign_in else ""
    typed = TypedAnswer(fields, form.other_errors, form.note, sign_in)
    focus = Focus(form.question.id, "errors", occasion)
    response = _page(request, course, lesson, state, number=number, focus=focus, typed=typed, status=422)
    if offers_sign_in:
        carry(request, response, page=form_stood_on(request), now=timezone.now())
    return response


def _back(lesson: Lesson, question: Question, form: SentForm, name: str) -> HttpResponse:
    """See Other: reloading the answered page sends nothing again."""
    once_more = form.cleaned_data["occasion"] == Answer.AGAIN
    query = {f"{name}-again" if once_more else name: question.id}
    place = {"anchor": "lesson-end"} if once_more else {"question": question.id}
    response = redirect(step_url(lesson, **place, query=query))
    response.status_code = 303
    return response


@public(LESSONS_ARE_OPEN)
@require_POST
def show(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_course, found_lesson = course_and_lesson_or_404(course, lesson)
    asked = _question(found_lesson, question)
    visit = visit_of(request)
    form = SentForm(request.POST, question=asked, visit=visit)
    if not form.is_valid():
        return _show_again(request, found_course, found_lesson, form)
    with suppress(actions.AlreadyResolved, actions.KeyAlreadyUsed):  # resolved or shown already: the page says so
        actions.show_answer(
            learner=visit.learner_for_writing, lesson=found_lesson, question=asked,
            occasion=form.cleaned_data["occasion"], key=f"show:{form.answer_key}", now=timezone.now(),
            known=visit.learner, language=current_language(),
        )  # fmt: skip
    return _back(found_lesson, asked, form, "answered")


@public(LESSONS_ARE_OPEN)
@require_POST
def finish(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found = lesson_or_404(course, lesson)
    now: datetime = timezone.now()
    visit: Visit = visit_of(request)
    actions.finish_lesson(learner=visit.learner_for_writing, lesson=found, now=now)
    response = redirect(step_url(found, anchor="lesson-end"))
    response.status_code = 303
    return response


@public("plans for facilitators help anybody who wants to teach")
@require_safe
def guide(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    found_course, found_lesson = course_and_lesson_or_404(course, lesson)
    language = current_language()
    keys = [(question, right_words(question, language)) for question in found_lesson.marked_questions]
    context = {"course": found_course, "lesson": found_lesson, "page": found_lesson.page(language), "answer_key": keys}
    return render(request, "courses/learning/lessons/guide.html", context)
