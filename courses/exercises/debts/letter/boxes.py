"""Every box that a letter may ask for: its words, and what it reads."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.exercises.forms.fields import AmountField, NotKnownField, SelectField
from courses.exercises.forms.words_fields import DayField, OpenChoiceField, WordsField
from courses.languages.names import LONGEST_NAME

LONG = 600  # letters of a box for several sentences
A_MONTH = ("month",)
REQUESTS = (
    ("", _("leave it open: which plans are there?")),
    ("more", _("more instalments, each as high as my sum")),
    ("interest", _("a few months of interest only")),
    ("later", _("a later due date")),
)
LENDER_KINDS = (
    ("", _("I do not know")),
    ("bank", _("a bank: loan")),
    ("card", _("a bank: credit card")),
    ("consumer", _("a consumer finance company")),
    ("microloan", _("a microloan company")),
    ("other", _("somebody else")),
)
DISPUTE_TO = (("register", _("to the credit register")), ("lender", _("to the lender")))
COMPLAINT_TO = (("lender", _("to the lender (first)")), ("regulator", _("to the regulator (after that)")))
COURT_PAPERS = (("order", _("a payment order")), ("suit", _("a lawsuit")))


class LetterBoxes(forms.Form):
    """The boxes alone; which of them a letter asks for, and in which groups, stands in content/letters."""

    lender = WordsField(label=_("Name of the lender"), help_text=_("As in the contract; the app is often not it."))
    lender_kind = SelectField(
        label=_("What kind of lender is it?"), choices=LENDER_KINDS, required=False, ask=_("Choose who lends.")
    )
    name = WordsField(label=_("Your name"), most=LONGEST_NAME)
    phone = WordsField(label=_("Your phone number"), most=40)
    contract = WordsField(label=_("Number of the contract or account"), most=60)
    loan_amount = AmountField(label=_("Sum in the contract"), required=False)
    instalment_number = WordsField(
        label=_("Number of the instalment"), most=20, help_text=_("5 for the fifth of twelve.")
    )
    instalment = AmountField(label=_("How much it is, by the schedule"), required=False)
    due = DayField(label=_("When it is due"))
    change = WordsField(
        label=_("What happened, since when"), most=LONG, rows=3,
        help_text=_("One or two sentences: my shifts were cut by half this month."),
    )  # fmt: skip
    how_long = WordsField(label=_("How long it will probably last"))
    proof = WordsField(
        label=_("What you attach as proof"), most=200, help_text=_("Copies: payslip, notice, statement, screenshot.")
    )
    income = AmountField(label=_("Money coming in each month"), periods=A_MONTH, required=False)
    essentials = AmountField(label=_("Rent, food and other essentials"), periods=A_MONTH, required=False)
    debts = AmountField(
        label=_("Other debts, each month"), periods=A_MONTH, may_be_absent=True, required=False,
        help_text=_("Empty if you have none."),
    )  # fmt: skip
    offer = AmountField(
        label=_("What you can pay each month"), periods=A_MONTH, required=False,
        help_text=_("Less than what is left, so that it holds in a bad month."),
    )  # fmt: skip
    offer_from = DayField(label=_("From which day"))
    request = SelectField(
        label=_("What you ask for"), choices=REQUESTS, required=False, ask=_("Choose what you ask for.")
    )
    answer_by = DayField(label=_("Answer wanted by"), help_text=_("Two weeks from now is fair."))
    others = WordsField(label=_("Who was contacted"), help_text=_("My mother and two colleagues: no names needed."))
    happened_on = DayField(label=_("On which day"))
    caller = WordsField(label=_("Who called: firm, name, number"))
    words = WordsField(label=_("What was said, word for word"), most=LONG, rows=3)
    dispute_to = OpenChoiceField(label=_("To whom?"), choices=DISPUTE_TO)
    report_date = DayField(label=_("Day of the report"))
    entry = WordsField(
        label=_("Which entry"), most=LONG, rows=3, help_text=_("Lender, account, month and what it says there.")
    )
    wrong = WordsField(label=_("What is wrong or missing"), most=LONG, rows=3)
    right = WordsField(label=_("What is right"), most=LONG, rows=3)
    show_data = NotKnownField(label=_("Show me my data, with a copy"))
    who_has_data = NotKnownField(label=_("Tell me who has them, what for, how long"))
    delete_data = NotKnownField(label=_("Delete data"))
    withdraw_consent = NotKnownField(label=_("I withdraw a consent"))
    data_named = WordsField(
        label=_("Which data to delete or use no longer"), most=200, help_text=_("Contacts, photos, location …")
    )
    complaint_to = OpenChoiceField(label=_("To whom?"), choices=COMPLAINT_TO)
    happened = WordsField(
        label=_("What happened"), most=LONG, rows=4, help_text=_("Only what you know: who, when, how often, which sum.")
    )
    wish = WordsField(label=_("What you want"), most=LONG, rows=3, help_text=_("Correct the sum; stop the calls …"))
    office = WordsField(label=_("Name of the office"), help_text=_("Ask on the line below which one it is."))
    complained_on = DayField(label=_("When you complained to the lender"))
    their_answer = WordsField(label=_("What the lender answered"), most=LONG, rows=3)
    court_paper = OpenChoiceField(label=_("Which paper is it?"), choices=COURT_PAPERS)
    court = WordsField(label=_("Name of the court"))
    case_number = WordsField(label=_("Case number"), most=60)
    received_on = DayField(label=_("When it reached you"))
    objection = WordsField(
        label=_("What is wrong about the debt"), most=LONG, rows=4,
        help_text=_("Whether you owe it, to whom, how much. “I cannot pay” is no objection."),
    )  # fmt: skip
    paid = WordsField(label=_("What you have paid so far"), most=200, help_text=_("Sums and days; empty if nothing."))


BOXES: Mapping[str, forms.Field] = LetterBoxes.base_fields
