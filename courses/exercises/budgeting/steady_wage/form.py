"""What the steady wage asks: six months of income, what a month takes, and what lies in the buffer now."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.exercises.budgeting.household.lines import (
    DebtsField,
    DebtsNotKnownField,
    HouseholdLinesForm,
    LineField,
    PerField,
)
from courses.exercises.budgeting.household.six_months import SixMonthsForm
from courses.exercises.forms.fields import AmountField
from courses.loans.affordability.buffer import SteadyWage, steady_wage
from courses.loans.errors import LoanError


class SteadyWageForm(HouseholdLinesForm, SixMonthsForm):
    """After `is_valid()`, `plan` holds the six months with the wage paid from a buffer."""

    box_of = {"incomes": "m6", "must_pay": "needs", "extra": "extra", "buffer": "buffer"}

    needs = LineField(
        label=_("What has to be paid: rent, food, transport, school, family"),
        help_text=_("Yearly bills too, as a twelfth."),
        ask=_("Enter what you must pay each month, like 3200."),
    )
    needs_per = PerField()
    debts = DebtsField()
    debts_per = PerField()
    debts_unknown = DebtsNotKnownField()
    extra = LineField(label=_("A little for what could wait"), help_text=_("It waits in a lean month."))
    extra_per = PerField()
    buffer = AmountField(
        label=_("In the buffer six months ago"), help_text=_("Empty or 0 if there was none."), required=False
    )

    plan: SteadyWage

    @property
    def debts_are_known(self) -> bool:
        return not self.cleaned_data["debts_unknown"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_months()
        self.check_filled("needs")
        self.check_debts("debts")
        if not self.errors:
            try:
                self.plan = self._plan()
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def _plan(self) -> SteadyWage:
        has = self.cleaned_data["buffer"]
        return steady_wage(
            [income for _name, income in self.months],
            must_pay=self.together("needs", "debts"),
            extra=self.together("extra"),
            buffer=has.value if has else Decimal(0),
        )
