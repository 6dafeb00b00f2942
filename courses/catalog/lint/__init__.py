"""The content checker: every rule that content must keep, reported at once, each problem with its place."""

from collections.abc import Callable, Iterator
from datetime import date

from courses.catalog.lint.evidence import ad_bank, addresses, advertisements, misreadings, sources, sums, weights
from courses.catalog.lint.language import lengths, terms, tone, translation, typography
from courses.catalog.lint.parsing.content import Content, take_apart
from courses.catalog.lint.questions import cues, marking, placing
from courses.catalog.lint.structure import access, drawings, entries, references, scenes, shape, sorting
from courses.catalog.model.values.problems import Problem
from courses.catalog.reading.source import ContentSource

FAMILIES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    shape.problems,
    marking.problems,
    placing.problems,
    cues.problems,
    sums.problems,
    drawings.problems,
    lengths.problems,
    typography.problems,
    tone.problems,
    terms.problems,
    access.problems,
    sources.problems,
    weights.problems,
    misreadings.problems,
    addresses.problems,
    advertisements.problems,
    ad_bank.problems,
    entries.problems,
    scenes.problems,
    sorting.problems,
    references.problems,
    translation.problems,
)


def problems_of(source: ContentSource, *, today: date) -> list[Problem]:
    """Every problem of content that could be read, sorted by file, line and code."""
    content = take_apart(source, today)
    found = {problem for family in FAMILIES for problem in family(content)}
    return sorted(found, key=lambda one: (one.place.path, one.place.line, one.code, one.place.column, one.message))
