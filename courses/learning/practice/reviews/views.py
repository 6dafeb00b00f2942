"""The day's review: what there is, one question a page, and answering it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.accounts.access import form_stood_on, public, sign_in_url
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.session.pending_answer import carry
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.asking import NotAChoice
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import lesson_or_404
from courses.languages.known import current_language
from courses.learning.course_progress.progress import QuestionState
from courses.learning.course_progress.standing import CourseStanding
from courses.learning.course_progress.way_on import next_thing
from courses.learning.lessons.actions import KeyAlreadyUsed
from courses.learning.lessons.forms import PlaceForm, SentForm
from courses.learning.lessons.pages import Focus
from courses.learning.lessons.question_view import TypedAnswer
from courses.learning.models import Answer
from courses.learning.practice.ads.pages import ads_today
from courses.learning.practice.reviews import actions
from courses.learning.practice.reviews.forms import ReviewAnswerForm, ReviewForm
from courses.learning.practice.reviews.pages import ReviewRound, address, review_page, round_to_show
from courses.learning.practice.reviews.today import NoCard, ReviewToday, days_this_week, review_today

OWN_REVIEW = "a guest's own review, found by the guest's own cookie; a visitor has none"


def _find(course: str, lesson: str, question: str) -> tuple[Lesson, Question]:
    found_lesson = lesson_or_404(course, lesson)
    found = found_lesson.questions.get(question)
    if found is None or not found.is_marked:
        raise Http404
    return found_lesson, found


def _round(request: HttpRequest, question: Question) -> ReviewRound | None:
    """The round to show; 404 for whoever has no card of this question."""
    learner = visit_of(request).learner_for_reading
    if learner is None:
        raise Http404
    try:
        return round_to_show(learner, question, catalog(), timezone.now())
    except NoCard:
        raise Http404 from None


@public(OWN_REVIEW)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    learner, now = visit_of(request).learner_for_reading, timezone.now()
    today = review_today(learner, catalog(), now)
    first = address(today.due[0]) if today.due else ""
    way_on = None if today.due else next_thing(CourseStanding(learner, catalog(), now, review=today))
    context = {
        "review": today, "first": first, "days": days_this_week(learner, now), "way_on": way_on,
        "ads": ads_today(learner, now),
    }  # fmt: skip
    response = render(request, "courses/learning/practice/reviews/today.html", context)
    return never_stored(response)


@public(OWN_REVIEW)
@require_safe
def question(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_lesson, asked = _find(course, lesson, question)
    shown = _round(request, asked)
    if shown is None:
        return redirect("learning:review")
    return _page(request, found_lesson, asked, shown, focus=PlaceForm(request.GET).focus)


def _page(
    request: HttpRequest, lesson: Lesson, question: Question, shown: ReviewRound, *, focus: Focus,
    typed: TypedAnswer | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    language = current_language()
    page = review_page(
        lesson, question, shown, visit=visit_of(request), language=language, focus=focus, typed=typed
    )  # fmt: skip
    context = {"review_page": page, "has_errors": page.has_errors}
    response = render(request, "courses/learning/practice/reviews/question.html", context, status=status)
    response["Cache-Control"] = "private, no-cache"  # Back keeps what was typed; nothing is shared
    return response


@public(OWN_REVIEW)
@require_POST
def answer(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_lesson, asked = _find(course, lesson, question)
    learner = visit_of(request).learner_for_reading
    form = ReviewAnswerForm(request.POST, question=asked, visit=visit_of(request))
    if not form.is_valid():
        return _show_again(request, found_lesson, asked, form)
    if learner is None:
        raise Http404
    try:
        actions.record_review(
            learner=visit_of(request).learner_for_writing, catalog=catalog(), question=asked,
            given=form.cleaned_data["given"], key=form.answer_key, now=timezone.now(),
            language=current_language(),
        )  # fmt: skip
    except NotAChoice:
        return _show_again(request, found_lesson, asked, form)
    except KeyAlreadyUsed:
        return _back(asked, "kept")
    except NoCard:
        raise Http404 from None
    except actions.NotToday:  # answered in another tab: its page shows the result, or leads to what is due
        pass
    return _back(asked, "answered")


@public(OWN_REVIEW)
@require_POST
def show(request: HttpRequest, course: str, lesson: str, question: str) -> HttpResponse:
    found_lesson, asked = _find(course, lesson, question)
    learner = visit_of(request).learner_for_reading
    form = ReviewForm(request.POST, question=asked, visit=visit_of(request))
    if not form.is_valid():
        return _show_again(request, found_lesson, asked, form)
    if learner is None:
        raise Http404
    try:
        actions.show_review_answer(
            learner=visit_of(request).learner_for_writing, catalog=catalog(), question=asked,
            key=f"show:{form.answer_key}", now=timezone.now(), language=current_language(),
        )  # fmt: skip
    except NoCard:
        raise Http404 from None
    except (KeyAlreadyUsed, actions.NotToday):  # resolved or shown already: the page says so
        pass
    return _back(asked, "answered")


def _back(question: Question, name: str) -> HttpResponse:
    return see_other(f"{address(question)}?{name}={question.id}")


def _show_again(request: HttpRequest, lesson: Lesson, question: Question, form: SentForm) -> HttpResponse:
    """The question again with what was typed, the reason, and focus on it."""
    page = address(question)
    of_site(request).page_path = page
    fields = form.typed if isinstance(form, ReviewAnswerForm) else {}
    visit = visit_of(request)
    offers_sign_in = form.is_of_another and visit.account is None and (bool(fields) or visit.has_ended)
    sign_in = sign_in_url(form_stood_on(request), because="answer") if offers_sign_in else ""
    typed = TypedAnswer(fields, form.other_errors, form.note, sign_in)
    shown = ReviewRound(ReviewToday(), QuestionState()) if form.is_of_another else _round(request, question)
    if shown is None:
        return see_other(reverse("learning:review"))
    focus = Focus(question.id, "errors", Answer.REVIEW)
    response = _page(request, lesson, question, shown, focus=focus, typed=typed, status=422)
    if offers_sign_in:
        carry(request, response, page=form_stood_on(request), now=timezone.now())
    return response
