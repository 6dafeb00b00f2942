"""Reads the sheets of an Excel file in bounded pieces; nothing that the file says about itself is believed.

Each part is unpacked 64 KB at a time, counted as it comes and parsed as it comes, so neither a lying size nor a deep,
wide or endless document can take more memory than what is kept: short texts of cells. A library that loads a part
whole cannot promise that, and a process of its own for each upload would cost more than the reading.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from courses.organizations.joining.rosters.reading.limits import LONGEST_CELL, FileRefusedError, ReadingWork

PIECE = 64 * 1024
MOST_PARTS = 1_000
MOST_SHEETS = 20  # that are looked into
DEEPEST = 40
LONGEST_TOKEN = 256 * 1024  # one tag with its attributes; the parser would hold it whole
MOST_STRINGS = 250_000
LAST_COLUMN = 16_384

RowSeen = Callable[[int, list[str]], None]


class _Part(Protocol):
    """What is told of a part while it is parsed, with the names of elements without their prefix."""

    def opened(self, tag: str, attributes: dict[str, str]) -> None: ...
    def closed(self, tag: str) -> None: ...
    def said(self, text: str) -> None: ...


UNREADABLE = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, RuntimeError, NotImplementedError, KeyError,
    IndexError, ValueError, StopIteration, OverflowError,
)  # fmt: skip


class Book:
    """An opened Excel file: the names of the sheets that are shown, and their rows."""

    def __init__(self, content: bytes, work: ReadingWork) -> None:
        if content.count(b"PK\x01\x02") > MOST_PARTS:  # before the list of parts is built
            raise FileRefusedError("too_much")
        self._work = work
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(content))
            book = _target(self._packed, "", "/officeDocument", work)
            self._folder = posixpath.dirname(book)
            listed = _Sheets()
            _parse(self._packed, book, listed, work)
            links = _links(self._packed, book, work)
            targets = {key: target for key, kind, target in links if kind.endswith("/worksheet")}
            found = [(name, targets[key]) for key, name in listed.shown if key in targets][:MOST_SHEETS]
            self.names, self._sheets = tuple(name for name, _path in found), tuple(path for _name, path in found)
            strings = _Strings(work)
            shared = next((target for _key, kind, target in links if kind.endswith("/sharedStrings")), "")
            if shared:
                _parse(self._packed, _path(self._folder, shared), strings, work)
            self._strings = strings.kept
        except UNREADABLE:
            raise FileRefusedError("unreadable") from None
        if not found:
            raise FileRefusedError("unreadable")

    def tell(self, sheet: int, row_seen: RowSeen) -> None:
        """Tell `row_seen` of each row: its number and its cells. A formula is its last result, else "=" and itself."""
        if not 0 <= sheet < len(self._sheets):
            raise FileRefusedError("unreadable")
        rows = _Rows(self._strings, row_seen, self._work)
        try:
            _parse(self._packed, _path(self._folder, self._sheets[sheet]), rows, self._work)
        except UNREADABLE:
            raise FileRefusedError("unreadable") from None


Link = tuple[str, str, str]  # key, kind, target


def _links(packed: zipfile.ZipFile, part: str, work: ReadingWork) -> list[Link]:
    folder, name = posixpath.split(part)
    found = _Links()
    _parse(packed, posixpath.join(folder, "_rels", f"{name}.rels"), found, work)
    return found.links


def _target(packed: zipfile.ZipFile, part: str, kind: str, work: ReadingWork) -> str:
    return _path("", next(target for _key, of, target in _links(packed, part, work) if of.endswith(kind)))


def _path(folder: str, target: str) -> str:
    """A target is relative to the folder of its part, or begins at the root."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _parse(packed: zipfile.ZipFile, name: str, part: _Part, work: ReadingWork) -> None:
    """Unpack and parse one part piece by piece, counting what really comes out."""
    entry = packed.getinfo(name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefusedError("unreadable")  # others unpack a piece of any size at once
    parser = expat.ParserCreate()
    parser.buffer_text = True
    watch = _Watch(part)
    parser.StartElementHandler = watch.opened
    parser.EndElementHandler = watch.closed
    parser.CharacterDataHandler = part.said
    parser.StartDoctypeDeclHandler = watch.refuse
    fed = 0
    with packed.open(entry) as unpacked:
        while piece := unpacked.read(PIECE):
            fed += len(piece)
            work.unpacked(len(piece))
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise FileRefusedError("too_much")
    parser.Parse(b"", True)


class _Watch:
    """Stands between the parser and a part: counts the depth, and lets no document type through."""

    def __init__(self, part: _Part) -> None:
        self._part = part
        self._depth = 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FileRefusedError("unreadable")
        self._part.opened(tag.rpartition(":")[2], attributes)

    def closed(self, tag: str) -> None:
        self._depth -= 1
        self._part.closed(tag.rpartition(":")[2])

    @staticmethod
    def refuse(*_about: object) -> None:
        raise FileRefusedError("unreadable")


class _Links:
    """The relationships of a part."""

    def __init__(self) -> None:
        self.links: list[Link] = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and len(self.links) < MOST_PARTS:
            self.links.append((attributes["Id"], attributes.get("Type", ""), attributes["Target"]))

    def closed(self, tag: str) -> None: ...
    def said(self, text: str) -> None: ...


class _Sheets:
    """The sheets of a book in their order, those that are hidden left out: (key of the relationship, name)."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and len(self.shown) < MOST_PARTS and "idden" not in attributes.get("state", ""):
            key = next(value for name, value in attributes.items() if name.endswith(":id"))
            self.shown.append((key, attributes.get("name", "")[:LONGEST_CELL]))

    def closed(self, tag: str) -> None: ...
    def said(self, text: str) -> None: ...


class _Text:
    """The text of one cell as its pieces come; only its beginning is kept."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._room = 0

    def begin(self) -> None:
        self._pieces, self._room = [], LONGEST_CELL

    def add(self, text: str) -> None:
        if self._room > 0:
            self._pieces.append(text[: self._room])
            self._room -= len(text)

    def end(self) -> str:
        return "".join(self._pieces)


class _Strings:
    """The texts that the cells of a book share; readings of Chinese characters beside them are left out."""

    def __init__(self, work: ReadingWork) -> None:
        self.kept: list[str] = []
        self._text = _Text()
        self._is_in_text = False
        self._is_reading = False
        self._work = work

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._text.begin()
        elif tag == "rPh":
            self._is_reading = True
        elif tag == "t":
            self._is_in_text = not self._is_reading

    def closed(self, tag: str) -> None:
        if tag == "si":
            if len(self.kept) >= MOST_STRINGS:
                raise FileRefusedError("too_much")
            self.kept.append(self._work.kept(self._text.end()))
        elif tag == "rPh":
            self._is_reading = False
        elif tag == "t":
            self._is_in_text = False

    def said(self, text: str) -> None:
        if self._is_in_text:
            self._text.add(text)


class _Rows:
    """The rows of a sheet, told one by one."""

    def __init__(self, strings: list[str], row_seen: RowSeen, work: ReadingWork) -> None:
        self._strings, self._row_seen, self._work = strings, row_seen, work
        self._number, self._column = 0, 0
        self._cells: list[str] = []
        self._kind = ""
        self._text, self._formula = _Text(), _Text()
        self._is_in_text, self._is_in_formula, self._has_formula = False, False, False

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._column, self._cells = 0, []
        elif tag == "c":
            self._column = _column_of(attributes["r"]) if "r" in attributes else self._column + 1
            self._kind = attributes.get("t", "n")
            self._text.begin()
            self._formula.begin()
            self._has_formula = False
        elif tag == "f":
            self._has_formula = self._is_in_formula = True
        elif tag in ("v", "t"):
            self._is_in_text = (tag == "t") == (self._kind == "inlineStr")

    def closed(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._is_in_text = False
        elif tag == "f":
            self._is_in_formula = False
        elif tag == "c" and (value := self._value()):
            self._work.column(self._column)
            self._cells.extend([""] * (self._column - 1 - len(self._cells)))
            self._cells[self._column - 1 :] = [value]
        elif tag == "row":
            self._row_seen(self._number, self._cells)

    def said(self, text: str) -> None:
        if self._is_in_text:
            self._text.add(text)
        elif self._is_in_formula:
            self._formula.add(text)

    def _value(self) -> str:
        text = self._text.end()
        if self._has_formula and not text:
            return f"={self._formula.end() or '?'}"
        if self._kind == "s" and text:
            place = int(text)
            return self._strings[place] if place >= 0 else ""
        return text


def _column_of(reference: str) -> int:
    """A is 1, AA is 27."""
    column = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    if not 0 < column <= LAST_COLUMN * 2:
        raise FileRefusedError("unreadable")
    return column
