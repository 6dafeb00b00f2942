"""Cuts a lesson's page into the steps of a walk: the opening, each section, and every further question by itself.

A section is one idea: its words, what it shows and its first question are one step, where a phone has room for them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from courses.catalog.model.lessons import CitedFact, PageStep, Piece, StepKind

END_ANCHORS = frozenset({"lesson-end", "lesson-end-title", "missed", "step"})
ASKS = ("question", "exercise")  # own lines that want something of the reader: a step ends with one

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>.*?</h2>', re.DOTALL)
_ANCHOR = re.compile(r' id="(?!cite-)([^"]+)"')
_SOURCE = re.compile(r'href="#source-([0-9]+)"')

CitesOf = Callable[[tuple[Piece, ...]], frozenset[str]]  # the facts behind the questions among some pieces
FitsIn = Callable[[Sequence[Piece]], bool]  # whether pieces have room in one step


@dataclass(slots=True)
class _Cut:
    """A step while it is filled; a section's first one holds its heading's anchor."""

    anchor: str = ""
    pieces: list[Piece] = field(default_factory=list)


def cut_into_steps(
    pieces: Iterable[Piece],
    contents: Sequence[tuple[str, str]],
    sources: Sequence[CitedFact],
    *,
    cites_of: CitesOf,
    fits_in: FitsIn,
) -> tuple[PageStep, ...]:
    """The steps of a page, its end last.

    The same in every language: own lines and headings stand in the same order in all of them.
    """
    titles = dict(contents)
    sections = [[step for step in steps if step.pieces or step.anchor] for steps in _sections(pieces, fits_in)]
    found = [
        _step(cut, part, len(cuts), titles, sources, cites_of)
        for cuts in sections if cuts for part, cut in enumerate(cuts, 1)
    ]  # fmt: skip
    return (*found, PageStep(StepKind.END, anchor="lesson-end", anchors=END_ANCHORS))


def _sections(pieces: Iterable[Piece], fits_in: FitsIn) -> list[list[_Cut]]:
    """Cuts by section, the opening first."""
    sections = [[_Cut()]]
    for piece in _at_headings(pieces):
        if isinstance(piece, str):
            sections.append([_Cut(piece)])
            continue
        cuts = sections[-1]
        if _is_full(cuts[-1], piece, fits_in):
            cuts.append(_Cut(cuts[0].anchor))
        cuts[-1].pieces.append(piece)
    return sections


def _at_headings(pieces: Iterable[Piece]) -> Iterator[Piece | str]:
    """The pieces in turn, text cut at its section headings; in place of a heading, its anchor."""
    for piece in pieces:
        if piece.kind != "html":
            yield piece
            continue
        for position, part in enumerate(_HEADING.split(piece.html)):
            if position % 2:
                yield part
            elif part.strip():
                yield replace(piece, html=part.strip())


def _is_full(cut: _Cut, piece: Piece, fits_in: FitsIn) -> bool:
    """Whether a piece begins another step: after something that was asked, and a question that what is shown leaves
    no room for."""
    has_asked = any(one.kind in ASKS for one in cut.pieces)
    shows = any(one.kind != "html" for one in cut.pieces)
    return has_asked or (shows and piece.kind in ASKS and not fits_in((*cut.pieces, piece)))


def _step(
    cut: _Cut, part: int, parts: int, titles: dict[str, str], sources: Sequence[CitedFact], cites_of: CitesOf
) -> PageStep:  # fmt: skip
    pieces = tuple(cut.pieces)
    text = "".join(piece.html for piece in pieces)
    questions = tuple(piece.reference for piece in pieces if piece.kind == "question")
    cited, behind = {int(number) for number in _SOURCE.findall(text)}, cites_of(pieces)
    named = {"q-" + question for question in questions} | {one.kind for one in pieces if one.kind == "exercise"}
    specimens = {one.reference for one in pieces if one.kind == "specimen"}
    own = {cut.anchor} if cut.anchor and part == 1 else set()
    return PageStep(
        kind=StepKind.SECTION if cut.anchor else StepKind.OPENING,
        anchor=cut.anchor if part == 1 else f"{cut.anchor}-{part}",
        title=titles.get(cut.anchor, ""),
        part=part,
        parts=parts,
        pieces=pieces,
        questions=questions,
        sources=tuple(one for one in sources if one.number in cited or one.id in behind),
        anchors=frozenset(own | named | specimens | set(_ANCHOR.findall(text))),
    )
