"""A file to start from: the headings that are understood, and nothing that could be taken for a person."""

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.accounts.http.xlsx_files import xlsx_file


def _headings() -> tuple[str, str]:
    return _("Nickname"), _("Guardian who agreed (for a child under 14: parent or guardian)")


def as_csv() -> bytes:
    return csv_file((_headings(),))


def as_xlsx() -> bytes:
    return xlsx_file({"1": (_headings(),)})


FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
