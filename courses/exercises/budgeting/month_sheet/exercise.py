"""My month on one page: the exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.budgeting.household.example import MONTH
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.budgeting.month_sheet.result import sheet_result

EXERCISE = Exercise(
    kind=ExerciseKind.MONTH_SHEET,
    title=_("My month on one page"),
    lead=_("What comes in, what has to go out, and what is left."),
    search=_("budget household month income spending balance needs wants debts money sheet"),
    icon="doc",
    form_class=MonthForm,
    calculate=sheet_result,
    example=MappingProxyType({**MONTH, "people": "2"}),
)
