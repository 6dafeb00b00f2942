"""Files for spreadsheets with sheets: numbers are numbers, everything else is text, and no cell is ever a formula."""

import io
from collections.abc import Iterable, Mapping

import xlsxwriter

Cell = str | int | float
LONGEST_NAME = 31  # of a sheet; more is refused by spreadsheets
WIDTH = 24  # letters, of every column


def xlsx_file(sheets: Mapping[str, Iterable[Iterable[Cell]]], *, kept_columns: int = 0) -> bytes:
    """The bytes of an XLSX file; `sheets` maps names to rows. The first row and `kept_columns` columns are frozen."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name[:LONGEST_NAME])
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell, heading if row == 0 else None)
                    else:
                        sheet.write_number(row, column, cell)
            sheet.freeze_panes(1, kept_columns)
            sheet.set_column(0, 9, WIDTH)
    return file.getvalue()
