"""What the exercise asks, how each box is read, and the budget and offer that come of it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.can_i_afford import options, read_back
from courses.exercises.can_i_afford.readings import RepaidForm
from courses.exercises.fields import AmountField, ChosenField, FigureField, NotKnownField, SelectField
from courses.loans.budget import Budget, Purpose
from courses.loans.ceilings import LenderKind
from courses.loans.errors import LoanError
from courses.loans.flows import Interval
from courses.loans.money import Hedge, QuotedRate, RateUnit, TypedAmount, TypedRate, read_count, read_rate
from courses.loans.offer import Fee, FeeKind, FeeWhen, LoanOffer, Repayment, Term

FEE_ROWS = ("fee", "second_fee")
MORE_BOXES = ("amount", "last", "rate_can_change", "lender")
PAID_EACH_TIME = ("instalment", "last", *FEE_ROWS)
A_MONTH = ("month",)
EACH_TIME = ("instalment", *Interval)


class AffordForm(RepaidForm):
    """After `is_valid()`, `budget` and `offer` hold what was typed. Names of fields are what lessons may fill in."""

    period_of = {"rate": "unit", "count": "interval"}
    belongs_to = {"fee_when": "fee", "second_fee_when": "second_fee"}
    box_of = {
        "contract_amount": "amount", "amount_received": "received", "quoted_rate": "rate", "rate": "rate",
        "stated_instalment": "instalment", "stated_last": "last", "term": "count", "count": "count", "fees": "fees",
        "repayment": "repayment", "income": "income", "essentials": "essentials", "debts": "debts",
        "savings": "savings", "unexpected_bill": "bill",
    }  # fmt: skip

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
    fee = AmountField(label=_("First extra cost"), periods=EACH_TIME, required=False)
    fee_when = SelectField(label=_("When?"), choices=options.FEE_TIMES, required=False, ask=_("Choose when."))
    second_fee = AmountField(label=_("Second extra cost"), periods=EACH_TIME, required=False)
    second_fee_when = SelectField(label=_("When?"), choices=options.FEE_TIMES, required=False, ask=_("Choose when."))
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
    offer: LoanOffer

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        filled = dict(initial or {})
        if "amount" in filled and "received" not in filled:
            filled["received"] = filled.pop("amount")  # a lesson that names one amount means the money in hand
        super().__init__(data, initial=filled)

    def clean_debts(self) -> TypedAmount | None:
        return self._known_or_not("debts")

    def clean_savings(self) -> TypedAmount | None:
        return self._known_or_not("savings")

    def _known_or_not(self, name: str) -> TypedAmount | None:
        typed: TypedAmount | None = self.cleaned_data[name]
        is_unknown = self.cleaned_data.get(f"{name}_unknown", False)
        if typed is None and not is_unknown:
            raise ValidationError(str(self.fields[name].ask), code="empty")  # type: ignore[attr-defined]
        if typed is not None and is_unknown:
            raise ValidationError(gettext("Either a number or “not known”, not both."), code="both")
        return typed

    def clean_count(self) -> int:
        interval = self.cleaned_data.get("interval")
        try:
            return read_count(self.cleaned_data["count"], unit=Interval(interval) if interval else None)
        except LoanError as problem:
            raise self._figure("count").reading_failed(problem) from None

    def clean_rate(self) -> TypedRate | None:
        text, unit = self.cleaned_data["rate"], self.cleaned_data.get("unit")
        if not text.strip():
            return None
        per_year = Interval(self.cleaned_data.get("interval") or Interval.MONTH).per_year
        try:
            is_flat = self.sent.get("repayment") == Repayment.FLAT_FEE  # cleaned later than this box
            return read_rate(text, unit=RateUnit(unit) if unit else None, per_year=per_year, is_flat=is_flat)
        except LoanError as problem:
            raise self._figure("rate").reading_failed(read_back.in_percent(problem)) from None

    def _figure(self, name: str) -> FigureField:
        field = self.fields[name]
        assert isinstance(field, FigureField)
        return field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_price(cleaned)
        self._check_fees(cleaned)
        self._check_periods(cleaned)
        if not self.errors:
            try:
                self.budget, self.offer = self._budget(cleaned), self._offer(cleaned)
            except LoanError as problem:
                self.refuse(problem)
        return cleaned

    def _check_price(self, cleaned: dict[str, Any]) -> None:
        is_read = "rate" in cleaned and "instalment" in cleaned
        if is_read and cleaned["rate"] is None and cleaned["instalment"] is None:
            words = gettext("Enter the yearly rate or the instalment; one of them is enough.")
            self.add_error("rate", ValidationError(words, code="need_rate_or_instalment"))

    def _check_fees(self, cleaned: dict[str, Any]) -> None:
        has_rows = any(cleaned.get(row) is not None for row in FEE_ROWS)
        if cleaned.get("fees") == options.NOTHING_ELSE and has_rows:
            self.add_error("fees", ValidationError(
                gettext("You chose “nothing else”, but an extra cost is filled in."), code="both"
            ))  # fmt: skip
        if cleaned.get("fees") == options.SOME_FEES and not has_rows and not self.errors.keys() & set(FEE_ROWS):
            self.add_error(
                "fee", ValidationError(gettext("Enter the extra cost, or choose “I do not know”."), code="empty")
            )

    def _check_periods(self, cleaned: dict[str, Any]) -> None:
        """A sum said to be for a month is that of one payment only where payments are a month apart."""
        for name in PAID_EACH_TIME:
            per = getattr(cleaned.get(name), "per", None)
            is_each_time = cleaned.get(f"{name}_when") in (None, "", FeeWhen.EACH_INSTALMENT)
            if per is not None and (not is_each_time or per not in ("instalment", cleaned.get("interval"))):
                words = gettext("This is for another time than “How often do you pay?” or “When?” say.")
                self.add_error(name, ValidationError(words, code="unit_conflict"))

    def _budget(self, cleaned: dict[str, Any]) -> Budget:
        def value(name: str) -> Decimal | None:
            return cleaned[name].value if cleaned[name] is not None else None

        return Budget(
            income=cleaned["income"].value, essentials=cleaned["essentials"].value, debts=value("debts"),
            savings=value("savings"), unexpected_bill=value("bill"), purpose=Purpose(cleaned["purpose"]),
        )  # fmt: skip

    def _offer(self, cleaned: dict[str, Any]) -> LoanOffer:
        received: Decimal = cleaned["received"].value
        fees = tuple(self._fees(cleaned))
        typed, rate = cleaned["amount"], cleaned["rate"]
        in_the_debt = sum(
            (fee.amount or Decimal(0) for fee in fees if fee.when in (FeeWhen.KEPT_BACK, FeeWhen.FINANCED)), Decimal(0)
        )
        return LoanOffer(
            contract_amount=typed.value if typed is not None else received + in_the_debt,
            amount_received=received,
            repayment=Repayment(cleaned["repayment"] or Repayment.EQUAL_INSTALMENTS),
            term=Term(cleaned["count"], Interval(cleaned["interval"])),
            quoted_rate=QuotedRate(rate.value, rate.unit) if rate is not None else None,
            stated_instalment=cleaned["instalment"].value if cleaned["instalment"] is not None else None,
            stated_last=cleaned["last"].value if cleaned["last"] is not None else None,
            fees=fees,
            fees_complete=cleaned["fees"] != options.FEES_UNKNOWN and not self._may_cost_more(cleaned),
            rate_can_change=cleaned["rate_can_change"],
            lender=LenderKind(cleaned["lender"]) if cleaned["lender"] else None,
        )

    def _may_cost_more(self, cleaned: dict[str, Any]) -> bool:
        """Whether a price was given as "from": then part of the cost is not known, and unknown is not 0."""
        return any(getattr(cleaned[name], "hedge", None) == Hedge.AT_LEAST for name in ("rate", *PAID_EACH_TIME))

    def _fees(self, cleaned: dict[str, Any]) -> list[Fee]:
        rows = [(cleaned[row], cleaned[f"{row}_when"]) for row in FEE_ROWS if cleaned[row] is not None]
        return [
            Fee(kind=FeeKind.OTHER, when=FeeWhen(when or FeeWhen.EACH_INSTALMENT), amount=fee.value)
            for fee, when in rows
        ]

    @property
    def more_is_open(self) -> bool:
        """Whether a box behind "more about the loan" is in use."""
        used = any(self.sent_or_initial(name) for name in MORE_BOXES) or not self.errors.keys().isdisjoint(MORE_BOXES)
        return used or self.sent_or_initial("repayment") not in ("", Repayment.EQUAL_INSTALMENTS)

    @property
    def fees_are_open(self) -> bool:
        """Whether a box for an extra cost is in use."""
        return any(self.sent_or_initial(row) for row in FEE_ROWS) or not self.errors.keys().isdisjoint(FEE_ROWS)

    def echo(self, name: str) -> str:
        return read_back.echo(self, name)

    def value_in_words(self, name: str) -> str:
        return read_back.value_in_words(self, name)

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        if name == "count" and code == "unit_conflict":
            yield from read_back.count_readings(numbers, self.sent.get("interval", ""))
        else:
            yield from super().readings(name, code, numbers)
