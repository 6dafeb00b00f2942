"""HTML that many readers share, kept in memory: rendering it anew is by far the dearest part of a lesson page.

Kept HTML holds marks in place of what belongs to one reader, the form key and the CSRF token; `fill` puts those in.
"""

import secrets
from collections.abc import Callable, Hashable

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from courses.accounts.display import display_of
from courses.accounts.storage import can_write
from courses.accounts.visits import visit_of
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import SHUFFLES, Question
from courses.learning.blocks import QuestionBlock

FORM_KEY = f"form-key-{secrets.token_hex(16)}"
CSRF_TOKEN = f"csrf-token-{secrets.token_hex(16)}"
MOST_KEPT = 3000  # pieces; a page of a long lesson has 25 KB

_kept: dict[Hashable, SafeString] = {}


def kept(key: Hashable, make: Callable[[], str]) -> SafeString:
    """The HTML kept under `key`, made by `make` (a template, so it is safe) when it is not there yet."""
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept.setdefault(key, SafeString(make()))
    return found


def kept_question(question: Question, depends_on: tuple[Hashable, ...], block: Callable[[], QuestionBlock],
                  paper: str) -> SafeString:  # fmt: skip
    """A question as all readers see it who agree in `depends_on`: the order of choices, what was tried before …

    `block` is asked for only when the HTML is not kept yet; `paper` is "", "print" or "blank".
    """

    def make() -> str:
        context = {
            "block": block(), "form_key": FORM_KEY, "csrf_token": CSRF_TOKEN, "is_print": paper != "",
            "is_blank": paper == "blank",
        }  # fmt: skip
        return render_to_string("parts/question.html", context)

    place = (question.course, question.lesson, question.id, question.version)
    return kept(("question", *place, paper, *depends_on), make)


def same_for_visitors(request: HttpRequest, lesson: Lesson, language: str, paper: str) -> Hashable:
    """What a lesson page depends on when nobody is known: all readers who agree in it see the same page."""
    place = (request.scheme, request.get_host(), id(lesson), language, paper)  # lessons live as long as the process
    order = visit_of(request).seed % SHUFFLES
    return (*place, order, display_of(request).classes, timezone.localdate(), can_write())


def fill(html: str, *, request: HttpRequest, form_key: str) -> str:
    """The page for one reader; an own CSRF token is made only here."""
    return html.replace(FORM_KEY, form_key).replace(CSRF_TOKEN, get_token(request))
