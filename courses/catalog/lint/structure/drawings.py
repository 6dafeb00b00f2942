"""M106 and S506 for drawings: what a line cannot draw, words that no line uses, captions with other figures."""

from collections.abc import Iterator

from courses.catalog.drawings.base import Drawing
from courses.catalog.lint.parsing.content import Content, LessonText
from courses.catalog.lint.parsing.figures import figures
from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES


def problems(content: Content) -> Iterator[Problem]:
    """M106, and S506 for the figures of a lesson's own caption."""
    for lesson in content.lessons:
        used: set[str] = set()
        for language in LANGUAGES:
            for placed in lesson.drawings[language]:
                words = dict(placed.line.arguments).get("words", "")
                used.add(words)
                yield from placed.problems
                if placed.drawing is not None and words:
                    yield from _caption(lesson, words, language, placed.drawing)
        yield from _unused(lesson, used)


def _caption(lesson: LessonText, words: str, language: str, drawing: Drawing) -> Iterator[Problem]:
    known = {found.value for text in drawing.words[1:] for found in figures(text)}
    for found in figures(drawing.caption):
        if found.value not in known:
            place = lesson.places.of("drawings", words, "caption", language)
            shown = drawing.caption[found.start : found.end]
            reason = f"the caption says {shown}, which the drawing does not show. Correct it, or leave it out."
            yield Problem(place, "S506", reason)


def _unused(lesson: LessonText, used: set[str]) -> Iterator[Problem]:
    for key in lesson.file.drawings:
        if key not in used:
            reason = f'no drawing takes its words from "{key}". Add words={key} to a line, or remove the entry.'
            yield Problem(lesson.places.of("drawings", key), "M106", reason)
