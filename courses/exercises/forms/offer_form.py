"""The boxes that describe a loan offer, wherever an exercise asks for one, and how they become a LoanOffer."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.base import ExerciseForm
from courses.exercises.forms import options, read_back
from courses.exercises.forms.fields import AmountField, ChosenField, FigureField, NotKnownField, SelectField, Unread
from courses.exercises.forms.reading import count_in, rate_in
from courses.exercises.results.wording import PER_UNIT, money
from courses.loans.ceilings import LenderKind
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.money import Hedge, QuotedRate, RateUnit, TypedAmount, TypedRate
from courses.loans.offer import Fee, FeeWhen, LoanOffer, OfferTerm, Repayment
from courses.loans.schedules.flows import Interval

A_MONTH = ("month",)
OF_INTEREST = frozenset("厘分")  # a rate in these words is never a fee with each instalment
MORE_THAN_WRITTEN = "more_than_written"
NEARLY_THE_SAME = Decimal(1)  # yuan by which a stated instalment may be rounded
NOT_REPAID = ("never_repaid", "negative_cost")
EACH_TIME = ("instalment", *Interval)


class OfferForm(ExerciseForm):
    """After `is_valid()`, `offer` holds what was typed. `fee_rows` are the boxes for extra costs."""

    offer: LoanOffer

    period_of = {"rate": "unit", "count": "interval"}
    read_with = {"rate": ("unit", "interval", "repayment"), "count": ("interval",)}  # lists that say how a text reads
    box_of = {
        "contract_amount": "amount", "amount_received": "received", "quoted_rate": "rate", "rate": "rate",
        "stated_instalment": "instalment", "stated_last": "last", "term": "count", "count": "count", "fees": "fees",
        "repayment": "repayment",
    }  # fmt: skip
    fee_rows: tuple[str, ...] = ()

    received = AmountField(
        label=_("Money you really get in hand"),
        help_text=_("What reaches you, after anything that is kept back."),
        ask=_("Enter the money you would get, like 10000."),
        says={"negative": _("Enter 1 or more.")},
        least=Decimal(1),
    )
    amount = AmountField(
        label=_("Amount written in the contract"),
        help_text=_("Only if it differs from what you get in hand."),
        may_be_absent=True,
        required=False,
    )
    interval = SelectField(
        label=_("How often do you pay?"), choices=options.INTERVALS, ask=_("Choose how often you pay.")
    )
    count = FigureField(
        label=_("Number of payments"),
        help_text=_("12 for a year of monthly payments."),
        ask=_("Enter the number of payments, like 12."),
        says={
            "not_a_number": _("We cannot read this as a number. Write it in digits, like 12."),
            "unit_conflict": _("Write only how many payments there are: 12 for a year of monthly payments."),
            "negative": _("Enter 1 or more."),
        },
    )
    unit = SelectField(
        label=_("The rate is"), choices=options.UNITS, required=False, ask=_("Choose a period for the rate.")
    )
    rate = FigureField(
        label=_("Rate, in percent"),
        help_text=_("18 means 18 percent a year. You can also write “0.05 a day” or “1.5 a month”."),
        says={
            "not_a_number": _("We cannot read this as a rate. Write it in digits, like 18."),
            "too_large": _("At most 10,000 percent a year."),
        },
        unit="%",
        required=False,
    )
    instalment = AmountField(
        label=_("Instalment, as the lender states it"),
        help_text=_("The rate or the instalment: one of the two is enough."),
        ask=_("Enter the instalment too: the last payment alone is not enough."),
        periods=EACH_TIME,
        may_be_absent=True,
        required=False,
    )
    fees = ChosenField(
        label=_("Is there anything else to pay: service, guarantee, insurance, membership?"),
        choices=options.FEES,
        ask=_("Choose whether there is anything else to pay."),
    )
    repayment = SelectField(
        label=_("How is it repaid?"), choices=options.REPAYMENTS, required=False, ask=_("Choose how.")
    )
    last = AmountField(
        label=_("Last payment, if it is different"),
        help_text=_("Some loans end with one large payment."),
        periods=EACH_TIME,
        may_be_absent=True,
        required=False,
    )
    rate_can_change = NotKnownField(label=_("The rate can go up during the loan"))
    lender = SelectField(
        label=_("Who lends?"), choices=options.LENDERS, required=False, ask=_("Choose who lends."),
        help_text=_("The name is in the contract; the app is often not the lender."),
    )  # fmt: skip

    @property
    def paid_each_time(self) -> tuple[str, ...]:
        return ("instalment", "last", *self.fee_rows)

    def clean_count(self) -> int | None:
        interval = self.cleaned_data.get("interval")
        return count_in(self, "count", unit=Interval(interval) if interval else None)

    def clean_rate(self) -> TypedRate | None:
        per_year = Interval(self.cleaned_data.get("interval") or Interval.MONTH).per_year
        is_flat = self.sent.get("repayment") == Repayment.FLAT_FEE  # cleaned later than this box
        return rate_in(self, "rate", "unit", per_year=per_year, is_flat=is_flat)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_price(cleaned)
        self._check_received(cleaned)
        self._check_fees(cleaned)
        self._check_periods(cleaned)
        if not self.errors:
            try:
                self.make(cleaned)
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def make(self, cleaned: dict[str, Any]) -> None:
        """Set what the exercise works with; may raise LoanError."""
        self.offer = LoanOffer(**self.terms(cleaned))

    def terms(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The boxes as keyword arguments of LoanOffer."""
        fees, rate = tuple(self.fee_list(cleaned)), cleaned["rate"]
        in_the_debt = sum(
            (fee.amount or Decimal(0) for fee in fees if fee.when in (FeeWhen.KEPT_BACK, FeeWhen.FINANCED)), Decimal(0)
        )
        received, typed = amount_in(cleaned, "received"), amount_in(cleaned, "amount")
        return {
            "contract_amount": typed if typed is not None else (received or Decimal(0)) + in_the_debt,
            "amount_received": received,
            "repayment": self._repayment(cleaned),
            "term": OfferTerm(cleaned["count"], Interval(cleaned["interval"])),
            "quoted_rate": QuotedRate(rate.value, rate.unit) if rate is not None else None,
            "stated_instalment": amount_in(cleaned, "instalment"),
            "stated_last": amount_in(cleaned, "last"),
            "fees": fees,
            "fees_complete": cleaned["fees"] != options.FEES_UNKNOWN and not self._may_cost_more(cleaned),
            "rate_can_change": cleaned["rate_can_change"],
            "lender": LenderKind(cleaned["lender"]) if cleaned["lender"] else None,
        }

    @staticmethod
    def _repayment(cleaned: Mapping[str, Any]) -> Repayment:
        """As chosen; a rate with each instalment, and a “fee rate” a month, is a fee on the first amount, unless the
        instalment says otherwise.

        Cards and phone shops quote it so; counted on what is still owed, it would show half of the price.
        """
        chosen = Repayment(cleaned["repayment"] or Repayment.EQUAL_INSTALMENTS)
        rate, stated = cleaned["rate"], amount_in(cleaned, "instalment")
        if chosen != Repayment.EQUAL_INSTALMENTS or rate is None or not is_fee_rate(rate, cleaned["interval"]):
            return chosen
        owed = amount_in(cleaned, "amount") or amount_in(cleaned, "received") or Decimal(0)
        is_fee = stated is None or abs(stated - owed / cleaned["count"] - owed * rate.value) <= NEARLY_THE_SAME
        return Repayment.FLAT_FEE if is_fee else chosen

    def fee_list(self, cleaned: dict[str, Any]) -> Iterator[Fee]:
        """What is to be paid beside the interest."""
        return iter(())

    def is_fee_filled(self, cleaned: dict[str, Any], row: str) -> bool:
        return cleaned.get(row) is not None

    def check_price(self, cleaned: dict[str, Any]) -> None:
        is_read = "rate" in cleaned and "instalment" in cleaned
        if is_read and cleaned["rate"] is None and cleaned["instalment"] is None:
            words = gettext("Enter the yearly rate or the instalment; one of them is enough.")
            self.add_error("rate", ValidationError(words, code="need_rate_or_instalment"))

    def _check_received(self, cleaned: dict[str, Any]) -> None:
        """More in hand than the debt written down would show a price below the one that is charged."""
        received, typed = cleaned.get("received"), cleaned.get("amount")
        if received is not None and typed is not None and received.value > typed.value:
            words = gettext("More would reach you than the contract names. Check both numbers.")
            self.add_error("amount", Unread(InvalidInput("amount", MORE_THAN_WRITTEN), words))

    def _check_fees(self, cleaned: dict[str, Any]) -> None:
        has_rows = any(self.is_fee_filled(cleaned, row) for row in self.fee_rows)
        if cleaned.get("fees") == options.NOTHING_ELSE and has_rows:
            self.add_error("fees", ValidationError(
                gettext("You chose “nothing else”, but an extra cost is filled in."), code="both"
            ))  # fmt: skip
        if cleaned.get("fees") == options.SOME_FEES and not has_rows and not self.errors.keys() & set(self.fee_rows):
            words = gettext("Enter the extra cost, or choose “I do not know”.")
            self.add_error(self.fee_rows[0], ValidationError(words, code="empty"))

    def _check_periods(self, cleaned: dict[str, Any]) -> None:
        """A sum said to be for a month is that of one payment only where payments are a month apart."""
        for name in self.paid_each_time:
            per = getattr(cleaned.get(name), "per", None)
            is_each_time = cleaned.get(f"{name}_when") in (None, "", FeeWhen.EACH_INSTALMENT)
            if per is not None and (not is_each_time or per not in ("instalment", cleaned.get("interval"))):
                words = gettext("This is for another time than “How often do you pay?” or “When?” say.")
                self.add_error(name, ValidationError(words, code="unit_conflict"))

    def _may_cost_more(self, cleaned: dict[str, Any]) -> bool:
        """Whether a price was given as "from": then part of the cost is not known, and unknown is not 0."""
        return any(getattr(cleaned[name], "hedge", None) == Hedge.AT_LEAST for name in ("rate", *self.paid_each_time))

    def echo(self, name: str) -> str:
        return read_back.echo(self, name)

    def value_in_words(self, name: str) -> str:
        return read_back.value_in_words(self, name)

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        if name == "count" and code == "unit_conflict":
            yield from read_back.count_readings(numbers, self.sent.get("interval", ""))
        elif name == "amount" and code == MORE_THAN_WRITTEN:
            yield gettext("Leave out the amount in the contract"), {"amount": ""}
        else:
            yield from super().readings(name, code, numbers)
        is_asked = name == "rate" and code == "unit_needed" and RateUnit.INSTALMENT not in numbers.get("units", ())
        if is_asked and OF_INTEREST.isdisjoint(self.sent.get("rate", "")):
            yield PER_UNIT[RateUnit.INSTALMENT](), {"unit": RateUnit.INSTALMENT.value}  # a fee, and no monthly rate

    def readings_of_all(self, code: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Return what payments that do not repay the loan may mean: only interest, with the whole sum at the end; or an
        instalment that the rate contradicts, so that it is left out."""
        if code not in NOT_REPAID or not hasattr(self, "offer"):
            return
        offer = self.offer
        is_several = offer.term.count > 1 and offer.stated_instalment is not None and offer.stated_last is None
        if is_several and offer.repayment != Repayment.INTEREST_FIRST:
            words = gettext("Each payment is only interest; the whole %(amount)s is paid at the end")
            yield words % {"amount": money(offer.contract_amount)}, {"repayment": Repayment.INTEREST_FIRST.value}
        if offer.quoted_rate is not None and offer.stated_instalment is not None:
            yield gettext("Leave out the instalment and work it out from the rate"), {"instalment": "", "last": ""}


def is_fee_rate(rate: TypedRate, interval: str) -> bool:
    """Whether a rate is quoted as a fee of each payment: 0.6 with each instalment, 月费率 0.75%."""
    is_named = "fee" in rate.text.lower() or ("费" in rate.text and "利" not in rate.text)
    return rate.unit == RateUnit.INSTALMENT or (is_named and rate.unit == RateUnit.MONTH and interval == Interval.MONTH)


def amount_in(cleaned: Mapping[str, Any], name: str) -> Decimal | None:
    """The sum that was read in a box; None where it is empty."""
    typed: TypedAmount | None = cleaned[name]
    return None if typed is None else typed.value
