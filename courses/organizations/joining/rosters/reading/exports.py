"""Text files that are no plain lists: tables of web pages, which many systems save as .xls, and contacts of phones."""

import quopri
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from courses.organizations.joining.rosters.reading.limits import LONGEST_CELL, FileRefusedError, ReadingWork

PIECE = 4 * 1024
LONGEST_TOKEN = 16 * 1024  # letters; the parser looks at an open tag or remark again and again until it ends
LOOKED_AT = 400  # bytes
ROWS, CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})
WIDEST = 50  # columns that one cell may span
_CONTACT = re.compile(r"BEGIN:VCARD", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype|html|table|meta|head|body|style|div|\?xml)\b", re.IGNORECASE)
_DATA = re.compile(r"[\[{]\s*[{\[\"]")
_CALLED = re.compile(r"^(?:item\d+\.)?FN((?:;[^:\r\n]*)?):((?:.*=\r?\n)*.*)$", re.MULTILINE | re.IGNORECASE)


def rows_of_export(content: bytes, encoding: str, work: ReadingWork) -> list[list[str]] | None:
    """The rows of such a file; None for any other text. Raises FileRefusedError for one that holds no table."""
    start = content[:LOOKED_AT].decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if _DATA.match(start):
        raise FileRefusedError("unreadable")
    is_contacts = _CONTACT.match(start)
    if not is_contacts and not _MARKUP.match(start):
        return None
    text = content.decode(encoding)
    if is_contacts:
        return [["姓名"], *([name] for name in _contacts(text))]
    tables = _Tables()
    for place in range(0, len(text), PIECE):
        work.go_on()
        tables.feed(text[place : place + PIECE])
        if len(tables.rawdata) > LONGEST_TOKEN:
            raise FileRefusedError("unreadable")
    tables.close()
    if not any(any(row) for row in tables.rows):
        raise FileRefusedError("unreadable")
    return tables.rows


def _contacts(text: str) -> Iterator[str]:
    for options, name in _CALLED.findall(text):
        if "quoted-printable" in options.casefold():
            yield quopri.decodestring(name.encode()).decode("utf-8", "replace").strip()
        else:
            yield name.strip()


def _columns_of(span: str) -> int:
    """How many columns a cell spans; a number too long to be one of them is not worked out."""
    if not (span.isascii() and span.isdigit()):
        return 1
    return max(1, min(int(span), WIDEST)) if len(span) <= len(str(WIDEST)) else WIDEST


class _Tables(HTMLParser):
    """The rows of all tables, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ROWS:
            self.rows.append([])
            self._is_inside = False
        elif tag in CELLS and self.rows:
            span = dict(attrs).get("colspan") or "1"
            width = _columns_of(span)
            self._is_inside = True
            self.rows[-1] += [""] * width
            self._column = len(self.rows[-1]) - width

    def handle_endtag(self, tag: str) -> None:
        if tag in ROWS or tag in CELLS:
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            row = self.rows[-1]
            row[self._column] = f"{row[self._column]}{data}".lstrip()[:LONGEST_CELL]
