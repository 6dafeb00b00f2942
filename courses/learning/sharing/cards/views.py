"""The card of a lesson as a picture: the same for all readers, so it may be kept until the sentence changes."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from courses.accounts.access import public
from courses.catalog.published.or_404 import course_and_lesson_or_404
from courses.languages.known import current_language
from courses.learning.sharing.cards.drawing import letters_missing, picture
from courses.learning.sharing.cards.words import SentenceCard, card_of


def _card(course: str, lesson: str) -> SentenceCard:
    card = card_of(*course_and_lesson_or_404(course, lesson), current_language())
    if letters_missing(card):
        raise Http404
    return card


def _tag(request: HttpRequest, course: str, lesson: str) -> str:
    return f'"{sha256(picture(_card(course, lesson))).hexdigest()[:32]}"'


@public("lessons are open to all, and so is the sentence to keep")
@require_safe
@condition(etag_func=_tag)
def card(request: HttpRequest, course: str, lesson: str) -> HttpResponse:
    response = HttpResponse(picture(_card(course, lesson)), content_type="image/png")
    response["Cache-Control"] = "private, no-cache"  # asked for again by its tag: the sentence may have been mended
    response["Content-Disposition"] = f'inline; filename="{course}-{lesson}.png"'
    return response
