"""What the exercise asks, how each box is read, and the budget and offer that come of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.exercises.forms import options
from courses.exercises.forms.fields import AmountField, ChosenField, NotKnownField, SelectField
from courses.exercises.forms.offer_form import A_MONTH, EACH_TIME, OfferForm, amount_in
from courses.exercises.forms.reading import known_or_not
from courses.loans.affordability.budget import Budget, Purpose
from courses.loans.money import TypedAmount
from courses.loans.offer import Fee, FeeKind, FeeWhen, Repayment

MORE_BOXES = ("amount", "last", "rate_can_change", "lender")


class AffordForm(OfferForm):
    """After `is_valid()`, `budget` and `offer` hold what was typed. Names of fields are what lessons may fill in."""

    belongs_to = {"fee_when": "fee", "second_fee_when": "second_fee"}
    box_of = {
        **OfferForm.box_of,
        "income": "income", "essentials": "essentials", "debts": "debts", "savings": "savings",
        "unexpected_bill": "bill",
    }  # fmt: skip
    fee_rows = ("fee", "second_fee")
    field_order = (
        "income", "essentials", "debts_unknown", "debts", "savings_unknown", "savings", "purpose", "received",
        "amount", "interval", "count", "unit", "rate", "instalment", "fees", "fee", "fee_when", "second_fee",
        "second_fee_when", "repayment", "last", "rate_can_change", "lender", "bill", "guess",
    )  # fmt: skip

    income = AmountField(
        label=_("Money coming in, after tax"),
        help_text=_("If it varies: the lowest of your last six months."),
        ask=_("Enter the money that comes in each month, like 8000. If none comes in, enter 0."),
        periods=A_MONTH,
    )
    essentials = AmountField(
        label=_("Things you must pay: rent, food, transport, school, medicine"),
        help_text=_("Yearly bills ÷ 12. Weekly costs × 52 ÷ 12."),
        ask=_("Enter what you must pay each month, like 4500."),
        periods=A_MONTH,
    )
    debts_unknown = NotKnownField(label=_("Payments on loans and cards you already have: not known"))
    debts = AmountField(
        label=_("Payments on loans and cards you already have"),
        help_text=_("0 if you have none."),
        ask=_("Enter what you pay on debts each month, or tick “not known”."),
        periods=A_MONTH,
        required=False,
    )
    savings_unknown = NotKnownField(label=_("Savings you could use: not known"))
    savings = AmountField(
        label=_("Savings you could use"),
        help_text=_("Without the loan. 0 if you have none."),
        ask=_("Enter your savings, or tick “not known”."),
        required=False,
    )
    purpose = ChosenField(
        label=_("What is the loan for?"), choices=options.PURPOSES, ask=_("Choose what the loan is for.")
    )
    fee = AmountField(label=_("First extra cost"), periods=EACH_TIME, required=False)
    fee_when = SelectField(label=_("When?"), choices=options.FEE_TIMES, required=False, ask=_("Choose when."))
    second_fee = AmountField(label=_("Second extra cost"), periods=EACH_TIME, required=False)
    second_fee_when = SelectField(label=_("When?"), choices=options.FEE_TIMES, required=False, ask=_("Choose when."))
    bill = AmountField(
        label=_("An unexpected bill to try"),
        help_text=_("Left empty, half of what you must pay each month is tried."),
        required=False,
    )
    guess = AmountField(
        label=_("Your guess: how much would be left each month?"),
        help_text=_("If you like. It is compared with the result."),
        periods=A_MONTH,
        required=False,
    )

    budget: Budget

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        filled = dict(initial or {})
        if "amount" in filled and "received" not in filled:
            filled["received"] = filled.pop("amount")  # a lesson that names one amount means the money in hand
        super().__init__(data, initial=filled)

    def clean_debts(self) -> TypedAmount | None:
        return known_or_not(self, "debts")

    def clean_savings(self) -> TypedAmount | None:
        return known_or_not(self, "savings")

    def make(self, cleaned: dict[str, Any]) -> None:
        self.budget = Budget(
            income=cleaned["income"].value, essentials=cleaned["essentials"].value, debts=amount_in(cleaned, "debts"),
            savings=amount_in(cleaned, "savings"), unexpected_bill=amount_in(cleaned, "bill"),
            purpose=Purpose(cleaned["purpose"]),
        )  # fmt: skip
        super().make(cleaned)

    def fee_list(self, cleaned: dict[str, Any]) -> Iterator[Fee]:
        rows = [(cleaned[row], cleaned[f"{row}_when"]) for row in self.fee_rows if cleaned[row] is not None]
        for fee, when in rows:
            yield Fee(kind=FeeKind.OTHER, when=FeeWhen(when or FeeWhen.EACH_INSTALMENT), amount=fee.value)

    @property
    def more_is_open(self) -> bool:
        """Whether a box behind "more about the loan" is in use."""
        return self.uses_any(MORE_BOXES) or self.sent_or_initial("repayment") not in ("", Repayment.EQUAL_INSTALMENTS)

    @property
    def fees_are_open(self) -> bool:
        """Whether a box for an extra cost is in use."""
        return self.uses_any(self.fee_rows)
