"""What does this offer really cost? The exercise as the rest of the site sees it."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise
from courses.exercises.borrowing.true_cost.form import TrueCostForm
from courses.exercises.borrowing.true_cost.result import true_cost_result

EXAMPLE = MappingProxyType({
    "amount": "10000", "received": "10000", "count": "12", "interval": "month", "rate": "12", "unit": "year",
    "fees": "some", "guarantee": "83.33", "guarantee_when": "each_instalment", "guarantee_payee": "guarantor",
    "payee": "lender", "lender": "platform_bank", "stated_all_in": "12",
})  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.TRUE_COST,
    title=_("What does this offer really cost?"),
    lead=_("Take the page of an offer, fill in what it says, and see what a year really costs."),
    search=_("compare loan offers yearly rate APR cost statement fee guarantee instalment calculator"),
    icon="doc",
    form_class=TrueCostForm,
    calculate=true_cost_result,
    example=EXAMPLE,
)
