"""Renders a step of a lesson, or all of it; a visitor's page is kept for the next, whoever that is."""

from collections.abc import Hashable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from courses.accounts.display import display_of
from courses.accounts.kept import CSRF_TOKEN, FORM_KEY
from courses.accounts.storage import can_write
from courses.accounts.visits import visit_of
from courses.catalog.addresses import whole_url
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import SHUFFLES
from courses.learning.pages import LessonPage
from courses.learning.steps.shown import Step

OTHER = {"en": "zh-hans", "zh-hans": "en"}


def lesson_html(request: HttpRequest, page: LessonPage, step: Step) -> str:
    """The page, with the marks of courses.accounts.kept in place of what its forms carry."""
    paper, whole, origin = _paper(request), whole_url(page.lesson), f"{request.scheme}://{request.get_host()}"
    bare = whole.removeprefix(f"/{page.language}")
    context = {
        "lesson_page": page, "lesson": page.lesson, "has_errors": page.has_errors, "form_key": FORM_KEY,
        "csrf_token": CSRF_TOKEN, "is_print": bool(paper), "is_blank": paper == "blank", "whole_url": whole,
        "canonical": origin + whole, "alternate": f"{origin}/{OTHER[page.language]}{bare}",
        "storage_is_down": visit_of(request).storage_is_down, "step": step, "was_pressed": "step" in request.GET,
    }  # fmt: skip
    name = "step" if page.number else "whole"
    return render_to_string(f"courses/learning/lesson_{name}.html", context, request)


def same_for_visitors(request: HttpRequest, lesson: Lesson, number: int) -> Hashable:
    """What a page depends on when nobody is known: all readers who agree in it see the same page."""
    place = (request.scheme, request.get_host(), id(lesson), get_language(), number, _paper(request))
    reader = (display_of(request).classes, timezone.localdate(), can_write())  # notes about facts depend on the day
    page, seed = lesson.page(get_language() or "zh-hans"), visit_of(request).seed % SHUFFLES
    asked = page.steps[number - 1].questions if number else lesson.questions
    orders = tuple(lesson.questions[one].shuffled(seed) for one in asked)  # many seeds, few orders
    return ("lesson", *place, *reader, orders)


def _paper(request: HttpRequest) -> str:
    """ "" on a screen, "print", or "blank" for a worksheet."""
    return "blank" if "blank" in request.GET else "print" if "print" in request.GET else ""
