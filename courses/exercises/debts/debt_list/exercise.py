"""Every debt on one list: the exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise, ExerciseFile
from courses.exercises.debts.debt_list.files import as_csv
from courses.exercises.debts.debt_list.form import DebtListForm
from courses.exercises.debts.debt_list.result import list_result

EXAMPLE = MappingProxyType({
    "available": "1800",
    "kind_1": "consumer_finance", "owed_1": "12000", "payment_1": "600", "rate_1": "24", "due_1": "3",
    "kind_2": "card", "owed_2": "8000", "payment_2": "300", "rate_2": "18.25", "due_2": "18",
    "kind_3": "platform_bank", "owed_3": "3000", "payment_3": "200", "rate_3": "12", "due_3": "8",
})  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.DEBT_LIST,
    title=_("Every debt on one list"),
    lead=_("What is due first, what a day costs, and which debt to pay off first."),
    search=_("debt list all debts order pay off snowball avalanche which first overdue several loans cards"),
    icon="doc",
    form_class=DebtListForm,
    calculate=list_result,
    example=EXAMPLE,
    files=(
        ExerciseFile(
            name="csv", label=_("Take the list along (.csv)"), content_type="text/csv; charset=utf-8", make=as_csv
        ),
    ),
)
