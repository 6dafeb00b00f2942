"""The attendance of a period as a file: a line for each person, a column for each day, totals below."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.organizations.groups.attendance.reading import AttendanceSheet, Column

Cells = tuple[object, ...]


def as_csv(sheet: AttendanceSheet) -> bytes:
    return csv_file(cells_of(sheet))


def cells_of(sheet: AttendanceSheet) -> Iterator[Cells]:
    """The rows of the file: 1 for present, 0 for absent; empty where the person was not on the list or nobody noted."""
    days = tuple(column.day.isoformat() for column in sheet.columns)
    yield _("Nickname"), *days, _("Days")
    for row in sheet.lines:
        yield row.nickname, *("" if mark is None else int(mark) for mark in row.marks), row.days
    yield _total(sheet, _("People of the list"), lambda column: column.listed)
    yield _total(sheet, _("No longer on the list"), lambda column: column.gone)
    yield _total(sheet, _("Others"), lambda column: column.others)
    yield _total(sheet, _("Together"), lambda column: column.together)
    yield _("Lesson"), *(" · ".join(column.titles) for column in sheet.columns), ""


def _total(sheet: AttendanceSheet, name: str, number: Callable[[Column], int]) -> Cells:
    numbers = [number(column) if column.is_noted else "" for column in sheet.columns]
    return name, *numbers, sum(found for found in numbers if isinstance(found, int))
