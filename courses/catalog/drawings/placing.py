"""The drawings that a lesson places by lines of their own: read with their words, drawn, or refused at their place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from courses.catalog.drawings.arguments import ArgumentKind, Words, WrongArguments, read_arguments
from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.registry import drawn, known_kinds
from courses.catalog.markup.own_lines import OwnLine
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.reading.shapes import fit
from courses.catalog.reading.source import ContentSource, LessonSource, MarkdownFile, Step

CODE = "M106"
_MARKUP = re.compile(r"[*`\[\]{}\\]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing of one page, or why there is none."""

    line: OwnLine
    place: Place
    drawing: Drawing | None
    problems: tuple[Problem, ...] = ()


def placed_drawings(page: MarkdownFile, lesson: LessonSource, source: ContentSource) -> Iterator[Placed]:
    """Every drawing of one language of a lesson, in page order."""
    for line in page.own_lines:
        if line.kind == "drawing":
            yield _placed(line, page, lesson, source)


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


def _placed(line: OwnLine, page: MarkdownFile, lesson: LessonSource, source: ContentSource) -> Placed:
    place = page.at(line.line, len("{{ drawing ") + 1)
    kind = known_kinds().get(line.reference)
    if kind is None:
        reason = f'there is no drawing "{line.reference}". Use {", ".join(known_kinds())}.'
        return Placed(line, place, None, (Problem(place, CODE, reason),))
    problems: list[Problem] = []
    words = _words(kind, line, lesson, source.names, place, problems)
    if problems:
        return Placed(line, place, None, tuple(problems))
    try:
        return Placed(
            line, place, drawn(kind, read_arguments(kind, line.arguments, words, source.facts), page.language)
        )
    except WrongArguments as problem:
        found = (Problem(_argument_place(line, place, name), CODE, reason) for name, reason in problem.reasons)
        return Placed(line, place, None, tuple(found))


def _words(
    kind: ArgumentKind,
    line: OwnLine,
    lesson: LessonSource,
    names: Mapping[str, Text],
    place: Place,
    problems: list[Problem],
) -> Words | None:
    key = dict(line.arguments).get("words")
    if key is None:
        return None
    entries = lesson.plan.model.drawings
    if key not in entries:
        reason = f'the block drawings: of questions.yaml has no "{key}". Write it there, or correct the id.'
        problems.append(Problem(_argument_place(line, place, "words"), CODE, reason))
        return None
    words = fit(kind.words, named(entries[key], names), lesson.plan.places, problems, ("drawings", key))
    if words is not None:
        for text, keys in texts_within(words):
            marked = next((language for language in LANGUAGES if _MARKUP.search(text.in_language(language))), None)
            if marked:
                at = lesson.plan.places.of("drawings", key, *keys, marked)
                problems.append(Problem(at, CODE, "a drawing takes plain words: no bold, no links, no sources."))
    return words


def texts_within(value: object, keys: tuple[Step, ...] = ()) -> Iterator[tuple[Text, tuple[Step, ...]]]:
    """Every text in both languages inside `value`, with the keys that lead to it."""
    if isinstance(value, Text):
        yield value, keys
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from texts_within(inner, (*keys, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts_within(inner, (*keys, name))


def named(value: Any, names: Mapping[str, Text], language: str = "") -> Any:
    """Words as the file holds them, with {bank-1} and the like replaced by the made-up names, each in its language."""
    if isinstance(value, dict):
        return {key: named(inner, names, key if key in LANGUAGES else language) for key, inner in value.items()}
    if not isinstance(value, str) or "{" not in value:
        return value
    for key, name in names.items():
        value = value.replace("{" + key + "}", name.in_language(language))
    return value


def _argument_place(line: OwnLine, place: Place, argument: str) -> Place:
    """Where the last argument of this name stands in its line; the kind when the line has none."""
    column, found = place.column + len(line.reference) + 1, place.column
    for name, value in line.arguments:
        found = column if name == argument else found
        column += len(name) + len(value) + 2
    return Place(place.path, place.line, found)
