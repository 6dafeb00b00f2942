"""Carries an answer through a sign-in: signed, in the browser, for 15 minutes; shown again, never sent by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from courses.catalog.model.lessons import Lesson
from courses.catalog.model.questions import Question

SALT = "carried answer"
SECONDS = 900
MOST_BYTES = 3_500  # browsers keep cookies of 4,096 bytes, name and all; the longest answer form needs about 600
CLOCKS = 60  # seconds by which two servers may differ


@dataclass(frozen=True, slots=True)
class Carried:
    """What was chosen for one question before signing in."""

    question: str
    occasion: str
    fields: Mapping[str, Sequence[str]]


def cookie_name() -> str:
    return "__Host-carried" if settings.HTTPS else "carried"


def carry(
    response: HttpResponse, *, question: Question, occasion: str, fields: Mapping[str, Sequence[str]], now: datetime
) -> bool:
    """Put the answer into the browser's keeping; False when it is too long for that."""
    place = (question.course, question.lesson, question.id, occasion)
    return carry_fields(response, place=place, fields=fields, now=now)


def carry_fields(
    response: HttpResponse, *, place: Sequence[str], fields: Mapping[str, Sequence[str]], now: datetime
) -> bool:
    """As carry, for an answer at any place that has a name."""
    packed = signing.dumps([list(place), dict(fields), now.timestamp()], salt=SALT, compress=True)
    if len(packed) > MOST_BYTES:
        return False
    response.set_cookie(
        cookie_name(), packed, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/"
    )
    return True


def carried(request: HttpRequest, lesson: Lesson, *, now: datetime) -> Carried | None:
    """The answer that waits for this lesson, if it is ours, young enough, and the question is still there."""
    place, fields = carried_fields(request, now=now)
    if len(place) != 4 or tuple(place[:2]) != (lesson.course, lesson.slug) or place[2] not in lesson.questions:
        return None
    return Carried(place[2], place[3], fields)


def carried_fields(request: HttpRequest, *, now: datetime) -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    """The place and the fields of the answer that waits, if it is ours and young enough; else empty."""
    try:
        place, fields, at = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT)
    except (signing.BadSignature, ValueError):
        return (), {}
    is_young = -CLOCKS <= now.timestamp() - float(at) <= SECONDS
    return (place, fields) if is_young else ((), {})


def put_down(response: HttpResponse) -> None:
    """Forget the answer: it has been shown."""
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")
