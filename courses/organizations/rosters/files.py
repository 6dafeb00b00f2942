"""Reads names from a CSV file (UTF-8, UTF-16 or GB18030) or an Excel sheet; bounded in bytes, rows and columns."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl import load_workbook

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000
LAST_ROW = 4 * MOST_ROWS  # number of the last row, empty ones counted: a sheet may say that a row is the billionth
MOST_COLUMNS = 50
MOST_UNPACKED = 50 * 1024 * 1024  # of an Excel file, which is a ZIP
MOST_TAGS = 2_500_000  # in it: ten columns of 50,000 names have 2.1 million; reading them costs seconds

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
NICKNAME_HEADERS = {"nickname", "name", "nick", "昵称", "姓名", "名字", "名称", "称呼"}
CONSENT_HEADERS = {"guardian", "consent", "guardian consent", "监护人", "监护人同意", "家长同意"}
CONSENT_WORDS = {
    "parent": {"parent", "father", "mother", "父母", "家长", "父亲", "母亲", "爸爸", "妈妈"},
    "guardian": {"guardian", "监护人", "其他监护人"},
}


class FileRefusedError(Exception):
    """`reason`: too_big, too_much, too_many_rows, too_many_columns, unreadable, encoding, old_excel or empty."""

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
        _refuse_bombs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):  # short rows are filled up to it
            yield ["" if cell is None else str(cell) for cell in row]
        book.close()
    except FileRefusedError:
        raise
    except Exception:  # a broken sheet fails in the reader in a dozen ways: types, keys, numbers, ZIP, XML
        raise FileRefusedError("unreadable") from None


def _refuse_bombs(content: bytes) -> None:
    """Raises FileRefusedError for a small file that would become large: in bytes, in elements, or by entities."""
    tags = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
            raise FileRefusedError("too_big")
        for entry in packed.infolist():
            part = packed.read(entry)
            tags += part.count(b"<")
            is_utf16 = part.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"))  # could hide what comes next
            if is_utf16 or b"<!DOCTYPE" in part:
                raise FileRefusedError("unreadable")
    if tags > MOST_TAGS:
        raise FileRefusedError("too_much")


def _bounded(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with their numbers; refuses what is too long or too wide before reading on."""
    kept = 0
    for number, row in enumerate(rows, start=1):
        if number > LAST_ROW:
            raise FileRefusedError("too_many_rows")
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
