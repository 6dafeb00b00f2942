"""Family M, reference pages: they name what is there, and no door sounds stronger than the facts beside it (S509)."""

from collections.abc import Iterator
from itertools import chain

from courses.catalog.lint.evidence.weights import too_strong_for
from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.named import unknown_letters, unknown_lines, unplanned_lessons
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.values.problems import Problem


def problems(content: Content) -> Iterator[Problem]:
    """M115 where a page names what is not there; S509."""
    source = content.source
    for key, page in source.references.items():
        for reason in unplanned_lessons(page.lessons, source):
            yield Problem(entry_place(source, "references", key, "lessons"), "M115", reason)
        for number, section in enumerate(page.sections):
            for index, entry in enumerate(section.entries):
                place = entry_place(source, "references", key, "sections", number, "entries", index)
                missing = chain(unknown_lines(entry.lines, source), unknown_letters(entry.exercise, source))
                yield from (Problem(place, "M115", reason) for reason in missing)
                for text in (entry.name, *entry.doors):
                    yield from too_strong_for(text, entry.facts, source, place)
