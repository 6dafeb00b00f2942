"""The lesson from which an exercise was sent, named in its forms: the way back."""

from collections.abc import Callable
from dataclasses import dataclass

from courses.catalog.model.lessons import Lesson
from courses.catalog.published.library import catalog
from courses.languages.known import current_language

Address = Callable[[Lesson], str]

_addresses: list[Address] = []


def leads_by(address: Address) -> None:
    """Register `address`, which gives the URL of a lesson's exercise; called once by the package of lessons."""
    _addresses[:] = [address]


@dataclass(frozen=True, slots=True)
class LessonLink:
    """`name` is "course/lesson"."""

    name: str
    title: str
    url: str
    lesson: Lesson


def link_to(lesson: Lesson) -> LessonLink:
    title = lesson.page(current_language()).title
    return LessonLink(f"{lesson.course}/{lesson.slug}", title, _addresses[0](lesson), lesson)


def lesson_named(name: str) -> LessonLink | None:
    """The lesson "course/lesson", or None: anything unknown is ignored."""
    course, _, slug = name.partition("/")
    try:
        return link_to(catalog().lesson(course, slug))
    except KeyError:
        return None
