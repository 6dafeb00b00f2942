"""A lesson's Markdown as blocks and sections, with its citations, links, pictures and tables, each at its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.catalog.lint.parsing.passages import Passage, PlainText, without_markup
from courses.catalog.markup.own_lines import OwnLine, read_own_line
from courses.catalog.model.values.problems import Place
from courses.catalog.reading.source import MarkdownFile

_REFERENCE = re.compile(
    r"\[\^(?P<fact>[^\]\s]{1,40})\]"
    r"|!\[(?P<alt>[^\]]{0,300})\]\((?P<picture>[^)\s]{0,300})[^)]{0,300}\)"
    r"|\[(?P<words>[^\[\]]{0,300})\]\((?P<target>[^)\s]{0,300})\)"
)
_HEADING_ID = re.compile(r"\{#([^}\s]{0,60})\}$")
_BOX = re.compile(r'!!! *(?P<kind>[a-z-]+)(?: +"(?P<title>.*)")?\s*')
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]) +")
_SEPARATOR = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?\s*")
_CELL = re.compile(r"[^|]+")
BOX_INDENT = 4


@dataclass(frozen=True, slots=True)
class PageReference:
    """A citation, link or picture. `offset` is where it stands in the plain text of its block."""

    kind: str  # "fact", "link" or "picture"
    target: str
    words: str  # of a link; the alternative text of a picture
    offset: int
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, box title or heading."""

    kind: str  # "paragraph", "item", "row", "box-title" or "heading"
    passage: Passage
    box: str  # the kind of box around it, or ""
    references: tuple[PageReference, ...]
    table: int = 0  # number of its table; 0 outside tables

    @property
    def facts(self) -> tuple[PageReference, ...]:
        return tuple(reference for reference in self.references if reference.kind == "fact")


@dataclass(frozen=True, slots=True)
class PageSection:
    """What stands under one heading; the first one has none, level 0 and id ""."""

    id: str
    level: int
    place: Place
    blocks: list[Block] = field(default_factory=list)
    own_lines: list[OwnLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageTable:
    place: Place
    columns: int
    has_header: bool


@dataclass(frozen=True, slots=True)
class PageText:
    """One language of a lesson, taken apart."""

    file: MarkdownFile
    sections: tuple[PageSection, ...]
    tables: tuple[PageTable, ...]
    front: tuple[Passage, ...]  # title, lead, takeaway

    @property
    def blocks(self) -> Iterator[Block]:
        return (block for section in self.sections for block in section.blocks)

    @property
    def passages(self) -> Iterator[Passage]:
        yield from self.front
        yield from (block.passage for block in self.blocks)

    @property
    def references(self) -> Iterator[PageReference]:
        return (reference for block in self.blocks for reference in block.references)


def page_text(file: MarkdownFile) -> PageText:
    """Take a lesson's text apart."""
    reader = _PageReader(file)
    for number, line in enumerate(file.body.split("\n"), start=1):
        reader.read(line, number)
    reader.finish()
    return PageText(file, tuple(reader.sections), tuple(reader.tables), tuple(_front(file)))


def _front(file: MarkdownFile) -> Iterator[Passage]:
    for role in ("title", "lead", "takeaway"):
        place = file.front_places.of(role)
        text = PlainText()
        text.add(getattr(file.front, role), place.line, place.column)
        passage = text.passage(file.language, role, file.path)
        yield Passage(passage.text, file.language, role, file.path, ((0, place.line, place.column),), is_exact=False)


class _PageReader:
    """Reads line by line; a block is open until a blank line or a line that begins another."""

    def __init__(self, file: MarkdownFile) -> None:
        self.file = file
        self.sections = [PageSection("", 0, file.at(1))]
        self.tables: list[PageTable] = []
        self.box = ""
        self.kind = ""  # of the open block
        self.text = PlainText()
        self.references: list[PageReference] = []
        self.rows: list[tuple[str, int, int]] = []  # of the open table: line, number, column

    def read(self, line: str, number: int) -> None:
        own = read_own_line(line, number)
        if own is not None or not line.strip():
            self.finish()
            if isinstance(own, OwnLine):
                self.box = ""
                self.sections[-1].own_lines.append(own)
            return
        indent = BOX_INDENT if self.box and line.startswith(" " * BOX_INDENT) else 0
        if not indent and self.box and not self.kind:
            self.box = ""
        self._begin(line[indent:], number, indent + 1)

    def finish(self) -> None:
        """Close the open block, if any."""
        if self.rows:
            self._close_table()
        elif self.kind:
            self._close(self.kind)

    def _begin(self, line: str, number: int, column: int) -> None:
        if line.startswith("|"):
            if not self.rows:
                self.finish()
            self.rows.append((line, number, column))
        elif line.startswith("#"):
            self.finish()
            self._heading(line, number, column)
        elif box := _BOX.fullmatch(line):
            self.finish()
            self.box = box["kind"]
            self._whole_line("box-title", box["title"] or "", number, column + max(box.start("title"), 0))
        elif item := _ITEM.match(line):
            self.finish()
            self.kind = "item"
            self._add(line[item.end() :], number, column + item.end())
        else:
            self._continue(line, number, column)

    def _continue(self, line: str, number: int, column: int) -> None:
        if self.rows:
            self.finish()
        if not self.kind:
            self.kind = "paragraph"
        self.text.break_with(" ")
        bare = line.lstrip(" >")
        self._add(bare, number, column + len(line) - len(bare))

    def _heading(self, line: str, number: int, column: int) -> None:
        self.box = ""
        level = len(line) - len(line.lstrip("#"))
        title = line[level:].strip()
        start = line.index(title, level)
        heading_id = _HEADING_ID.search(title)
        if heading_id:
            title = title[: heading_id.start()].rstrip()
        self.sections.append(PageSection(heading_id[1] if heading_id else "", level, self.file.at(number, column)))
        self._whole_line("heading", title, number, column + start)

    def _whole_line(self, kind: str, source: str, number: int, column: int) -> None:
        self._add(source, number, column)
        self._close(kind)

    def _add(self, source: str, number: int, column: int) -> None:
        before = self.text.length
        for match in _REFERENCE.finditer(source) if "[" in source else ():
            offset = before + len(without_markup(source[: match.start()]))
            self.references.append(_reference(match, offset, self.file.at(number, column + match.start())))
        self.text.add(source, self.file.body_line + number - 1, column)

    def _close(self, kind: str, table: int = 0) -> None:
        passage = self.text.passage(self.file.language, kind, self.file.path)
        block = Block(kind, passage, self.box, tuple(self.references), table)
        if passage.text.strip() or block.references:
            self.sections[-1].blocks.append(block)
        self.kind, self.text, self.references = "", PlainText(), []

    def _close_table(self) -> None:
        rows, self.rows = self.rows, []
        first, number, column = rows[0]
        has_separator = len(rows) > 1 and _SEPARATOR.fullmatch(rows[1][0]) is not None
        cells = [cell[0].strip() for cell in _CELL.finditer(first)]
        self.tables.append(PageTable(self.file.at(number, column), len(cells), has_separator and any(cells)))
        for row, row_number, row_column in rows:
            if _SEPARATOR.fullmatch(row):
                continue
            for cell in _CELL.finditer(row):
                source = cell[0].rstrip()
                bare = source.lstrip()
                self.text.break_with("\n")
                self._add(bare, row_number, row_column + cell.start() + len(source) - len(bare))
            self._close("row", len(self.tables))


def _reference(match: re.Match[str], offset: int, place: Place) -> PageReference:
    if match["fact"] is not None:
        return PageReference("fact", match["fact"], "", offset, place)
    if match["picture"] is not None:
        return PageReference("picture", match["picture"], match["alt"], offset, place)
    return PageReference("link", match["target"], match["words"], offset, place)
