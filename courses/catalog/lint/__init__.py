"""The content checker: every rule that content must keep, reported at once, each problem with its place."""

from collections.abc import Callable, Iterator
from datetime import date

from courses.catalog.lint import (
    access,
    ad_bank,
    addresses,
    advertisements,
    cues,
    drawings,
    lengths,
    marking,
    misreadings,
    placing,
    prompts,
    references,
    scenes,
    shape,
    sorting,
    sources,
    sums,
    terms,
    tone,
    translation,
    typography,
    weights,
)
from courses.catalog.lint.content import Content, take_apart
from courses.catalog.model.problems import Problem
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
    prompts.problems,
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
