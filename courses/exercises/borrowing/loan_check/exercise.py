"""Is this loan dangerous? The exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.result import check_result

EXERCISE = Exercise(
    kind=ExerciseKind.LOAN_CHECK,
    title=_("Is this loan dangerous?"),
    lead=_("Three figures: what reaches you, what you pay back, and when."),
    search=_("dangerous loan check fast loan app 714 kept back interest first how expensive"),
    icon="search",
    form_class=LoanCheckForm,
    calculate=check_result,
    example=MappingProxyType({"received": "700", "total": "1000", "when": "7-days"}),
)
