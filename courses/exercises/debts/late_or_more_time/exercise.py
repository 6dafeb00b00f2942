"""What if I pay late, or ask for more time? The exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import late_result

EXAMPLE = MappingProxyType({
    "principal": "9000", "count": "9", "rate": "18", "unit": "year", "arrears": "250", "days_late": "8",
    "can_pay": "600", "lender": "consumer_finance", "multiple": "1.5", "base": "overdue_principal", "late_fee": "0",
    "goes_on": "no", "pause": "3", "pause_interest": "yes", "spread": "18", "free": "12", "plan_fee": "0",
})  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.LATE_OR_MORE_TIME,
    title=_("What if I pay late, or ask for more time?"),
    lead=_("What each day costs, and every way out side by side."),
    search=_("late overdue penalty interest extension defer hardship plan cannot pay more time court line"),
    icon="clock",
    form_class=LateForm,
    calculate=late_result,
    example=EXAMPLE,
)
