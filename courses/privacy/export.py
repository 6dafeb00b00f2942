"""Everything stored about a person as one ZIP: JSON for machines, CSV for spreadsheets, HTML for reading."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Value
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.accounts.models import User
from courses.languages.known import language_shown
from courses.privacy.register import TABLES
from courses.privacy.register.table import Table


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """One table of the export: `columns` are field names, `rows` their values as JSON holds them."""

    table: Table
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(str(self.table.fields[column]) for column in self.columns)


def collect(learner: User) -> tuple[ExportedTable, ...]:
    """All that is stored about `learner`, secrets left out; one query, and one for each table that holds something."""
    filled = _filled_tables(learner)
    return tuple(_collect(table, learner, is_filled=number in filled) for number, table in enumerate(TABLES))


def _filled_tables(learner: User) -> set[int]:
    """Places in TABLES of those with rows of this learner: most people have rows in a few of many tables."""
    first, *others = (
        table.rows_of(learner).order_by().annotate(place=Value(number)).values_list("place", flat=True).distinct()
        for number, table in enumerate(TABLES)
    )
    return set(first.union(*others, all=True))


def _collect(table: Table, learner: User, *, is_filled: bool) -> ExportedTable:
    columns = tuple(name for name in table.fields if name not in table.secret)
    rows = tuple(_row(table, row, columns) for row in table.rows_of(learner)) if is_filled else ()
    return ExportedTable(table, columns, rows)


def _row(table: Table, row: Model, columns: tuple[str, ...]) -> tuple[object, ...]:
    not_yet = table.not_yet(row)
    return tuple(
        "" if column in not_yet else str(getattr(row, column)) if column in table.in_words else _value(row, column)
        for column in columns
    )


def _value(row: Model, column: str) -> object:
    stored = row._meta.get_field(column)
    if stored.many_to_many:
        return sorted(str(one) for one in getattr(row, column).all())
    value = row.serializable_value(column)
    if value is None or isinstance(value, bool | int | float | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def as_zip(learner: User, *, now: datetime) -> bytes:
    """The ZIP: data.json, one CSV a table (UTF-8 with BOM, safe to open in a spreadsheet), and readable.html."""
    tables = collect(learner)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        content = {one.table.model: [dict(zip(one.columns, row, strict=True)) for row in one.rows] for one in tables}
        head = {"exported_at": now.isoformat(), "tables": content}
        archive.writestr("data.json", json.dumps(head, ensure_ascii=False, indent=1))
        for one in tables:
            archive.writestr(f"{one.table.model.lower()}.csv", csv_file([one.columns, *one.rows]))
        context = {"tables": tables, "now": now, "title": _("My data"), "html_lang": language_shown().html_lang}
        page = render_to_string("courses/privacy/export.html", context)
        archive.writestr("readable.html", page)
    return packed.getvalue()


def row_count(tables: Iterator[ExportedTable] | tuple[ExportedTable, ...]) -> int:
    return sum(len(one.rows) for one in tables)
