"""Addresses of lessons and their steps; only this module knows in which step a question or an anchor is."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from courses.catalog.model.lessons import Lesson, Page
from courses.languages.known import current_language


def number_of(page: Page, anchor: str) -> int:
    """The number of the step that holds an anchor, from 1; 0 if there is none."""
    return page.step_numbers.get(anchor, 0)


@lru_cache(maxsize=8192)  # a page of My progress names a hundred lessons, and working an address out costs 0.1 ms
def _reversed(language: str, name: str, *place: str | int) -> str:
    """The address in the language that is on: `reverse` reads it from there, so it only parts the kept ones here."""
    return reverse(name, args=place)


def walked(number: int, lesson: Lesson) -> str:
    """The address of a lesson's step; that of the first step is the lesson's own."""
    place = (lesson.course, lesson.slug)
    if number > 1:
        return _reversed(current_language(), "learning:lesson-step", *place, number)
    return _reversed(current_language(), "learning:lesson", *place)


def whole_url(lesson: Lesson) -> str:
    """The address of the lesson on one page: for reading on, printing, and with all sources."""
    return _reversed(current_language(), "learning:lesson-all", lesson.course, lesson.slug)


def step_url(lesson: Lesson, *, question: str = "", anchor: str = "", query: dict[str, str] | None = None) -> str:
    """Where a question or an anchor of a lesson is met, at its place; the lesson's first step where there is none.

    With a `query` the page itself brings the reader to the place, so the address names none.
    """
    page, place = lesson.page(current_language()), f"q-{question}" if question else anchor
    number = number_of(page, place)
    if place.startswith("source"):
        return f"{whole_url(lesson)}#{place}"
    address = walked(number, lesson)
    if query:
        return f"{address}?{urlencode(query)}"
    return f"{address}#{place}" if number else address
