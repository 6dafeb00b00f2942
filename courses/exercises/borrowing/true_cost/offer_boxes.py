"""Every box of one offer, after what its page and its cost statement name."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.exercises.borrowing.true_cost import choices
from courses.exercises.borrowing.true_cost.figure_fields import FeeField, PaymentsField
from courses.exercises.forms import options
from courses.exercises.forms.fields import AmountField, FigureField, NotKnownField, SelectField
from courses.exercises.forms.offer_form import EACH_TIME, OfferForm
from courses.exercises.forms.words_fields import DayField

STATED = ("stated_guarantee", "stated_other", "stated_all_in")


def _when() -> SelectField:
    return SelectField(label=_("When?"), choices=options.FEE_TIMES, required=False, ask=_("Choose when."))


def _payee(label: Any) -> SelectField:
    return SelectField(label=label, choices=choices.PAYEES, required=False, ask=_("Choose who takes it."))


def _kind() -> SelectField:
    return SelectField(label=_("For what?"), choices=choices.FEE_KINDS, required=False, ask=_("Choose what it is for."))


def _fee(label: Any) -> FeeField:
    return FeeField(
        label=label, periods=EACH_TIME, may_be_absent=True, required=False,
        help_text=_("A sum like 40, or a share of the loan like 1%."),
    )  # fmt: skip


def _rate(label: Any, help_text: Any = "") -> FigureField:
    says = {"not_a_number": _("We cannot read this as a rate. Write it in digits, like 18.")}
    return FigureField(label=label, help_text=help_text, says=says, unit="%", required=False)


class OfferBoxes(OfferForm):
    """The boxes alone; OneOfferForm reads them."""

    belongs_to = {
        "guarantee_when": "guarantee", "guarantee_payee": "guarantee", "fee_kind": "fee", "fee_when": "fee",
        "fee_payee": "fee", "more_fee_kind": "more_fee", "more_fee_when": "more_fee", "more_fee_payee": "more_fee",
        "late_unit": "late_rate", "late_on": "late_rate",
    }  # fmt: skip
    box_of = {
        **OfferForm.box_of, "cash_price": "cash_price", "first_due": "first_due", "misuse_multiple": "misuse",
        "stated_all_in": "stated_all_in", "early_repayment": "early", "stated_payments": "payments",
    }  # fmt: skip
    fee_rows = ("guarantee", "fee", "more_fee")
    field_order = (  # a figure after the list that names its period
        "amount", "received", "received_unknown", "interval", "count", "unit", "rate", "instalment", "fees", "lender",
        "payee", "repayment", "last", "rate_can_change",
    )  # fmt: skip

    received = AmountField(
        label=_("Money you really get in hand"),
        help_text=_("What reaches you, after anything that is kept back."),
        ask=_("Enter the money you would get, like 10000, or tick “not known”."),
        says={"negative": _("Enter 1 or more.")},
        least=Decimal(1),
        required=False,
    )
    received_unknown = NotKnownField(label=_("Money you really get in hand: not known"))
    payee = _payee(_("Who takes the interest?"))
    guarantee = _fee(_("Guarantee fee"))
    guarantee_unknown = NotKnownField(label=_("Guarantee fee: there is one, how much is not known"))
    guarantee_when = _when()
    guarantee_payee = _payee(_("Who takes it?"))
    stated_guarantee = _rate(_("Guarantee fee, a year, as the statement names it"))
    fee_kind = _kind()
    fee = _fee(_("Another fee"))
    fee_unknown = NotKnownField(label=_("Another fee: there is one, how much is not known"))
    fee_when = _when()
    fee_payee = _payee(_("Who takes it?"))
    more_fee_kind = _kind()
    more_fee = _fee(_("A further fee"))
    more_fee_unknown = NotKnownField(label=_("A further fee: there is one, how much is not known"))
    more_fee_when = _when()
    more_fee_payee = _payee(_("Who takes it?"))
    stated_other = _rate(_("Other fees, a year, as the statement names them"))
    stated_all_in = _rate(_("All-in cost, a year, if you pay on time"))
    capped = SelectField(
        label=_("Does it say that nothing else is charged?"), choices=choices.SAYS_SO, required=False,
        ask=_("Choose one of the options."),
    )  # fmt: skip
    late_rate = FigureField(
        label=_("Penalty for a late payment"),
        help_text=_("As it is written: 0.05 and a day, 50 and on top, 1.5 and times."),
        says={"not_a_number": _("We cannot read this as a number. Write it in digits, like 0.05.")},
        required=False,
    )
    late_unit = SelectField(label=_("That is"), choices=choices.LATE_UNITS, required=False, ask=_("Choose one."))
    late_on = SelectField(
        label=_("On which sum?"), choices=choices.LATE_BASES, required=False, ask=_("Choose on which sum.")
    )
    late_fee = AmountField(
        label=_("Fixed fee each time you are late"), help_text=_("0 if there is none."), required=False
    )
    early = _rate(_("Charge for paying early, of what is still owed"), _("0 if there is none."))
    misuse = FigureField(
        label=_("Penalty for using the money otherwise"),
        help_text=_("So many times the loan’s own rate, like 2."),
        says={"not_a_number": _("We cannot read this as a number. Write it in digits, like 2.")},
        required=False,
    )
    cash_price = AmountField(
        label=_("Price if you pay at once"),
        help_text=_("Only for something bought by instalments."),
        may_be_absent=True,
        required=False,
    )
    payments = PaymentsField(
        label=_("Every payment, if they differ"),
        help_text=_("One after the other, with a space between: 836.55 839.23 841.92"),
    )
    start = DayField(label=_("The money comes on"), ask=_("Enter a day like 2026-11-29."))
    first_due = DayField(label=_("First payment on"), ask=_("Enter a day like 2026-12-29."))


FILLABLE = tuple(  # boxes that are empty until somebody fills them, unlike the lists
    name for name, field in OfferBoxes.base_fields.items() if not isinstance(field, forms.ChoiceField)
)
