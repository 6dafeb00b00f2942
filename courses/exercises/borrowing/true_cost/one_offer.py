"""One offer read: what stands in its boxes, the LoanOffer that comes of it, and what it costs."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.exercises.borrowing.true_cost import choices
from courses.exercises.borrowing.true_cost.figure_fields import TypedShare
from courses.exercises.borrowing.true_cost.offer_boxes import STATED, OfferBoxes
from courses.exercises.forms import read_back
from courses.exercises.forms.offer_form import amount_in
from courses.exercises.forms.reading import both_words, figure
from courses.exercises.results.wording import money, percent
from courses.loans.errors import LoanError
from courses.loans.lateness.arrears import PenaltyBase, PenaltyRule
from courses.loans.money import QuotedRate, RateUnit, TypedAmount, TypedRate, cents, read_amount, read_rate
from courses.loans.offer import (
    EarlyRepayment,
    Fee,
    FeeKind,
    FeeWhen,
    LoanOffer,
    OfferCost,
    Repayment,
    must_be_repaid,
    true_cost,
)

if TYPE_CHECKING:
    from courses.exercises.borrowing.true_cost.form import TrueCostForm

HUNDRED = Decimal(100)
IN_THE_DEBT = (FeeWhen.KEPT_BACK, FeeWhen.FINANCED)
ROWS = OfferBoxes.fee_rows
MORE_BOXES = (
    "last", "lender", "payee", "rate_can_change", *ROWS, *(f"{row}_unknown" for row in ROWS), *STATED, "capped",
    "late_rate", "late_fee", "early", "misuse", "cash_price", "payments", "start", "first_due",
)  # fmt: skip


class OneOfferForm(OfferBoxes):
    """After `is_valid()`, `offer` and `cost` hold this offer. `whole` is the form of all offers."""

    offer: LoanOffer
    cost: OfferCost

    def __init__(self, whole: "TrueCostForm", data: Any, *, initial: Mapping[str, Any], prefix: str | None) -> None:
        self.whole = whole
        filled = dict(initial)
        if "amount" in filled and "received" not in filled:
            filled["received"] = filled.pop("amount")  # a lesson that names one amount means the money in hand
        super().__init__(data, initial=filled, prefix=prefix)

    @property
    def letter(self) -> str:
        """The letter of this offer among several; empty for a single one."""
        return self.whole.letter_of(self)

    @property
    def more_is_open(self) -> bool:
        """Whether a box behind "what the statement says more" is in use."""
        return self.uses_any(MORE_BOXES) or self.sent_or_initial("repayment") not in ("", Repayment.EQUAL_INSTALMENTS)

    def with_changes(self, **changes: str) -> dict[str, str]:
        """What was sent for all offers, with boxes of this one filled differently."""
        return self.whole.with_changes(**{self.add_prefix(name): value for name, value in changes.items()})

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        self._check_in_hand(cleaned)
        for name in (*STATED, "early"):
            cleaned[name] = self._rate(cleaned, name, RateUnit.YEAR)
        cleaned["misuse"] = self._bare_number(cleaned, "misuse")
        cleaned["penalty"] = self._penalty(cleaned)
        for row in ROWS:
            if cleaned.get(row) is not None and cleaned.get(f"{row}_unknown"):
                self.add_error(row, ValidationError(both_words(), code="both"))
        return super().clean()

    def check_price(self, cleaned: dict[str, Any]) -> None:
        """A list of payments stands for the instalment; it has as many as there are payments."""
        listed = cleaned.get("payments") or ()
        if not listed:
            super().check_price(cleaned)
        elif "count" in cleaned and len(listed) != cleaned["count"]:
            words = _("%(listed)s payments are listed, but the number of payments is %(count)s.")
            self.add_error("payments", ValidationError(
                words % {"listed": len(listed), "count": cleaned["count"]}, code="conflict"
            ))  # fmt: skip

    def _check_in_hand(self, cleaned: dict[str, Any]) -> None:
        """The money in hand, or a tick that it is not known; a price paid at once stands for it."""
        if not self.errors.keys().isdisjoint(("received", "amount", "cash_price")):
            return
        is_known = cleaned["received"] is not None
        if is_known and cleaned["received_unknown"]:
            self.add_error("received", ValidationError(both_words(), code="both"))
        elif is_known or cleaned["cash_price"] is not None:
            return
        elif not cleaned["received_unknown"]:
            self.add_error("received", ValidationError(str(figure(self, "received").ask), code="empty"))
        elif cleaned["amount"] is None:
            words = _("Enter the amount written in the contract, or what you get in hand.")
            self.add_error("amount", ValidationError(words, code="empty"))

    def _rate(self, cleaned: dict[str, Any], name: str, unit: RateUnit) -> TypedRate | None:
        text = cleaned.get(name) or ""
        if not text.strip():
            return None
        try:
            return read_rate(text, unit=unit)
        except LoanError as problem:
            self.add_error(name, figure(self, name).reading_failed(read_back.in_percent(problem)))
            return None

    def _bare_number(self, cleaned: dict[str, Any], name: str) -> Decimal | None:
        """A number such as 1.5 or “1.5 times”."""
        text = (cleaned.get(name) or "").strip().removesuffix("倍").removesuffix("times").removesuffix("%").strip()
        if not text:
            return None
        try:
            return read_amount(text, most=Decimal(1000)).value
        except LoanError as problem:
            self.add_error(name, figure(self, name).reading_failed(problem))
            return None

    def _penalty(self, cleaned: dict[str, Any]) -> PenaltyRule | None:
        """Return the penalty for a late payment; None where the page does not state one."""
        unit, late_fee = cleaned.get("late_unit"), cleaned.get("late_fee")
        multiple = rate = None
        if unit in (choices.MORE, choices.TIMES):
            multiple = self._bare_number(cleaned, "late_rate")
            if multiple is not None and unit == choices.MORE:
                multiple = 1 + multiple / HUNDRED
        else:
            typed = self._rate(cleaned, "late_rate", RateUnit(unit or RateUnit.DAY))
            rate = None if typed is None else QuotedRate(typed.value, typed.unit)
        if multiple is None and rate is None:
            return None
        try:
            return PenaltyRule(
                multiple=multiple, rate=rate, on=PenaltyBase(cleaned.get("late_on") or PenaltyBase.OVERDUE_PRINCIPAL),
                late_fee=late_fee.value if late_fee else Decimal(0),
            )  # fmt: skip
        except LoanError as problem:
            self.add_error("late_rate", figure(self, "late_rate").reading_failed(problem))
            return None

    def make(self, cleaned: dict[str, Any]) -> None:
        super().make(cleaned)
        cost = true_cost(self.offer)
        must_be_repaid(cost)
        self.cost = cost

    def terms(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        terms, early, all_in = super().terms(cleaned), cleaned["early"], cleaned["stated_all_in"]
        if amount_in(cleaned, "amount") is None:
            terms["contract_amount"] = _written(cleaned, terms["fees"])
        if cleaned["payments"]:
            each = terms["term"].interval.years
            terms |= {
                "repayment": Repayment.CUSTOM, "stated_instalment": None, "stated_last": None,
                "stated_payments": tuple((number * each, paid) for number, paid in enumerate(cleaned["payments"], 1)),
            }  # fmt: skip
        return {
            **terms,
            "cash_price": amount_in(cleaned, "cash_price"),
            "start": cleaned["start"],
            "first_due": cleaned["first_due"],
            "stated_all_in": all_in.value if all_in else None,
            "capped": {choices.YES: True, choices.NO: False}.get(cleaned["capped"]),
            "penalty": cleaned["penalty"],
            "misuse_multiple": cleaned["misuse"],
            "early_repayment": EarlyRepayment(None, early.value, None) if early is not None else None,
            "payee": cleaned["payee"],
        }

    def fee_list(self, cleaned: dict[str, Any]) -> Iterator[Fee]:
        for row in ROWS:
            if self.is_fee_filled(cleaned, row):
                typed = cleaned.get(row)
                kind = FeeKind.GUARANTEE if row == "guarantee" else FeeKind(cleaned[f"{row}_kind"] or FeeKind.OTHER)
                yield Fee(
                    kind=kind,
                    when=FeeWhen(cleaned[f"{row}_when"] or FeeWhen.EACH_INSTALMENT),
                    payee=cleaned[f"{row}_payee"],
                    amount=typed.value if isinstance(typed, TypedAmount) else None,
                    share=typed.value if isinstance(typed, TypedShare) else None,
                )

    def is_fee_filled(self, cleaned: dict[str, Any], row: str) -> bool:
        return cleaned.get(row) is not None or bool(cleaned.get(f"{row}_unknown"))

    def echo(self, name: str) -> str:
        read = getattr(self, "cleaned_data", {}).get(name)
        if isinstance(read, TypedShare):
            return _("Read as %(share)s of the amount in the contract.") % {"share": percent(read.value)}
        if name == "early" and read:
            return _("Read as %(share)s of what is still owed.") % {"share": percent(read.value)}
        if name == "payments" and read:
            words = {"count": len(read), "total": money(sum(read))}
            return _("Read as %(count)s payments, %(total)s in all.") % words
        return super().echo(name)

    def value_in_words(self, name: str) -> str:
        read = self.cleaned_data.get(name)
        if isinstance(read, TypedShare):
            return percent(read.value)
        return super().value_in_words(name) or self.sent.get(name, "")


def _written(cleaned: dict[str, Any], fees: tuple[Fee, ...]) -> Decimal:
    """The amount in the contract where only the money in hand is known: that, and what the fees take of it."""
    in_hand = amount_in(cleaned, "received")
    if in_hand is None:
        return amount_in(cleaned, "cash_price") or Decimal(0)
    taken = [fee for fee in fees if fee.when in IN_THE_DEBT]
    sums = sum((fee.amount or Decimal(0) for fee in taken), Decimal(0))
    shares = sum((fee.share or Decimal(0) for fee in taken), Decimal(0))
    return cents((in_hand + sums) / (1 - shares)) if shares < 1 else in_hand
