"""The record as a CSV file in the page's language; no cell is a formula."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.exercises.debts.evidence_log.entries import HOW, KEPT, SIGNS, TO_WHOM
from courses.exercises.debts.evidence_log.form import LABELS, EvidenceLogForm
from courses.exercises.debts.evidence_log.result import LogResult

CHOICES: dict[str, Any] = {"how": HOW, "to_whom": TO_WHOM, "kept": KEPT}
COLUMNS = ("day", "time", "how", "number", "who", "to_whom", "words", "kept")


def as_csv(form: EvidenceLogForm, _result: LogResult) -> bytes:
    return csv_file(_lines(form))


def _lines(form: EvidenceLogForm) -> Iterator[list[object]]:
    yield [_("No."), *(str(LABELS[name]) for name in (*COLUMNS, *SIGNS))]
    for number, entry in enumerate(form.entries, 1):
        signs = [_("yes") if getattr(entry, name) else "" for name in SIGNS]
        yield [number, *(_cell(name, getattr(entry, name)) for name in COLUMNS), *signs]


def _cell(name: str, value: object) -> str:
    if name in CHOICES:
        return str(dict(CHOICES[name])[value]) if value else ""
    return "" if value is None else str(value)
