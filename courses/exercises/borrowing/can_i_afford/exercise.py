"""Can I afford this loan? The exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.borrowing.can_i_afford.result import afford_result

EXAMPLE = MappingProxyType({
    "income": "8000", "essentials": "4500", "debts": "1200", "savings": "6000", "purpose": "goods",
    "received": "10000", "rate": "18", "unit": "year", "count": "12", "interval": "month",
    "fees": "none", "guess": "2000",
})  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.CAN_I_AFFORD,
    title=_("Can I afford this loan?"),
    lead=_("What would be left each month, and what happens when something goes wrong."),
    search=_("budget repayment instalment income spending calculator how much can I borrow"),
    form_class=AffordForm,
    calculate=afford_result,
    example=EXAMPLE,
)
