"""The drawings that a lesson places by lines of their own: read with their words, drawn, or refused at their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses.catalog.drawings.arguments import Kind, Words, WrongArguments, read_arguments
from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.registry import drawn, known_kinds
from courses.catalog.markup.own_lines import OwnLine
from courses.catalog.model.facts import Fact
from courses.catalog.model.problems import Place, Problem
from courses.catalog.reading.shapes import fit
from courses.catalog.reading.source import LessonSource, MarkdownFile

CODE = "M106"


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing of one page, or why there is none."""

    line: OwnLine
    place: Place
    drawing: Drawing | None
    problems: tuple[Problem, ...] = ()


def placed_drawings(page: MarkdownFile, lesson: LessonSource, facts: Mapping[str, Fact]) -> Iterator[Placed]:
    """Every drawing of one language of a lesson, in page order."""
    for line in page.own_lines:
        if line.kind == "drawing":
            yield _placed(line, page, lesson, facts)


def lesson_words(lesson: LessonSource) -> Iterator[tuple[str, Words]]:
    """The words of `drawings:` that a line of the lesson uses, by id; what does not fit is reported by that line."""
    entries = lesson.plan.model.drawings
    met: set[str] = set()
    for page in lesson.pages.values():
        for line in page.own_lines:
            kind = known_kinds().get(line.reference) if line.kind == "drawing" else None
            key = dict(line.arguments).get("words", "")
            if kind is None or key not in entries or key in met:
                continue
            met.add(key)
            words = fit(kind.words, entries[key], lesson.plan.places, [])
            if words is not None:
                yield key, words


def _placed(line: OwnLine, page: MarkdownFile, lesson: LessonSource, facts: Mapping[str, Fact]) -> Placed:
    place = page.at(line.line, len("{{ drawing ") + 1)
    kind = known_kinds().get(line.reference)
    if kind is None:
        reason = f'there is no drawing "{line.reference}". Use {", ".join(known_kinds())}.'
        return Placed(line, place, None, (Problem(place, CODE, reason),))
    problems: list[Problem] = []
    words = _words(kind, line, lesson, place, problems)
    if problems:
        return Placed(line, place, None, tuple(problems))
    try:
        return Placed(line, place, drawn(kind, read_arguments(kind, line.arguments, words, facts), page.language))
    except WrongArguments as problem:
        found = (Problem(_argument_place(line, place, name), CODE, reason) for name, reason in problem.reasons)
        return Placed(line, place, None, tuple(found))


def _words(kind: Kind, line: OwnLine, lesson: LessonSource, place: Place, problems: list[Problem]) -> Words | None:
    key = dict(line.arguments).get("words")
    if key is None:
        return None
    entries = lesson.plan.model.drawings
    if key not in entries:
        reason = f'the block drawings: of questions.yaml has no "{key}". Write it there, or correct the id.'
        problems.append(Problem(_argument_place(line, place, "words"), CODE, reason))
        return None
    return fit(kind.words, entries[key], lesson.plan.places, problems, ("drawings", key))


def _argument_place(line: OwnLine, place: Place, argument: str) -> Place:
    """Where the last argument of this name stands in its line; the kind when the line has none."""
    column, found = place.column + len(line.reference) + 1, place.column
    for name, value in line.arguments:
        found = column if name == argument else found
        column += len(name) + len(value) + 2
    return Place(place.path, place.line, found)
