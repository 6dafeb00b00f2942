"""Keep a record of calls and messages: the exercise as the rest of the site sees it."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise, ExerciseFile
from courses.exercises.debts.evidence_log.files import as_csv
from courses.exercises.debts.evidence_log.form import EvidenceLogForm
from courses.exercises.debts.evidence_log.result import log_result

EXAMPLE: dict[str, Any] = {
    "lender": _("Paper Boat Bank (made up)"), "lender_kind": "bank",
    "day_1": "2026-11-24", "time_1": "10:05", "how_1": "answered", "number_1": "0000", "who_1": _("service, no name"),
    "to_whom_1": "me", "words_1": _("Asked when I can pay."), "kept_1": "none",
    "day_2": "2026-11-25", "time_2": "22:40", "how_2": "answered", "number_2": "0000",
    "to_whom_2": "others", "words_2": _("Told my mother what I owe."), "kept_2": "recording", "told_2": "on",
}  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.EVIDENCE_LOG,
    title=_("Keep a record of calls and messages"),
    lead=_("Up to twenty entries, put in order: what is missing, what may break a rule, and where to take it."),
    search=_("evidence log record calls messages collectors harassment screenshot recording complaint night calls"),
    icon="chat",
    press=_("Put it in order"),
    form_class=EvidenceLogForm,
    calculate=log_result,
    example=MappingProxyType(EXAMPLE),
    more_sheets=("letter", "help"),
    files=(
        ExerciseFile(name="csv", label=_("Take it along as a table"), content_type="text/csv; charset=utf-8",
                     make=as_csv),
    ),
)  # fmt: skip
