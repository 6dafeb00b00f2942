"""Files for spreadsheets with sheets: numbers are numbers, everything else is text, and no cell is ever a formula."""

import io
from collections.abc import Iterable, Mapping

import xlsxwriter

Cell = str | int | float
WIDTH = 24  # letters, of every column


def xlsx_file(sheets: Mapping[str, Iterable[Iterable[Cell]]]) -> bytes:
    """By the name of each sheet its lines, the first of which is a heading that stays in view."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell, bold if row == 0 else None)
                    else:
                        sheet.write_number(row, column, cell)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 9, WIDTH)
    return file.getvalue()
