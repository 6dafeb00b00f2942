"""The record as a CSV file in the page's language; no cell is a formula."""

import csv
import io

from django.utils.translation import gettext as _

from courses.catalog.cells import safe_cell
from courses.exercises.evidence_log.entries import SIGNS
from courses.exercises.evidence_log.form import BOXES, EvidenceLogForm
from courses.exercises.evidence_log.result import LogResult

BOM = "\ufeff"  # without it Excel in China reads UTF-8 as GBK
COLUMNS = ("day", "time", "how", "number", "who", "to_whom", "words", "kept")


def as_csv(form: EvidenceLogForm, _result: LogResult) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow([_("No."), *(str(BOXES[name]().label) for name in (*COLUMNS, *SIGNS))])
    for number, entry in enumerate(form.entries, 1):
        signs = [_("yes") if getattr(entry, name) else "" for name in SIGNS]
        cells = [number, *(_cell(name, getattr(entry, name)) for name in COLUMNS), *signs]
        writer.writerow([safe_cell(cell) for cell in cells])
    return (BOM + sheet.getvalue()).encode()


def _cell(name: str, value: object) -> str:
    choices = dict(getattr(BOXES[name](), "choices", ()))
    if choices:
        return str(choices[value]) if value else ""
    return "" if value is None else str(value)
