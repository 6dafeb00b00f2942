"""Reads names from a CSV file (UTF-8, UTF-16 or GB18030) or an Excel sheet; bounded in memory and in time."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from courses.organizations.rosters.limits import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    FileRefusedError,
    Work,
)
from courses.organizations.rosters.sheets import read_sheet

PIECE = 64 * 1024
LONGEST_LINE = 100_000  # letters; a row of 50 cells of 200 letters has 10,000
MOST_LINES_OF_A_ROW = 1_000  # a cell in quotation marks may hold line ends
WORK_EVERY = 500  # rows

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
NICKNAME_HEADERS = {"nickname", "name", "nick", "昵称", "姓名", "名字", "名称", "称呼"}
CONSENT_HEADERS = {"guardian", "consent", "guardian consent", "监护人", "监护人同意", "家长同意"}
CONSENT_WORDS = {
    "parent": {"parent", "father", "mother", "父母", "家长", "父亲", "母亲", "爸爸", "妈妈"},
    "guardian": {"guardian", "监护人", "其他监护人"},
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row with a name. `consent` is "", "parent", "guardian", or "?" for a word that is not understood."""

    number: int  # row of the file, from 1
    nickname: str
    consent: str = ""


@dataclass(frozen=True, slots=True)
class RosterFile:
    lines: tuple[RosterLine, ...]
    encoding: str  # one of ENCODINGS, or "xlsx"
    has_header: bool


def read_roster(content: bytes, *, encoding: str = "") -> RosterFile:
    """The names in a file; a person who saw a wrong guess chooses `encoding`. Raises FileRefusedError."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError("too_big")
    work = Work()
    names = _Names(work)
    if content.startswith(b"PK\x03\x04"):
        read_sheet(content, names.add, work)
        return names.file("xlsx")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefusedError("old_excel")
    found = _encoding_of(content, encoding, work)
    for number, row in enumerate(_csv_rows(content, found), start=1):
        names.add(number, row)
    return names.file(found)


def _encoding_of(content: bytes, encoding: str, work: Work) -> str:
    for one in [encoding] if encoding in ENCODINGS else _likely(content):
        if _is_text(content, one, work):
            return one
    raise FileRefusedError("encoding")


def _is_text(content: bytes, encoding: str, work: Work) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), PIECE):
            work.go_on()
            if "\x00" in decoder.decode(content[start : start + PIECE]):
                return False
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _likely(content: bytes) -> list[str]:
    """UTF-16 only by its byte order mark; GB18030 reads nearly everything, so it comes last."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]


class _Lines:
    """The lines of a file, none of them endless, and not endlessly many for one row."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        self._typed_comma = False
        self.since_row = 0

    def separator(self) -> str:
        """The sign that the first line with words in it has most of; a full-width comma is typed by hand."""
        first = ""
        for first in self:
            self.since_row = 0
            if first.strip():
                break
        self._text.seek(0)
        found = max(",;\t，", key=first.count)
        self._typed_comma = found == "，" and found in first
        return found if found in first and not self._typed_comma else ","

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_LINE + 1):
            self.since_row += 1
            if len(line) > LONGEST_LINE or self.since_row > MOST_LINES_OF_A_ROW:
                raise FileRefusedError("unreadable")
            yield line.replace("，", ",") if self._typed_comma else line


def _csv_rows(content: bytes, encoding: str) -> Iterator[list[str]]:
    lines = _Lines(content, encoding)
    separator = lines.separator()
    try:
        for row in csv.reader(lines, delimiter=separator, strict=False):
            lines.since_row = 0
            yield row
    except csv.Error:
        raise FileRefusedError("unreadable") from None


class _Names:
    """Takes rows one by one and keeps only the name of each and the guardian's word."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._lines: list[RosterLine] = []
        self._name_column: int | None = None
        self._consent_column: int | None = None
        self._is_first = True

    def add(self, number: int, row: list[str]) -> None:
        if number > LAST_ROW:
            raise FileRefusedError("too_many_rows")
        if number % WORK_EVERY == 0:
            self._work.go_on()
        if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
            raise FileRefusedError("too_many_columns")
        if not any(cell.strip() for cell in row):
            return
        if self._is_first:
            self._is_first = False
            if self._is_header(row):
                return
        if len(self._lines) >= MOST_ROWS:
            raise FileRefusedError("too_many_rows")
        name = self._work.kept(_cell(row, self._name_column or 0))
        self._lines.append(RosterLine(number, name, _consent(_cell(row, self._consent_column))))

    def _is_header(self, row: list[str]) -> bool:
        header = [_plain(cell[:LONGEST_CELL]) for cell in row]
        self._name_column = next((place for place, cell in enumerate(header) if cell in NICKNAME_HEADERS), None)
        self._consent_column = next((place for place, cell in enumerate(header) if cell in CONSENT_HEADERS), None)
        return self._name_column is not None

    def file(self, encoding: str) -> RosterFile:
        if not self._lines:
            raise FileRefusedError("empty")
        return RosterFile(tuple(self._lines), encoding, self._name_column is not None)


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip()[:LONGEST_CELL] if column is not None and column < len(row) else ""


def _plain(cell: str) -> str:
    return " ".join(cell.strip().strip("\ufeff").casefold().replace("_", " ").split())


def _consent(word: str) -> str:
    plain = _plain(word)
    if plain in ("", "no", "-", "无", "否"):
        return ""
    return next((who for who, words in CONSENT_WORDS.items() if plain in words), "?")
