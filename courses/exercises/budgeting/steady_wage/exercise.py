"""When income is not steady: the exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.budgeting.household.example import SIX_MONTHS
from courses.exercises.budgeting.steady_wage.form import SteadyWageForm
from courses.exercises.budgeting.steady_wage.result import wage_result

EXERCISE = Exercise(
    kind=ExerciseKind.STEADY_WAGE,
    title=_("When income is not steady"),
    lead=_("Six months, the lowest as your base, and how many lean months a buffer carries."),
    search=_("irregular income gig odd jobs deliveries buffer lean month base month seasonal"),
    icon="cal",
    form_class=SteadyWageForm,
    calculate=wage_result,
    example=MappingProxyType({**SIX_MONTHS, "needs": "3200", "debts": "1000", "extra": "200"}),
)
