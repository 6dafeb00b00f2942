"""Files for spreadsheets: cells of text only, never a formula."""

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"  # without it Excel in China reads UTF-8 as GBK
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The value as text, with an apostrophe before text that a spreadsheet would run as a formula. Numbers stay."""
    text = "" if value is None else str(value)
    is_text = not isinstance(value, int | float)
    return f"'{text}" if is_text and text.startswith(FORMULA_STARTS) else text


def csv_file(lines: Iterable[Iterable[object]]) -> bytes:
    """The bytes of a CSV file: UTF-8 with a byte order mark, each cell passed through `safe_cell`."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([safe_cell(cell) for cell in cells] for cells in lines)
    return (BOM + sheet.getvalue()).encode()
