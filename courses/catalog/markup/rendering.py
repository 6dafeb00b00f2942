"""Turns checked Markdown into the pieces a lesson page is made of; done once at load, never per request."""

import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.placing import placed_drawings
from courses.catalog.markup.dialect import Citations
from courses.catalog.markup.readers import PageHtml, PageReader, inline_reader
from courses.catalog.markup.room import ROWS_OF_A_STEP, rows_of
from courses.catalog.markup.sanitizing import clean
from courses.catalog.markup.walk import cut_into_steps
from courses.catalog.model.asking import Asked
from courses.catalog.model.lessons import CitedFact, Page, Piece
from courses.catalog.reading.source import ContentSource, LessonSource, MarkdownFile

BYTES_PER_FILE = 64 * 1024
CHARACTERS_PER_LINE = 2000
LINES = 1000  # Markdown needs quadratic time for thousands of headings, rules or list items in a row
BRACKETS_PER_BLOCK = 150  # Markdown needs quadratic time for unclosed brackets, and a deep stack for nested blocks
INDENT = 40

_DEEP_INDENT = re.compile(rf"\n[ \t>]{{{INDENT + 1}}}")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_LEFT_OVER = re.compile(r"(?:<p>)?ownline[0-9a-f]{32}n[0-9]+e(?:</p>)?")
_BETWEEN_TAGS = re.compile(r">\s+<")
_reading = threading.Lock()  # Markdown readers keep state while they read


class TooHeavy(ValueError):
    """The text would take too long to read; the message says which limit it passes, `line` where in the text."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


def render_page(page: MarkdownFile, lesson: LessonSource, source: ContentSource) -> Page:
    """One language of a lesson, rendered and sanitised. Raises TooHeavy."""
    citations = Citations(source.facts)
    drawings = {
        str(placed.line): placed.drawing
        for placed in placed_drawings(page, lesson, source)
        if placed.drawing is not None
    }
    pieces, contents = render_body(page.body, page.language, citations, drawings)
    for fact in question_cites(lesson, pieces):
        citations.number(fact)
    sources = tuple(CitedFact(number, key, source.facts[key]) for key, number in citations.numbers.items())
    return Page(
        title=page.front.title,
        lead=inline(page.front.lead, page.language),
        takeaway=inline(page.front.takeaway, page.language),
        pieces=pieces,
        contents=contents,
        sources=sources,
        steps=cut_into_steps(
            pieces,
            contents,
            sources,
            cites_of=lambda asked: frozenset(question_cites(lesson, asked)),
            fits_in=lambda together: rows_of(together, lesson, source) <= ROWS_OF_A_STEP,
        ),
    )


def render_body(
    body: str, language: str, citations: Citations, drawings: Mapping[str, Drawing] = MappingProxyType({})
) -> tuple[tuple[Piece, ...], tuple[tuple[str, str], ...]]:
    """The pieces of a text, and the anchors and titles of its sections. Raises TooHeavy.

    `drawings` are those in this language, by the lines of their own that place them.
    """
    refuse_heavy(body)
    with _reading:
        try:
            page = _page_reader(language).read(body, citations)
        except RecursionError:
            _page_reader.cache_clear()  # the reader stopped half-way
            raise TooHeavy("lists, quotes or brackets are nested too deeply; use at most two levels") from None
    with translation.override(language):
        return tuple(_cut(page, drawings)), page.titles


def refuse_heavy(body: str) -> None:
    """Raises TooHeavy for a text that Markdown could need seconds to read."""
    if len(body.encode(errors="replace")) > BYTES_PER_FILE:
        raise TooHeavy("the text is larger than 64 KB; split the lesson")
    if body.count("\n") > LINES:
        raise TooHeavy(f"the text has over {LINES:,} lines; split the lesson", LINES)
    lines = body.split("\n")
    is_long = max(map(len, lines)) > CHARACTERS_PER_LINE
    if is_long or body.count("[") > BRACKETS_PER_BLOCK or _DEEP_INDENT.search(f"\n{body}"):
        _refuse_heavy_line(lines)


def _refuse_heavy_line(lines: list[str]) -> None:
    block_brackets = 0
    for number, line in enumerate(lines, start=1):
        if len(line) > CHARACTERS_PER_LINE:
            raise TooHeavy("this line has over 2,000 characters; break it into paragraphs", number)
        if len(line) - len(line.lstrip(" \t>")) > INDENT:
            raise TooHeavy("this line is indented too deeply; use at most two levels", number)
        block_brackets = block_brackets + line.count("[") if line.strip() else 0
        if block_brackets > BRACKETS_PER_BLOCK:
            raise TooHeavy('over 150 "[" stand here without an empty line between; break it up', number)


def question_cites(lesson: LessonSource, pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Facts behind the questions placed on a page, in page order."""
    file = lesson.plan.model
    for piece in pieces:
        question: Asked | None = file.questions.get(piece.reference) if piece.kind == "question" else None
        if question is not None:
            yield from file.lesson.cites if question.cites is None else question.cites


@lru_cache(maxsize=30_000)
def inline(text: str, language: str) -> SafeString:
    """One line of inline Markdown as sanitised HTML: **bold**, `term:` links; citation marks are left out."""
    with _reading:
        reader = _inline_reader(language)
        reader.reset()
        html = clean(reader.convert(" ".join(text.split())))
    match = _PARAGRAPH.fullmatch(html.strip())
    return mark_safe(match[1].strip() if match else html)  # noqa: S308 - sanitised one line above


@cache
def _inline_reader(language: str) -> Markdown:
    return inline_reader(language)


@cache
def _page_reader(language: str) -> PageReader:
    return PageReader(language)


def figure(drawing: Drawing) -> str:
    """A drawing with its caption and its table as HTML, in the language that is active."""
    return _BETWEEN_TAGS.sub("><", render_to_string("parts/content/drawing.html", {"drawing": drawing}).strip())


def _cut(page: PageHtml, drawings: Mapping[str, Drawing]) -> Iterator[Piece]:
    """Sanitised text and own lines in turn; a placeholder that is not a paragraph of its own is dropped."""
    parts = page.placeholder.split(clean(page.html))
    for position, part in enumerate(parts):
        if position % 2:
            line = page.own_lines[int(part)]
            drawing = drawings.get(str(line))
            html = figure(drawing) if drawing else ""
            yield Piece(line.kind, html=html, reference=line.reference, arguments=line.arguments)
        elif text := _LEFT_OVER.sub("", part).strip():
            yield Piece("html", html=text)
