"""Reads names from a text file, a pasted list or an Excel sheet; bounded in memory and in time; asks where unsure."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from courses.organizations.joining.rosters.reading.ages import says_child
from courses.organizations.joining.rosters.reading.chats import last_relay, messages_of
from courses.organizations.joining.rosters.reading.exports import rows_of_export
from courses.organizations.joining.rosters.reading.layouts import (
    LOOKED_AT,
    Layout,
    LayoutGuess,
    Row,
    guessed,
    is_colon_table,
    is_of_children,
    is_spaced_table,
)
from courses.organizations.joining.rosters.reading.letters import ENCODINGS, encoding_of, is_doubtful
from courses.organizations.joining.rosters.reading.limits import LONGEST_CELL, MOST_BYTES, FileRefusedError, ReadingWork
from courses.organizations.joining.rosters.reading.people import People, RosterLine, check_row
from courses.organizations.joining.rosters.reading.relays import MOST_LINES, Item, items_of, names_in_a_line
from courses.organizations.joining.rosters.reading.sheets import Book

__all__ = ["ENCODINGS", "RosterFile", "RosterLine", "UnclearError", "read_roster"]

LONGEST_LINE = 100_000  # letters; a row of 50 cells of 200 letters has 10,000
MOST_LINES_OF_A_ROW = 1_000  # a cell in quotation marks may hold line ends
FIRST_LINES = 12
MOST_BY_HAND = 400_000  # bytes of a list that is not a table
LONGEST_BY_HAND = 5_000  # letters of a line of it: it is looked at in ways whose time grows with the square of that
SEPARATORS = ",;\t，|"
RowSeen = Callable[[int, list[str]], None]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """`rows` has all that were meant to be people; `lines` are those with a name."""

    rows: tuple[RosterLine, ...]
    encoding: str  # one of ENCODINGS, or "xlsx"
    has_header: bool

    @property
    def lines(self) -> tuple[RosterLine, ...]:
        return tuple(row for row in self.rows if not row.reason)


@dataclass(frozen=True, slots=True)
class SheetHead:
    name: str
    rows: tuple[Row, ...]  # the first that hold anything
    is_all: bool  # there are no others


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """What a person is asked: `why` is "columns", "first", "sheets", "letters", "guardians", "children" or
    "wished"."""

    why: str
    heads: tuple[SheetHead, ...]
    layout: Layout
    encoding: str


class UnclearError(FileRefusedError):
    """Where the names stand cannot be told; `question` is for the person who knows the file."""

    def __init__(self, question: ColumnQuestion) -> None:
        super().__init__("unclear")
        self.question = question


class _EnoughError(Exception):
    """The first rows are there."""


class _Source:
    """A file that was opened; its sheets can be told row by row. A text file has one."""

    def __init__(self, content: bytes, encoding: str, work: ReadingWork) -> None:
        self._work, self._content = work, content
        self._book = Book(content, work) if content.startswith(b"PK\x03\x04") else None
        if self._book is None and content.startswith(b"\xd0\xcf\x11\xe0"):
            raise FileRefusedError("old_excel")
        self.encoding = "xlsx" if self._book else encoding_of(content, encoding, work)
        self.names = self._book.names if self._book else ("",)
        self._rows = None if self._book else rows_of_export(content, self.encoding, work)

    def tell(self, sheet: int, row_seen: RowSeen) -> None:
        if self._book is not None:
            self._book.tell(sheet, row_seen)
            return
        rows = _csv_rows(self._content, self.encoding) if self._rows is None else self._rows
        for number, row in enumerate(rows, start=1):
            row_seen(number, row)

    def head(self, sheet: int) -> SheetHead:
        rows: list[Row] = []

        def seen(number: int, row: list[str]) -> None:
            check_row(number, row, self._work)
            if any(cell.strip() for cell in row):
                rows.append((number, [cell.strip()[:LONGEST_CELL] for cell in row]))
            if len(rows) >= LOOKED_AT:
                raise _EnoughError

        is_all = False
        with suppress(_EnoughError):
            self.tell(sheet, seen)
            is_all = True
        return SheetHead(self.names[sheet], tuple(rows), is_all)

    def heads(self) -> tuple[SheetHead, ...]:
        return tuple(self.head(sheet) for sheet in range(len(self.names)))

    def text_lines(self) -> list[str]:
        """Of a short text file; longer ones are no list by hand."""
        is_table = self._book is not None or self._rows is not None
        if is_table or len(self._content) > MOST_BY_HAND or self._content.count(b"\n") > MOST_LINES:
            return []
        lines = self._content.decode(self.encoding).splitlines()
        return [] if any(len(line) > LONGEST_BY_HAND for line in lines) else lines


def read_roster(
    content: bytes, *, encoding: str = "", layout: Layout | None = None, today: date | None = None, ask: bool = False
) -> RosterFile:
    """The names in a file. A person who was asked chooses `encoding` and `layout`; `ask` asks in any case.

    Raises FileRefusedError, and UnclearError where it takes a person to tell what is what.
    """
    source, work = _opened(content, encoding)
    day = today or datetime.now(UTC).date()
    if layout is not None:
        people = People(layout, work, day, has_heading=layout.first_row > 1)
        source.tell(layout.sheet, people.add)
        return _file(people, source, has_header=layout.first_row > 1)
    lines = source.text_lines()
    if not ask and (messages := messages_of(lines, work)) is not None:
        return _file(_of_items(last_relay(messages, work, today=day), work, day), source, has_header=False, none="chat")
    heads = source.heads()
    guess, why = _best(heads)
    if not ask and not guess.has_heading and (items := _by_hand(lines, work, day)):
        return _file(_of_items(items, work, day), source, has_header=False)
    if not why and not encoding and not guess.has_heading and is_doubtful(content, source.encoding):
        why = "letters"
    if is_of_children(heads[guess.layout.sheet].rows, guess.layout):
        guess = replace(guess, layout=replace(guess.layout, of_children=guess.layout.consent is not None))
        why = why or ("" if guess.layout.of_children else "children")
    if ask or why:
        raise UnclearError(ColumnQuestion(why or "wished", heads, guess.layout, source.encoding))
    people = _by_guess(
        source, heads[guess.layout.sheet], People(guess.layout, work, day, has_heading=guess.has_heading)
    )
    if guess.layout.consent is None and any(line.consent == "missing" for line in people.lines):
        raise UnclearError(ColumnQuestion("guardians", heads, guess.layout, source.encoding))
    return _file(people, source, has_header=guess.has_heading)


def _of_items(items: list[Item], work: ReadingWork, today: date) -> People:
    people = People(Layout(), work, today, has_heading=False)
    for item in items:
        work.go_on()
        people.add_name(item.line, item.name[:LONGEST_CELL], "missing" if item.is_child else "")
    return people


def _by_guess(source: _Source, head: SheetHead, people: People) -> People:
    if not head.is_all:
        source.tell(people.layout.sheet, people.add)
        return people
    for number, row in head.rows:  # a short sheet is not read twice
        people.add(number, row)
    return people


def question_about(content: bytes, *, encoding: str = "") -> ColumnQuestion:
    """What a person sees who is asked about this file; raises FileRefusedError."""
    source, _work = _opened(content, encoding)
    heads = source.heads()
    guess, why = _best(heads)
    return ColumnQuestion(why or "wished", heads, guess.layout, source.encoding)


def _opened(content: bytes, encoding: str) -> tuple[_Source, ReadingWork]:
    if len(content) > MOST_BYTES:
        raise FileRefusedError("too_big")
    work = ReadingWork()
    return _Source(content, encoding, work), work


def _best(heads: tuple[SheetHead, ...]) -> tuple[LayoutGuess, str]:
    """The sheet with a heading for names; else the first that holds anything. And why it is not certain, or ""."""
    guesses = [guessed(head.rows, place) for place, head in enumerate(heads)]
    headed = [guess for guess in guesses if guess.has_people] or [guess for guess in guesses if guess.has_heading][:1]
    filled = [guess for guess, head in zip(guesses, heads, strict=True) if head.rows]
    if len(headed) > 1:
        return headed[0], "sheets"
    if headed:
        return headed[0], headed[0].doubt
    if not filled:
        raise FileRefusedError("empty")
    return filled[0], filled[0].doubt or ("sheets" if len(filled) > 1 else "")


def _by_hand(lines: list[str], work: ReadingWork, today: date) -> list[Item] | None:
    """A numbered list, or names with "、" between them, or one line of names."""
    if (items := items_of(lines, work, today=today)) is not None:
        return items
    filled = [(number, line) for number, line in enumerate(work.each(lines), start=1) if line.strip()]
    if len(filled) != 1 and not any("、" in line for _number, line in filled):
        return None
    if any("\t" in line for line in lines):
        return None
    parts = []
    for number, line in filled:
        work.go_on()
        parts.append((number, names_in_a_line(line) or [line.strip()]))
    return (
        [Item(number, name, says_child(name, today=today)) for number, names in parts for name in names]
        if any(len(one) > 1 for _n, one in parts)
        else None
    )


def _file(people: People, source: _Source, *, has_header: bool, none: str = "empty") -> RosterFile:
    if not people.lines:
        raise FileRefusedError(none)
    return RosterFile(people.judged, source.encoding, has_header)


class _Lines:
    """The lines of a file, none of them endless, and not endlessly many for one row."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        self._typed, self._is_spaced = "", False  # the full-width sign that separates
        self.since_row = 0

    def separator(self) -> str:
        """The sign that most of the first lines have; a full-width comma is typed by hand."""
        first = []
        for line in self:
            self.since_row = 0
            if line.strip():
                first.append(line.strip())  # a tab in front separates nothing
            if len(first) >= FIRST_LINES:
                break
        self._text.seek(0)
        counts = {
            sign: (sum(sign in line for line in first), sum(line.count(sign) for line in first)) for sign in SEPARATORS
        }
        counts["，"] = (
            counts["，"] if 2 * counts["，"][0] > len(first) else (0, 0)
        )  # else it is a part of what is written
        found = max(SEPARATORS, key=lambda sign: counts[sign])
        if counts[found] == (0, 0):
            return self._separator_by_hand(first)
        self._typed = "，" if found == "，" else ""
        return "," if self._typed else found

    def _separator_by_hand(self, first: list[str]) -> str:
        """Where no sign separates: a space or a colon may."""
        if is_spaced_table([line.split() for line in first]):
            self._is_spaced = True
            return " "
        if is_colon_table(first):
            self._typed = "："
            return ":"
        return ","

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE + 1):
            self.since_row += 1
            if len(line) > LONGEST_LINE or self.since_row > MOST_LINES_OF_A_ROW:
                raise FileRefusedError("unreadable")
            yield self._told(line)

    def _told(self, line: str) -> str:
        if self._is_spaced:
            return " ".join(line.split()) + "\n"
        return line.replace(self._typed, unicodedata.normalize("NFKC", self._typed)) if self._typed else line


def _csv_rows(content: bytes, encoding: str) -> Iterator[list[str]]:
    lines = _Lines(content, encoding)
    separator = lines.separator()
    try:
        for row in csv.reader(lines, delimiter=separator, strict=False):
            lines.since_row = 0
            yield row
    except csv.Error:
        raise FileRefusedError("unreadable") from None
