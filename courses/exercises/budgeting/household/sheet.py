"""The month on one sheet, as two exercises ask it: money in, what has to be paid, family, debts and wants."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.budgeting.household.lines import (
    PAID_OFTEN,
    DebtsField,
    DebtsNotKnownField,
    HouseholdLinesForm,
    LineField,
    MoneyInField,
    PerField,
)
from courses.exercises.budgeting.household.six_months import SixMonthsForm
from courses.exercises.forms.fields import FigureField
from courses.loans.affordability.household import Month
from courses.loans.errors import LoanError
from courses.loans.money import read_count
from courses.loans.schedules.flows import Interval

MONEY_IN = ("wages", "gig", "other_in")
NEEDS = ("housing", "food", "bills", "care", "yearly")
DEBTS = ("debts", "pay_later")
MOST_PEOPLE = 30
COUNTED_PEOPLE = re.compile(r"\s*(?:口人?|个?人|people|persons?)\s*$")


class MonthForm(HouseholdLinesForm, SixMonthsForm):
    """After `is_valid()`, `month` holds the sheet. Names of fields are what lessons may fill in.

    Six months, where they are filled in, stand in the place of the lines of money in: the lowest is the income.
    """

    box_of = {"income": "wages", "needs": "housing", "family": "family", "debts": "debts", "wants": "wants"}

    wages = MoneyInField(
        label=_("Wages, as they reach you"),
        help_text=_("After tax and insurance. If they vary: the lowest of your last six months."),
        ask=_("Enter what came in last month, like 4600. If nothing came in, enter 0."),
    )
    wages_per = PerField(choices=PAID_OFTEN)
    gig = MoneyInField(label=_("Odd jobs, deliveries, a stall"), help_text=_("After fuel, rent and other costs of it."))
    gig_per = PerField(choices=PAID_OFTEN)
    other_in = MoneyInField(
        label=_("Anything else that came in"),
        help_text=_("Pension, support, rent. No borrowed money: it has to go back."),
    )
    other_in_per = PerField(choices=PAID_OFTEN)
    housing = LineField(label=_("Rent or mortgage"))
    housing_per = PerField()
    food = LineField(label=_("Food"), ask=_("Enter what you have to pay, like 1200 for food."))
    food_per = PerField()
    bills = LineField(label=_("Water, power, gas, phone, transport"))
    bills_per = PerField()
    care = LineField(label=_("School, doctor, medicine"))
    care_per = PerField()
    yearly = LineField(
        label=_("What comes only now and then"),
        help_text=_("School fees, New Year, insurance, repairs: all of a year together. We divide by 12."),
    )
    yearly_per = PerField(Interval.YEAR)
    family = LineField(
        label=_("Support for family"),
        help_text=_("Money for parents, children elsewhere, relatives: a line of its own."),
    )
    family_per = PerField()
    debts = DebtsField()
    debts_per = PerField()
    debts_unknown = DebtsNotKnownField()
    pay_later = LineField(label=_("Phones on instalments, “pay later”"))
    pay_later_per = PerField()
    wants = LineField(
        label=_("Wants: what could wait"),
        help_text=_("Clothes, snacks, eating out, subscriptions, gifts."),
    )
    wants_per = PerField()
    people = FigureField(
        label=_("How many people live on this money?"),
        help_text=_("If you like. It only serves to compare with the whole country."),
        says={"not_a_number": _("We cannot read this as a number. Write it in digits, like 3.")},
        required=False,
    )

    month: Month

    def clean_people(self) -> int | None:
        text = COUNTED_PEOPLE.sub("", self.cleaned_data["people"])
        if not text.strip():
            return None
        try:
            return read_count(text, most=MOST_PEOPLE)
        except LoanError as problem:
            field = self.fields["people"]
            assert isinstance(field, FigureField)
            raise field.reading_failed(problem) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_money_in()
        self.check_filled("food", *NEEDS)
        self.check_debts(*DEBTS)
        if not self.errors:
            try:
                self.month = self._month()
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def _check_money_in(self) -> None:
        if not self.months_are_open:
            self.check_filled(*MONEY_IN)
            return
        self.check_months()
        if self.months and any(self.cleaned_data.get(name) is not None for name in MONEY_IN):
            words = gettext("Fill in either the lines of money in or the six months, not both.")
            self.add_error("m6", ValidationError(words, code="both"))

    def _month(self) -> Month:
        return Month(
            income=self.lowest if self.months else self.together(*MONEY_IN),
            needs=self.together(*NEEDS),
            family=self.together("family"),
            debts=self.together(*DEBTS),
            debts_are_known=not self.cleaned_data["debts_unknown"],
            wants=self.together("wants"),
        )

    def value_in_words(self, name: str) -> str:
        people = self.cleaned_data.get("people") if name == "people" else None
        return super().value_in_words(name) if people is None else str(people)

    @property
    def left_empty(self) -> str:
        """Which lines of money out are counted as nothing because nothing stands in them, in a sentence."""
        names = [name for name in (*NEEDS, "family", "wants") if self.cleaned_data.get(name) is None]
        lines = pgettext("list of names", ", ").join(str(self.fields[name].label) for name in names)
        says = gettext("Left empty and counted as nothing: %(lines)s. If one of them costs something, less is left.")
        return says % {"lines": lines} if names else ""

    @property
    def people_are_open(self) -> bool:
        return bool(self.sent_or_initial("people")) or "people" in self.errors

    @property
    def lines_by_sum(self) -> tuple[tuple[str, Decimal], ...]:
        """Every line of money out that is filled in, with its sum a month."""
        names = [*NEEDS, "family", *DEBTS, "wants"]
        found = [(str(self.fields[name].label), self.a_month(name)) for name in names]
        return tuple((label, value) for label, value in found if value is not None)
