"""Form fields of the true-cost exercise: a charge as a sum or a share such as 1%, and a list of different payments."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from courses.exercises.forms.fields import AmountField, FigureField, Shared, Unread
from courses.exercises.forms.widgets import Lines
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.money import Hedge, RateUnit, TypedAmount, read_amount, read_rate

MOST_LETTERS = 4000
IS_SHARE = re.compile(r"[%％‰‱]|percent|per cent|百分之|千分之|万分之")


@dataclass(frozen=True, slots=True)
class TypedShare:
    """A share of the amount in the contract, as a fraction."""

    value: Decimal
    hedge: Hedge | None = None
    per: str | None = None


class FeeField(AmountField):
    """Cleans to a TypedAmount or a TypedShare; None when it is empty."""

    def clean(self, value: Any) -> TypedAmount | TypedShare | None:  # type: ignore[override]
        text = FigureField.clean(self, value)
        if not IS_SHARE.search(text):
            return super().clean(value)
        try:
            read = read_rate(text, unit=RateUnit.INSTALMENT)
            if read.value > 1:
                raise InvalidInput("fee", "too_large", most=Decimal(100))
        except LoanError as problem:
            raise self.reading_failed(problem) from None
        return TypedShare(read.value, read.hedge)


class PaymentsField(Shared, forms.CharField):
    """Sums one after the other, parted by spaces, lines or 、 and ;; cleans to a tuple, empty where nothing stands."""

    PARTING = re.compile(r"[\s;；、]+")

    def __init__(self, *, label: Any, help_text: Any) -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=MOST_LETTERS,
            widget=Lines(attrs={"rows": 3, "autocomplete": "off", "inputmode": "decimal"}),
        )  # fmt: skip

    def clean(self, value: Any) -> tuple[Decimal, ...]:
        parts = [part for part in self.PARTING.split(super().clean(value)) if part]
        try:
            return tuple(read_amount(part).value for part in parts)
        except LoanError as problem:
            raise Unread(problem) from None
