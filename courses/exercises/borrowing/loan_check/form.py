"""What the check asks: what reaches your hand, what you pay back, and when. Nothing else is needed."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.base import ExerciseForm
from courses.exercises.borrowing.loan_check.one_line import LineReading, SaidLine, said_line
from courses.exercises.borrowing.loan_check.rhythm import ANOTHER, ONCE, TIMES, Rhythm
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import AmountField, ChosenField, FigureField, NotKnownField, SelectField, Unread
from courses.exercises.forms.options import LENDERS
from courses.exercises.results.wording import CENT, money, plain_decimal
from courses.loans.ceilings import LenderKind
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.money import read_count
from courses.loans.offer import LoanOffer, OfferTerm, Repayment
from courses.loans.schedules.flows import Interval

WHEN = (
    ("7-days", _("7 days, all at once")),
    ("14-days", _("14 days, all at once")),
    ("1-month", _("1 month, all at once")),
    ("6-months", _("monthly, 6 times")),
    ("12-months", _("monthly, 12 times")),
    (ANOTHER, _("another time")),
)
RHYTHMS = (
    ("", _("Choose")),
    ("once-day", _("days, then everything at once")),
    ("once-week", _("weeks, then everything at once")),
    ("once-month", _("months, then everything at once")),
    ("each-day", _("payments, one a day")),
    ("each-week", _("payments, one a week")),
    ("each-two_weeks", _("payments, one every two weeks")),
    ("each-month", _("payments, one a month")),
)
SIGNS = ("pay_first", "interest_only", "more_on_paper")


class LoanCheckForm(ExerciseForm):
    """After `is_valid()`, `rhythm` says when and `offer` holds the loan; `offer` is None where nothing reaches you."""

    box_of = {
        "contract_amount": "received", "amount_received": "received", "stated_instalment": "total",
        "stated_last": "total", "term": "when", "count": "count",
    }  # fmt: skip
    belongs_to = {"rhythm": "count"}

    received = AmountField(
        label=_("How much reaches you?"),
        help_text=_("What really arrives in your account"),
        ask=_("Enter the money that reaches you, like 700. If nothing reaches you, enter 0."),
    )
    total = AmountField(
        label=_("How much do you pay back?"),
        help_text=_("All payments and fees added up"),
        ask=_("Enter all that you pay back, like 1000."),
        says={"negative": _("Enter 1 or more.")},
        least=Decimal(1),
        periods=("instalment", *Interval),
    )
    when = ChosenField(label=_("By when, and how?"), choices=WHEN, ask=_("Choose by when it is paid back."))
    count = FigureField(
        label=_("How many?"),
        ask=_("Enter how many days, weeks, months or payments, like 30."),
        says={
            "not_a_number": _("We cannot read this as a number. Write it in digits, like 12."),
            "negative": _("Enter 1 or more."),
        },
        required=False,
    )
    rhythm = SelectField(
        label=_("Of what?"), choices=RHYTHMS, required=False, ask=_("Choose days, weeks, months or payments.")
    )
    pay_first = NotKnownField(label=_("I am asked to pay something before the money comes"))
    interest_only = NotKnownField(label=_("Each payment is only interest; the whole loan comes at the end"))
    more_on_paper = NotKnownField(label=_("The contract names more than reaches me"))
    lender = SelectField(label=_("Who lends?"), choices=LENDERS, required=False, ask=_("Choose who lends."))

    paid: Rhythm
    offer: LoanOffer | None
    line: SaidLine | None = None  # where a whole plan stands in the box for the sum

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial, prefix=prefix)
        typed = {name: str(self.data.get(name, "")) for name in ("total", "when", "count", "rhythm")}
        self.line = said_line(typed) if self.is_bound else None
        if self._read_line is not None:  # the boxes show how the line was read
            self.data = {**{name: self.data[name] for name in self.data}, **self._read_line.boxes}

    @property
    def _read_line(self) -> LineReading | None:
        return self.line.clear if self.line else None

    @property
    def more_is_open(self) -> bool:
        """Whether the boxes for another time are in use."""
        return self.sent_or_initial("when") == ANOTHER or bool(self.sent_or_initial("count"))

    @property
    def signs_are_open(self) -> bool:
        return any(self.sent_or_initial(name) for name in (*SIGNS, "lender"))

    @property
    def sign_fields(self) -> Iterator[BoundField]:
        return (self[name] for name in SIGNS)

    def echo(self, name: str) -> str:
        """Only a line is read in more than one way by its reader; a bare sum stands in the answer itself."""
        if name != "total" or self._read_line is None:
            return ""
        return gettext("Read as %(reading)s.") % {"reading": self._read_line.words}

    def value_in_words(self, name: str) -> str:
        return read_back.value_in_words(self, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.line is not None and self.line.clear is None:
            self._ask_about(self.line)
            return cleaned
        paid = self._rhythm(cleaned)
        self._check_total(cleaned, paid)
        if paid is not None and not self.errors:
            self.paid = paid
            try:
                self.offer = _offer(cleaned, paid) if cleaned["received"].value else None
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def _check_total(self, cleaned: dict[str, Any], paid: Rhythm | None) -> None:
        """What is paid in all is asked for: a sum of each time, or of the interest, is not less than a loan's price."""
        received, total = cleaned.get("received"), cleaned.get("total")
        if received is None or total is None:
            return
        count = 1 if paid is None or paid.is_once else paid.count
        if total.per is not None:
            words = gettext("Enter all payments added up, not what you pay each time.")
            fits = paid is not None and not paid.is_once and total.per in ("instalment", paid.interval)
            numbers = {"each": total.value, "count": count} if fits else {}
            self.add_error("total", Unread(InvalidInput("total", "conflict", **numbers), words))
        elif 0 < total.value < received.value:
            words = gettext("You would pay back less than reaches you. Check both numbers.")
            self.add_error("total", Unread(InvalidInput("total", "conflict", each=total.value, count=count), words))

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        """Less in all than reaches somebody is mostly what they pay each time."""
        each, count = numbers.get("each"), numbers.get("count", 1)
        if name == "total" and self.line is not None:
            yield from ((one.words, one.boxes) for one in self.line.choices)
        elif name == "total" and code == "conflict" and each is not None:
            yield from self._each_time(each, count, self.cleaned_data["received"].value)
        else:
            yield from super().readings(name, code, numbers)

    def _each_time(self, each: Decimal, count: int, received: Decimal) -> Iterator[tuple[str, dict[str, str]]]:
        """Of interest alone: of all payments together, or of each; the loan itself comes on top."""
        if self.cleaned_data.get("interest_only"):
            for interest in dict.fromkeys((each, each * count)):
                words = {"interest": money(interest), "loan": money(received), "total": money(interest + received)}
                says = gettext("%(interest)s of interest and the loan of %(loan)s: %(total)s in all") % words
                yield says, {"total": plain_decimal(interest + received)}
        elif count > 1 and each * count >= received:
            several = {"each": money(each), "count": count, "total": money(each * count)}
            says = gettext("%(each)s each time, %(count)s times: %(total)s in all") % several
            yield says, {"total": plain_decimal(each * count)}

    def _ask_about(self, line: SaidLine) -> None:
        """Ask once, at the line, and not at the boxes that its answer fills."""
        for name in ("total", "when", "count", "rhythm"):
            self.errors.pop(name, None)
        words = gettext("Which of these is it?")
        if line.contradicts:
            words = gettext("This does not fit “By when, and how?”. Which of these is it?")
        self.add_error("total", Unread(InvalidInput("total", "ambiguous"), words))

    def _rhythm(self, cleaned: dict[str, Any]) -> Rhythm | None:
        when = cleaned.get("when")
        if when != ANOTHER:
            return TIMES.get(str(when))
        kind, _dash, interval = str(cleaned.get("rhythm") or "").partition("-")
        if not interval and "rhythm" not in self.errors:
            self.add_error("rhythm", ValidationError(gettext("Choose days, weeks, months or payments."), code="empty"))
        field = self.fields["count"]
        assert isinstance(field, FigureField)
        try:
            count = read_count(cleaned.get("count", ""), unit=Interval(interval) if interval else None)
        except LoanError as problem:
            self.add_error("count", field.reading_failed(problem))
            return None
        return Rhythm(count, Interval(interval), is_once=kind == ONCE) if interval else None


def _offer(cleaned: dict[str, Any], paid: Rhythm) -> LoanOffer:
    received: Decimal = cleaned["received"].value
    total: Decimal = cleaned["total"].value
    term = OfferTerm(paid.count, paid.interval)
    lender = LenderKind(cleaned["lender"]) if cleaned["lender"] else None
    repayment, each, last = Repayment.SINGLE_PAYMENT, total, None
    if not paid.is_once and paid.count > 1:
        principal = received if cleaned["interest_only"] else Decimal(0)
        repayment = Repayment.INTEREST_FIRST if principal else Repayment.EQUAL_INSTALMENTS
        each = ((total - principal) / paid.count).quantize(CENT, ROUND_DOWN)
        last = total - each * (paid.count - 1)
    return LoanOffer(
        contract_amount=received, amount_received=received, repayment=repayment, term=term, quoted_rate=None,
        stated_instalment=each, stated_last=last, fees_complete=True, lender=lender,
    )  # fmt: skip
