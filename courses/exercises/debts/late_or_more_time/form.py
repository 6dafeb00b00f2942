"""What the exercise asks: the debt, how late it is, what the contract says, and the ways out to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.base import ExerciseForm
from courses.exercises.debts.due import counts_payments, read_days_late, says_not_late
from courses.exercises.debts.late_or_more_time import options
from courses.exercises.debts.late_or_more_time.boxes import COUNTS, FOLDS, USUAL, a_month, count_box, rate_box, sum_box
from courses.exercises.debts.late_or_more_time.terms import LateTerms, payments_in, read_terms
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import AmountField, FigureField, NotKnownField, SelectField, Unread
from courses.exercises.forms.options import LENDERS, UNITS
from courses.exercises.forms.reading import count_in, figure, known_or_not, rate_in
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.money import TypedAmount, TypedRate
from courses.loans.schedules.flows import Interval

DAYS = 3_650
MONTHS, MOST_SPREAD = 480, 600


@dataclass(frozen=True, slots=True)
class Fold:
    """Boxes behind one press."""

    title: Any
    is_open: bool
    names: tuple[str, ...]


class LateForm(ExerciseForm):
    """After `is_valid()`, `terms` holds what was typed."""

    period_of = {"rate": "unit", "penalty_rate": "penalty_unit"}
    belongs_to = {"penalty_unit": "penalty_rate", "unit": "rate"}
    read_with = {
        "count": ("principal", "interval"), "rate": ("unit", "interval"), "penalty_rate": ("penalty_unit",),
        "instalment": ("interval",), "can_pay": ("can_pay_unknown",),
    }  # fmt: skip
    box_of = {
        "principal": "principal", "annual_rate": "rate", "instalments_left": "count", "arrears": "arrears",
        "can_pay": "can_pay", "instalment": "instalment", "instalments": "spread", "now": "part",
        "multiple": "multiple", "late_fee": "late_fee", "grace_days": "grace", "fee": "plan_fee",
    }  # fmt: skip

    interval = SelectField(
        label=_("How often do you pay?"), choices=options.RHYTHMS, required=False, ask=_("Choose how often you pay.")
    )
    principal = AmountField(
        label=_("Principal still owed, without what is overdue"),
        help_text=_("The lender’s app shows it: principal left. 0 if all of it is overdue."),
        ask=_("Enter what you still owe, like 9000. If all of it is overdue, enter 0."),
    )
    count = count_box(_("Instalments left, without overdue ones"), ask=_("Enter the number, like 9."))
    rate = rate_box(_("Rate of the contract, in percent"))
    unit = SelectField(label=_("The rate is"), choices=UNITS, required=False, ask=_("Choose a period for the rate."))
    instalment = AmountField(
        label=_("Instalment, if you do not know the rate"),
        periods=("instalment", *options.INTERVALS_COUNTED),
        required=False,
    )
    arrears = sum_box(_("Overdue now, with everything charged on it"), _("0 if nothing is late yet."))
    days_late = FigureField(
        label=_("Days late, counted from the oldest"),
        help_text=_("Empty if nothing is late yet."),
        ask=_("Enter how many days late it is, like 12."),
        says=dict.fromkeys(
            ("not_a_number", "not_exact", "not_whole", "unit_conflict"), _("Enter how many days late it is, like 12.")
        ),
        required=False,
    )
    can_pay_unknown = NotKnownField(label=_("What you can pay each month: not known"))
    can_pay = a_month(
        _("What you can pay on this debt each month"), _("After rent, food, power and what else must be paid."),
        ask=_("Enter what you can pay each month, or tick “not known”."),
    )  # fmt: skip
    lender = SelectField(label=_("Who lends?"), choices=LENDERS, required=False, ask=_("Choose who lends."))
    multiple = SelectField(
        label=_("At what rate is late money charged?"), choices=options.MULTIPLES, required=False,
        ask=_("Choose the rate."), help_text=_("In the contract under “late” or “default”."),
    )  # fmt: skip
    base = SelectField(label=_("Of which sum?"), choices=options.BASES, required=False, ask=_("Choose the sum."))
    late_fee = sum_box(
        _("Default charge for each missed instalment"), _("0 if the contract names none. Empty: not known.")
    )
    penalty_rate = rate_box(_("The rate of its own, in percent"))
    penalty_unit = SelectField(
        label=_("That rate is"), choices=options.PENALTY_UNITS, required=False, ask=_("Choose a period for the rate.")
    )
    compounds = SelectField(
        label=_("Does unpaid interest bear interest too?"), choices=options.COMPOUNDS, required=False,
        ask=_("Choose one."),
    )  # fmt: skip
    goes_on = SelectField(
        label=_("And the ordinary interest on the overdue principal?"), choices=options.GOES_ON, required=False,
        ask=_("Choose one."),
    )  # fmt: skip
    grace = count_box(_("Days of grace, if the contract gives any"))
    year_days = SelectField(
        label=_("A year counts as"), choices=options.YEAR_DAYS, required=False, ask=_("Choose one.")
    )
    pause = count_box(_("Months without a payment"), help_text=_("Empty: we look at 3."))
    pause_interest = SelectField(
        label=_("Does interest run in these months?"), choices=options.PAUSE_INTEREST, required=False,
        ask=_("Choose one."),
    )  # fmt: skip
    pause_ends = SelectField(
        label=_("And after them?"), choices=options.PAUSE_ENDS, required=False, ask=_("Choose one.")
    )
    spread = count_box(
        _("Spread over how many instalments?"),
        help_text=_("Empty: twice as many as are left, 12 if all of it is overdue."),
    )
    free = count_box(_("Instalments without interest, if you are offered any"), help_text=_("Empty: not offered."))
    plan_fee = sum_box(_("What the lender charges for more time"), _("0 if nothing. Empty: not known."))
    part = sum_box(_("A part you could pay today"), "")
    costs_due = sum_box(_("Costs of recovery in the overdue sum"), _("Only if the lender names them."))
    interest_due = sum_box(_("Interest and penalty in the overdue sum"), _("The lender’s app or bill names it."))

    terms: LateTerms

    def clean_interval(self) -> Interval:
        return self.paid_every

    @property
    def paid_every(self) -> Interval:
        """How often is paid; monthly while that box has an error."""
        return Interval(self.cleaned_data.get("interval") or Interval.MONTH)

    def clean_rate(self) -> TypedRate | None:
        return rate_in(self, "rate", "unit", per_year=self.paid_every.per_year)

    def clean_penalty_rate(self) -> TypedRate | None:
        return rate_in(self, "penalty_rate", "penalty_unit")

    @property
    def is_all_overdue(self) -> bool:
        """Whether nothing is owed beside the overdue sum: then no instalment is left either."""
        principal = self.cleaned_data.get("principal")
        return principal is not None and principal.value == 0

    def clean_count(self) -> int | None:
        if self.is_all_overdue:
            return 0
        return count_in(self, "count", unit=self.paid_every, most=MONTHS)

    def clean_days_late(self) -> int | None:
        text = self.cleaned_data["days_late"]
        if says_not_late(text):
            return None
        if counts_payments(text):
            words = gettext("Payments are no days. Enter how many days late the oldest is, like 12.")
            raise ValidationError(words, code="not_a_number")
        days = read_days_late(text, timezone.localdate())
        return days if days is not None and days <= DAYS else count_in(self, "days_late", unit=Interval.DAY, most=DAYS)

    def clean_grace(self) -> int | None:
        return count_in(self, "grace", unit=Interval.DAY, most=365)

    def clean_pause(self) -> int | None:
        return count_in(self, "pause", most=60)

    def clean_spread(self) -> int | None:
        return count_in(self, "spread", most=MOST_SPREAD)

    def clean_free(self) -> int | None:
        return count_in(self, "free", most=MOST_SPREAD)

    def clean_can_pay(self) -> TypedAmount | None:
        return known_or_not(self, "can_pay")

    def clean_instalment(self) -> TypedAmount | None:
        """A sum said to be for a month is no instalment of a week."""
        typed: TypedAmount | None = self.cleaned_data["instalment"]
        if typed is not None and typed.per not in (None, "instalment", self.paid_every):
            raise Unread(InvalidInput("instalment", "unit_conflict"))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_principal(cleaned)
        self._check_price(cleaned)
        self._check_lateness(cleaned)
        self._check_penalty(cleaned)
        self._check_pause(cleaned)
        if not self.errors:
            try:
                self.terms = read_terms(cleaned)
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def _check_principal(self, cleaned: dict[str, Any]) -> None:
        principal, arrears = cleaned.get("principal"), cleaned.get("arrears")
        is_owed = self.is_all_overdue and "arrears" not in self.errors and arrears is not None and arrears.value > 0
        if principal is not None and principal.value < 1 and not is_owed and "arrears" not in self.errors:
            words = gettext("Enter 1 or more. If all of it is overdue, enter 0 here and the overdue sum below.")
            self.add_error("principal", ValidationError(words, code="too_small"))

    def _check_price(self, cleaned: dict[str, Any]) -> None:
        """Where all of it is overdue, some ways need no rate; of the others the result says that it is missing."""
        is_read = "rate" in cleaned and "instalment" in cleaned
        if is_read and cleaned["rate"] is None and cleaned["instalment"] is None and not self.is_all_overdue:
            words = gettext("Enter the yearly rate or the instalment; one of them is enough.")
            self.add_error("rate", ValidationError(words, code="need_rate_or_instalment"))

    def _check_lateness(self, cleaned: dict[str, Any]) -> None:
        """A sum that is overdue has been so for some days, and the other way round."""
        arrears, days = cleaned.get("arrears"), cleaned.get("days_late")
        is_late = arrears is not None and arrears.value > 0
        if is_late and days is None and "days_late" not in self.errors:
            self.add_error("days_late", ValidationError(str(figure(self, "days_late").ask), code="empty"))
        if days and not is_late and "arrears" not in self.errors:
            words = gettext("Enter what is overdue now. If nothing is, leave the days empty.")
            self.add_error("arrears", ValidationError(words, code="empty"))
        parts = [cleaned.get(name) for name in ("costs_due", "interest_due")]
        known = sum((part.value for part in parts if part is not None), Decimal(0))
        if "arrears" not in self.errors and known > (arrears.value if arrears is not None else 0):
            words = gettext("The costs and the interest in it cannot be more than the overdue sum.")
            self.add_error("interest_due", ValidationError(words, code="conflict"))

    def _check_penalty(self, cleaned: dict[str, Any]) -> None:
        is_own = cleaned.get("multiple") == options.OWN_RATE
        if is_own and "penalty_rate" in cleaned and cleaned["penalty_rate"] is None:
            words = gettext("Enter the rate, like “0.05 a day”, or choose “I do not know”.")
            self.add_error("penalty_rate", ValidationError(words, code="empty"))
        if cleaned.get("penalty_rate") is not None and cleaned.get("multiple") not in ("", options.OWN_RATE, None):
            words = gettext("You chose a rate above and filled in another one here. Keep one of them.")
            self.add_error("penalty_rate", ValidationError(words, code="both"))

    def _check_pause(self, cleaned: dict[str, Any]) -> None:
        pause, left = cleaned.get("pause"), cleaned.get("count")
        is_long = pause and left and payments_in(pause, self.paid_every) >= left
        if cleaned.get("pause_ends") == options.SAME_END and is_long:
            words = gettext("If the end stays, fewer months than instalments left: %(count)s.") % {"count": left}
            self.add_error("pause", ValidationError(words, code="conflict"))

    @property
    def folds(self) -> Iterator[Fold]:
        """The boxes behind one press each; open where one of them is in use or has an error."""
        for title, names in FOLDS:
            is_used = any(self.sent_or_initial(name) not in USUAL.get(name, ("",)) for name in names)
            is_open = is_used or not self.errors.keys().isdisjoint(names)
            yield Fold(title, is_open, names)

    def echo(self, name: str) -> str:
        read = getattr(self, "cleaned_data", {}).get(name)
        if name in COUNTS and isinstance(read, int):
            return gettext("Read as %(count)s.") % {"count": read}
        return read_back.echo(self, name)

    def value_in_words(self, name: str) -> str:
        read = self.cleaned_data.get(name)
        return str(read) if name in COUNTS and read is not None else read_back.value_in_words(self, name)

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        if name == "instalment" and code == "conflict":
            yield gettext("Count with the rate"), {"instalment": ""}
            yield gettext("Count with the instalment"), {"rate": "", "unit": ""}
        elif name == "count" and code == "unit_conflict" and numbers.get("count"):
            yield str(numbers["count"]), {"count": str(numbers["count"])}
        else:
            yield from super().readings(name, code, numbers)
