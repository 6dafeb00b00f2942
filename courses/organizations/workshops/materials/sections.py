"""Cuts a lesson into slides: one section a screen, each question on one of its own, sources on the last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.catalog.model.lessons import Lesson, Piece
from courses.catalog.model.questions import ROOM, Question
from courses.catalog.model.schema import Talk
from courses.catalog.wording import Voice

SECTION = re.compile(r"(?=<h2[ >])")
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
SOURCE_LINK = 'href="#source-'


@dataclass(frozen=True, slots=True)
class AskedSlide:
    """A question for the room: its choices in an order that tells nothing, and what is right behind a press."""

    question: Question
    ask: str
    choices: tuple[str, ...]
    targets: tuple[str, ...]
    right: tuple[str, ...]
    explain: str


@dataclass(slots=True)
class Slide:
    """`kind` is "title", "section", "question", "talk", "end" or "sources"."""

    kind: str
    title: str = ""  # inline HTML
    pieces: list[Piece] = field(default_factory=list)
    asked: AskedSlide | None = None
    talk: Talk | None = None
    is_continued: bool = False


def slides_of(lesson: Lesson, language: str) -> tuple[Slide, ...]:
    """All slides of a lesson in one language; marks of sources lead to the slide of sources."""
    page = lesson.page(language)
    found = [Slide("title", page.title), *_sections(lesson, language)]
    found += [Slide("talk", talk=talk) for talk in lesson.guide.talk]
    found.append(Slide("end"))
    if page.sources:
        found.append(Slide("sources"))
    place = f'href="?slide={len(found)}#source-'
    for slide in found:
        slide.pieces = [_with_sources_at(piece, place) for piece in slide.pieces]
    return tuple(found)


def _with_sources_at(piece: Piece, place: str) -> Piece:
    if piece.kind != "html" or SOURCE_LINK not in piece.html:
        return piece
    return Piece("html", html=piece.html.replace(SOURCE_LINK, place))


def _sections(lesson: Lesson, language: str) -> list[Slide]:
    cutter = _Cutter(lesson, language)
    for piece in lesson.page(language).pieces:
        cutter.take(piece)
    return [slide for slide in cutter.slides if slide.pieces or slide.asked]


@dataclass(slots=True)
class _Cutter:
    """Takes the pieces in page order. Text after a question goes on under the heading it stood under."""

    lesson: Lesson
    language: str
    heading: str = ""
    is_inside: bool = False  # whether the last slide is a section that goes on
    slides: list[Slide] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        if piece.kind == "question":
            asked = asked_slide(self.lesson.questions[piece.reference], self.language)
            self.slides.append(Slide("question", self.heading, asked=asked))
            self.is_inside = False
            return
        for part in _parts(piece):
            self._take_part(part)

    def _take_part(self, part: Piece) -> None:
        found = HEADING.match(part.html)
        if found is not None:
            self.heading, text = found[1], part.html[found.end() :].strip()
            self.slides.append(Slide("section", self.heading, [Piece("html", html=text)] if text else []))
        elif self.is_inside:
            self.slides[-1].pieces.append(part)
        else:
            self.slides.append(Slide("section", self.heading, [part], is_continued=bool(self.heading)))
        self.is_inside = True


def _parts(piece: Piece) -> Iterator[Piece]:
    if piece.kind != "html":
        yield piece
        return
    for part in SECTION.split(piece.html):
        if part.strip():
            yield Piece("html", html=part.strip())


def asked_slide(question: Question, language: str) -> AskedSlide:
    body, voice = question.body, Voice(language)
    return AskedSlide(
        question=question,
        ask=voice.inline(body.ask),
        choices=tuple(voice.part(body.choices[key]) for key in question.shuffled(ROOM)),
        targets=tuple(voice.inline(target) for target in body.targets_shown.values()),
        right=body.right_words(voice),
        explain=voice.inline(body.explanation) if body.explanation else "",
    )
