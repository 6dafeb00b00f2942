"""Looks up published content by slugs, or raises Http404."""

from django.http import Http404

from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.published.library import catalog


def course_or_404(course: str) -> Course:
    """The published course of this slug; raises Http404 when there is none."""
    try:
        return catalog().courses[course]
    except KeyError:
        raise Http404 from None


def lesson_or_404(course: str, lesson: str) -> Lesson:
    """The published lesson of these slugs; raises Http404 when there is none."""
    try:
        return catalog().lesson(course, lesson)
    except KeyError:
        raise Http404 from None


def course_and_lesson_or_404(course: str, lesson: str) -> tuple[Course, Lesson]:
    """The published lesson of these slugs and its course; raises Http404 when there is none."""
    found = lesson_or_404(course, lesson)
    return catalog().courses[course], found
