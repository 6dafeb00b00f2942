"""Choose a budget that fits: the exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.budgeting.budget_split.result import split_result
from courses.exercises.budgeting.household.example import MONTH
from courses.exercises.budgeting.household.sheet import MonthForm

EXERCISE = Exercise(
    kind=ExerciseKind.BUDGET_SPLIT,
    title=_("Choose a budget that fits"),
    lead=_("Three ways to share out the same month, in yuan. None is the right one for everybody."),
    search=_("budget method 50/30/20 envelope zero based share out limits"),
    icon="bowl",
    form_class=MonthForm,
    calculate=split_result,
    example=MappingProxyType(MONTH),
)
