"""What the cushion asks: what a month takes, what is there, what can be put aside, and the first target."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.budgeting.household.lines import HouseholdLinesForm, LineField, PerField
from courses.exercises.forms.fields import AmountField, ChosenField
from courses.loans.affordability.household import WEEK, part_of_month

OWN = "own"
PARTS = {"week": WEEK, "two-weeks": 2 * WEEK, "month": Fraction(1), "three-months": Fraction(3)}  # in months
TARGETS = (
    ("week", _("one week")),
    ("two-weeks", _("two weeks")),
    ("month", _("one month")),
    ("three-months", _("three months")),
    (OWN, _("a sum of my own")),
)


class CushionForm(HouseholdLinesForm):
    """After `is_valid()`, `spending` is what a month takes and `target` the first sum to reach."""

    box_of = {"target": "own_target", "savings": "savings", "set_aside": "set_aside", "principal": "essentials"}

    essentials = LineField(
        label=_("What has to be paid: rent, food, transport, school, medicine"),
        help_text=_("Yearly bills too, as a twelfth. Without debts and without what could wait."),
        ask=_("Enter what you must pay each month, like 3200."),
        says={"negative": _("Enter 1 or more.")},
        least=Decimal(1),
    )
    essentials_per = PerField()
    savings = AmountField(
        label=_("What is there already"),
        help_text=_("Only what you could use at once. Money promised to others does not count. 0 if there is none."),
        ask=_("Enter what you have put aside; 0 if there is none."),
    )
    set_aside = LineField(
        label=_("What you could put aside"),
        help_text=_("Rather a small sum that you can keep up. 0 if nothing is possible now."),
        ask=_("Enter what you could put aside, like 25 a week; 0 if nothing is possible now."),
    )
    set_aside_per = PerField()
    target = ChosenField(
        label=_("First target: what has to be paid for"), choices=TARGETS, ask=_("Choose a first target.")
    )
    own_target = AmountField(
        label=_("A sum of my own"), help_text=_("For example what one lean month lacks."), required=False,
        least=Decimal(1), says={"negative": _("Enter 1 or more.")},
    )  # fmt: skip

    spending: Decimal
    first_target: Decimal

    @property
    def own_is_open(self) -> bool:
        return bool(self.sent_or_initial("own_target")) or self.sent_or_initial("target") == OWN

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_filled("essentials")
        self.check_filled("set_aside")
        self._check_own()
        if not self.errors:
            self.spending = self.together("essentials")
            part = PARTS.get(cleaned["target"])
            self.first_target = part_of_month(self.spending, part) if part else cleaned["own_target"].value
        return cleaned

    def _check_own(self) -> None:
        chosen, own = self.cleaned_data.get("target"), self.cleaned_data.get("own_target")
        if chosen == OWN and own is None and "own_target" not in self.errors:
            self.add_error("own_target", ValidationError(gettext("Enter the sum, like 500."), code="empty"))
        if chosen in PARTS and own is not None:
            words = gettext("A sum of your own is filled in as well. Choose “a sum of my own”, or leave it empty.")
            self.add_error("target", ValidationError(words, code="both"))
