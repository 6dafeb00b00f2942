"""A file to start from: the headings that are understood, and nothing that could be taken for a person."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file


def _headings() -> tuple[str, str]:
    return _("Nickname"), _("Guardian who agreed (for a child under 14: parent or guardian)")


def as_csv() -> bytes:
    return csv_file((_headings(),))


def as_xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for column, heading in enumerate(_headings()):
            sheet.write_string(0, column, heading, bold)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 40)
        sheet.freeze_panes(1, 0)
    return file.getvalue()


FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
