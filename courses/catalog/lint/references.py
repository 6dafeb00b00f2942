"""Family M, reference pages: they name what is there, and no door sounds stronger than the facts beside it (S509)."""

from collections.abc import Iterator

from courses.catalog.lint.content import Content
from courses.catalog.lint.weights import too_strong_for
from courses.catalog.lint.wordings import entry_place
from courses.catalog.model.problems import Problem
from courses.catalog.model.references import ReferenceEntry
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.reading.source import ContentSource


def problems(content: Content) -> Iterator[Problem]:
    """M115 where a page names what is not there; S509."""
    source = content.source
    planned = {slug for course in source.courses for slug in course.plan.model.lessons}
    for key, page in source.references.items():
        for slug in page.lessons:
            if slug not in planned:
                reason = f'no course plans a lesson "{slug}". Correct the slug.'
                yield Problem(entry_place(source, "references", key, "lessons"), "M115", reason)
        for number, section in enumerate(page.sections):
            for index, entry in enumerate(section.entries):
                place = entry_place(source, "references", key, "sections", number, "entries", index)
                yield from (Problem(place, "M115", reason) for reason in _entry(entry, source))
                for text in (entry.name, *entry.doors):
                    yield from too_strong_for(text, entry.facts, source, place)


def _entry(entry: ReferenceEntry, source: ContentSource) -> Iterator[str]:
    for line in entry.lines:
        if line not in source.helplines:
            yield f'"{line}" is no helpline. Correct the id, or add it to help/helplines.yaml.'
    begun = entry.exercise
    if begun and begun.start and (begun.kind is not ExerciseKind.LETTER or begun.start not in source.letters):
        yield f'"{begun.start}" is no letter. Correct it.'
