"""The lesson from which an exercise was sent, named in its forms: the way back."""

from dataclasses import dataclass

from courses.catalog.model.lessons import Lesson
from courses.catalog.published.addresses import step_url
from courses.catalog.published.library import catalog
from courses.languages.known import current_language


@dataclass(frozen=True, slots=True)
class LessonLink:
    """`name` is "course/lesson"."""

    name: str
    title: str
    url: str
    lesson: Lesson


def link_to(lesson: Lesson) -> LessonLink:
    title = lesson.page(current_language()).title
    return LessonLink(f"{lesson.course}/{lesson.slug}", title, step_url(lesson, anchor="exercise"), lesson)


def lesson_named(name: str) -> LessonLink | None:
    """The lesson "course/lesson", or None: anything unknown is ignored."""
    course, _, slug = name.partition("/")
    try:
        return link_to(catalog().lesson(course, slug))
    except KeyError:
        return None
