"""When is it deleted? The exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.debts.deletion_date.form import DeletionDateForm
from courses.exercises.debts.deletion_date.result import deletion_result

EXERCISE = Exercise(
    kind=ExerciseKind.DELETION_DATE,
    title=_("When is it deleted from the register?"),
    lead=_("The day a late payment has to leave your credit record, and when the five years begin."),
    search=_("credit record register report late payment five years deleted overdue removed repair"),
    icon="clock",
    form_class=DeletionDateForm,
    calculate=deletion_result,
    example=MappingProxyType({"late_1": "2026-03-10", "paid_1": "2026-09-01", "late_2": "2026-06-10", "open_2": "on"}),
)
