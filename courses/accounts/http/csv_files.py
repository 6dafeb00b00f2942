"""Files for spreadsheets: cells of text only, never a formula."""

import csv
import io
import re
from collections.abc import Iterable

BOM = "\ufeff"  # without it Excel in China reads UTF-8 as GBK
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Excel splits cells at semicolons in half of Europe, and takes no notice there of the quotes that commas need.
_NEXT_CELL = re.compile(r"([;\t\r\n][\s\"']*)(?=[=+\-@＝＋－＠])")


def never_formula(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet, whatever it splits cells at, would begin a formula."""
    inside = _NEXT_CELL.sub(r"\1'", text)
    return f"'{inside}" if text.startswith(FORMULA_STARTS) else inside


def safe_cell(value: object) -> str:
    """The value as text that is no formula. Numbers stay."""
    text = "" if value is None else str(value)
    return text if isinstance(value, int | float) else never_formula(text)


def csv_file(lines: Iterable[Iterable[object]]) -> bytes:
    """The bytes of a CSV file: UTF-8 with a byte order mark, each cell passed through `safe_cell`."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([safe_cell(cell) for cell in cells] for cells in lines)
    return (BOM + sheet.getvalue()).encode()
