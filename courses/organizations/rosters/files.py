"""Reads names from a CSV file (UTF-8, UTF-16 or GB18030) or an Excel sheet; bounded in bytes, rows and columns."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 50
MOST_UNPACKED = 100 * 1024 * 1024  # of an Excel file, which is a ZIP

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
NICKNAME_HEADERS = {"nickname", "name", "nick", "昵称", "姓名", "名字", "名称", "称呼"}
CONSENT_HEADERS = {"guardian", "consent", "guardian consent", "监护人", "监护人同意", "家长同意"}
CONSENT_WORDS = {
    "parent": {"parent", "father", "mother", "父母", "家长", "父亲", "母亲", "爸爸", "妈妈"},
    "guardian": {"guardian", "监护人", "其他监护人"},
}


class FileRefusedError(Exception):
    """`reason`: too_big, too_many_rows, too_many_columns, unreadable, encoding, old_excel or empty."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
    if content.startswith(b"PK\x03\x04"):
        return _named(list(_bounded(_sheet_rows(content))), "xlsx")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefusedError("old_excel")
    text, found = _decoded(content, encoding)
    return _named(list(_bounded(_csv_rows(text))), found)


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    wanted = [encoding] if encoding in ENCODINGS else _likely(content)
    for one in wanted:
        try:
            text = content.decode(one)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text, one
    raise FileRefusedError("encoding")


def _likely(content: bytes) -> list[str]:
    """UTF-16 only by its byte order mark; GB18030 reads nearly everything, so it comes last."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]


def _csv_rows(text: str) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t，", key=first.count) if any(sign in first for sign in ",;\t，") else ","
    if separator == "，":  # a full-width comma typed by hand
        lines, separator = io.StringIO(text.replace("，", ","), newline=""), ","
    try:
        yield from csv.reader(lines, delimiter=separator, strict=False)
    except csv.Error:
        raise FileRefusedError("unreadable") from None


def _sheet_rows(content: bytes) -> Iterator[list[str]]:
    """The first sheet, values only: formulas give what they showed when the file was saved."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise FileRefusedError("too_big")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, ParseError, OSError):
        raise FileRefusedError("unreadable") from None


def _bounded(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with their numbers; refuses what is too long or too wide before reading on."""
    kept = 0
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
            raise FileRefusedError("too_many_columns")
        if not any(cell.strip() for cell in row):
            continue
        kept += 1
        if kept > MOST_ROWS + 1:  # one of them may be the header
            raise FileRefusedError("too_many_rows")
        yield number, row


def _named(rows: list[tuple[int, list[str]]], encoding: str) -> RosterFile:
    if not rows:
        raise FileRefusedError("empty")
    header = [_plain(cell) for cell in rows[0][1]]
    name_column = next((place for place, cell in enumerate(header) if cell in NICKNAME_HEADERS), None)
    consent_column = next((place for place, cell in enumerate(header) if cell in CONSENT_HEADERS), None)
    has_header = name_column is not None
    body = rows[1:] if has_header else rows
    if len(body) > MOST_ROWS:
        raise FileRefusedError("too_many_rows")
    lines = tuple(
        RosterLine(number, _cell(row, name_column or 0), _consent(_cell(row, consent_column))) for number, row in body
    )
    if not lines:
        raise FileRefusedError("empty")
    return RosterFile(lines, encoding, has_header)


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip()[:200] if column is not None and column < len(row) else ""


def _plain(cell: str) -> str:
    return " ".join(cell.strip().strip("\ufeff").casefold().replace("_", " ").split())


def _consent(word: str) -> str:
    plain = _plain(word)
    if plain in ("", "no", "-", "无", "否"):
        return ""
    return next((who for who, words in CONSENT_WORDS.items() if plain in words), "?")
