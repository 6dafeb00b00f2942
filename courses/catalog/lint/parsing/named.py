"""What rules and pages name by slug or id and what is not there: lessons, numbers to call, letters."""

from collections.abc import Iterable, Iterator

from courses.catalog.model.schema import ExerciseKind, ExerciseStart
from courses.catalog.reading.source import ContentSource


def unplanned_lessons(slugs: Iterable[str], source: ContentSource) -> Iterator[str]:
    planned = {slug for course in source.courses for slug in course.plan.model.lessons}
    for slug in slugs:
        if slug not in planned:
            yield f'no course plans a lesson "{slug}". Correct the slug.'


def unknown_lines(lines: Iterable[str], source: ContentSource) -> Iterator[str]:
    for line in lines:
        if line not in source.helplines:
            yield f'"{line}" is no helpline. Correct the id, or add it to help/helplines.yaml.'


def unknown_letters(begun: ExerciseStart | None, source: ContentSource) -> Iterator[str]:
    """Yield a reason for a `start` that names no letter; no other kind of exercise has more than one start."""
    if begun and begun.start and (begun.kind is not ExerciseKind.LETTER or begun.start not in source.letters):
        yield f'the exercise begins at "{begun.start}", which is no letter. Correct it.'
