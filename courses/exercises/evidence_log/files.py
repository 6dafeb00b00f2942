"""The record as a CSV file in the page's language; no cell is a formula."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from courses.catalog.cells import safe_cell
from courses.exercises.evidence_log.entries import HOW, KEPT, SIGNS, TO_WHOM
from courses.exercises.evidence_log.form import LABELS, EvidenceLogForm
from courses.exercises.evidence_log.result import LogResult

BOM = "\ufeff"  # without it Excel in China reads UTF-8 as GBK
CHOICES: dict[str, Any] = {"how": HOW, "to_whom": TO_WHOM, "kept": KEPT}
COLUMNS = ("day", "time", "how", "number", "who", "to_whom", "words", "kept")


def as_csv(form: EvidenceLogForm, _result: LogResult) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow([_("No."), *(str(LABELS[name]) for name in (*COLUMNS, *SIGNS))])
    for number, entry in enumerate(form.entries, 1):
        signs = [_("yes") if getattr(entry, name) else "" for name in SIGNS]
        cells = [number, *(_cell(name, getattr(entry, name)) for name in COLUMNS), *signs]
        writer.writerow([safe_cell(cell) for cell in cells])
    return (BOM + sheet.getvalue()).encode()


def _cell(name: str, value: object) -> str:
    if name in CHOICES:
        return str(dict(CHOICES[name])[value]) if value else ""
    return "" if value is None else str(value)
