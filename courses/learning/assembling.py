"""Puts the HTML of a lesson page together: from pieces that many readers share, and what only this one sees."""

import secrets
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from courses.accounts.display import display_of
from courses.accounts.kept import CSRF_TOKEN, FORM_KEY, kept
from courses.accounts.storage import can_write
from courses.accounts.visits import visit_of
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import SHUFFLES
from courses.learning.pages import LessonPage, PageItem
from courses.learning.steps.shown import Step

BODY = f"body-{secrets.token_hex(16)}"  # where the reader's part stands in a kept frame


def lesson_html(request: HttpRequest, page: LessonPage, step: Step) -> str:
    """The whole page, with the marks of courses.accounts.kept in place of what its forms carry."""
    place = (id(page.lesson), page.language, _paper(request), timezone.localdate())  # lessons live for good
    return _Assembly(request, page, step, place, _frame_key(request, page.lesson)).html()


def same_for_visitors(request: HttpRequest, lesson: Lesson) -> Hashable:
    """What a page depends on when nobody is known: all readers who agree in it see the same page."""
    return (*_frame_key(request, lesson), visit_of(request).seed % SHUFFLES)


def _frame_key(request: HttpRequest, lesson: Lesson) -> tuple[Hashable, ...]:
    """What the frame of a lesson page depends on when nobody is signed in."""
    place = (request.scheme, request.get_host(), id(lesson), get_language(), _paper(request))
    return (*place, display_of(request).classes, timezone.localdate(), can_write())


def _paper(request: HttpRequest) -> str:
    """ "" on a screen, "print", or "blank" for a worksheet."""
    return "blank" if "blank" in request.GET else "print" if "print" in request.GET else ""


@dataclass(frozen=True, slots=True)
class _Assembly:
    request: HttpRequest
    page: LessonPage
    step: Step
    place: tuple[Hashable, ...]  # part of the key of all that is kept: notes about facts depend on the day, too
    frame_key: tuple[Hashable, ...]

    def html(self) -> str:
        is_plain = visit_of(self.request).has_plain_frame and not self.page.has_errors
        frame = kept(("frame", *self.frame_key), self._frame) if is_plain else self._frame()
        return frame.replace(BODY, self._start() + "".join(map(self._item, self.page.items)) + self._end())

    def _frame(self) -> str:
        visit, paper = visit_of(self.request), _paper(self.request)
        context = {
            "lesson_page": self.page, "has_errors": self.page.has_errors, "storage_is_down": visit.storage_is_down,
            "is_print": bool(paper), "csrf_token": CSRF_TOKEN, "body": BODY,
        }  # fmt: skip
        return render_to_string("courses/learning/lesson.html", context, self.request)

    def _render(self, template: str, **more: Any) -> str:
        """Part of the page; knows nothing of the request, so that it can be kept for others."""
        paper = _paper(self.request)
        context = {
            "lesson_page": self.page, "lesson": self.page.lesson, "form_key": FORM_KEY, "csrf_token": CSRF_TOKEN,
            "is_print": bool(paper), "is_blank": paper == "blank",
        }  # fmt: skip
        return render_to_string(template, {**context, **more})

    def _start(self) -> str:
        state = self.page.state
        continue_with = state.next_question if state.is_started else None

        def make() -> str:
            return self._render("courses/learning/lesson_start.html", continue_with=continue_with)

        return kept(("start", *self.place, continue_with), make)

    def _item(self, item: PageItem) -> str:
        """A stretch of text, a question, or what an id in the text stands for."""
        piece = item.piece
        if piece.kind == "html":
            return piece.html
        if item.block is None or item.question is None:
            return kept(("piece", *self.place, piece), lambda: self._render("courses/learning/piece.html", piece=piece))
        block = item.block
        if item.depends_on is None:
            return self._render("parts/question.html", block=block())
        return kept(
            ("question", *self.place, item.question.id, item.question.version, *item.depends_on),
            lambda: self._render("parts/question.html", block=block()),
        )

    def _end(self) -> str:
        """What to take away and to do; the same for all who have come as far and said nothing about what to do."""
        state = self.page.state

        def make() -> str:
            was_pressed = "step" in self.request.GET
            return self._render("courses/learning/lesson_end.html", step=self.step, was_pressed=was_pressed)

        if self.step.row is not None or self.page.again:
            return make()
        progress = (state.is_complete, state.right, state.right_at_first_try, state.resolved, state.next_question)
        way_on = self.page.way_on.key if self.page.way_on else ()
        return kept(("end", *self.place, *progress, len(state.retired), *way_on), make)
