"""A cushion before credit: the exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.budgeting.cushion.form import CushionForm
from courses.exercises.budgeting.cushion.result import cushion_result

EXERCISE = Exercise(
    kind=ExerciseKind.CUSHION,
    title=_("A cushion before credit"),
    lead=_("A first sum within reach, when it is there, and what borrowing it would cost."),
    search=_("emergency fund savings save cushion buffer rainy day target help that is not a loan"),
    icon="save",
    form_class=CushionForm,
    calculate=cushion_result,
    example=MappingProxyType({
        "essentials": "3200", "savings": "20", "set_aside": "25", "set_aside_per": "week", "target": "own",
        "own_target": "500",
    }),
)  # fmt: skip
