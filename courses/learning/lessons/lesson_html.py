"""Renders a step of a lesson, or all of it: the step and what is around it, each kept for whoever sees the same."""

import secrets
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from courses.accounts.own_account.display import display_of
from courses.accounts.pages.addresses import alternates
from courses.accounts.pages.frames import frame_shown
from courses.accounts.pages.html_cache import CSRF_TOKEN, FORM_KEY, kept
from courses.accounts.session.storage import can_write
from courses.accounts.visitors.visitor import visit_of
from courses.catalog.model.lessons import Lesson
from courses.languages.known import current_language
from courses.learning.claims.waiting import Notice, notice_of
from courses.learning.lessons.addresses import walked, whole_url
from courses.learning.lessons.pages import LessonPage
from courses.learning.outcomes.kept import just_done
from courses.learning.planning.steps.shown import ActionStep

BODY = f"body-{secrets.token_hex(16)}"  # where the step stands in a kept frame

Make = Callable[[], tuple[LessonPage, ActionStep]]


def lesson_html(request: HttpRequest, lesson: Lesson, number: int, make: Make, seen: Hashable) -> str:
    """The page, with the marks of courses.accounts.pages.html_cache in place of what its forms carry.

    `seen` is all that the step depends on besides the lesson; None when nobody else can see it so. `make` is called
    only when something must be rendered.
    """
    made, paper = cache(make), _paper(request)
    kind, language = "step" if number else "whole", current_language()
    place = (id(lesson), language, number, paper, timezone.localdate())  # notes about facts depend on the day, too

    def body() -> str:
        return render_to_string(f"courses/learning/lessons/{kind}_body.html", _inside(request, *made(), paper))

    def frame() -> str:
        return render_to_string(f"courses/learning/lessons/{kind}.html", _around(request, made()[0]), request)

    around = ("lesson frame", *place, request.scheme, request.get_host(), display_of(request).classes, can_write())
    shown = frame_shown(request) if seen is not None and notice_of(request) == Notice() else ""
    html = kept((*around, shown), frame) if shown else frame()
    return html.replace(BODY, kept(("lesson body", *place, seen), body) if seen is not None else body())


def _inside(request: HttpRequest, page: LessonPage, step: ActionStep, paper: str) -> dict[str, Any]:
    """What the step itself is rendered from: nothing of the request but what is asked of the thing to do."""
    return {
        "lesson_page": page, "lesson": page.lesson, "form_key": FORM_KEY, "csrf_token": CSRF_TOKEN,
        "is_print": bool(paper), "is_blank": paper == "blank", "whole_url": whole_url(page.lesson),
        "step_path": walked(page.number, page.lesson), "site_name": settings.SITE_NAME, "step": step,
        "was_pressed": "step" in request.GET, "just_done": just_done(request),
    }  # fmt: skip


def _around(request: HttpRequest, page: LessonPage) -> dict[str, Any]:
    whole, origin = whole_url(page.lesson), f"{request.scheme}://{request.get_host()}"
    bare = whole.removeprefix(f"/{page.language}")
    return {
        "lesson_page": page, "lesson": page.lesson, "has_errors": page.has_errors, "csrf_token": CSRF_TOKEN,
        "canonical": origin + whole, "alternates": alternates(origin, page.language, bare), "body": BODY,
        "storage_is_down": visit_of(request).storage_is_down,
    }  # fmt: skip


def _paper(request: HttpRequest) -> str:
    """ "" on a screen, "print", or "blank" for a worksheet."""
    return "blank" if "blank" in request.GET else "print" if "print" in request.GET else ""
