"""What the exercise asks: up to ten debts, and what there is for them each month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.catalog.drawings.printing import days
from courses.exercises.base import ExerciseForm
from courses.exercises.debts.debt_list.rows import FOLDED, NO, NUMBERS, PARTS, YES, DebtRow, boxes_of, comes_first
from courses.exercises.debts.due import DueDebt, read_due
from courses.exercises.debts.late_or_more_time.boxes import a_month
from courses.exercises.forms import read_back
from courses.exercises.forms.fields import NotKnownField
from courses.exercises.forms.reading import known_or_not, rate_in
from courses.exercises.results.wording import PER_UNIT
from courses.loans.errors import LoanError
from courses.loans.money import TypedAmount, TypedRate
from courses.loans.paydown import ListedDebt

FEWEST_SHOWN = 3
PERIOD_SIGNS = {"day": "天", "month": "月", "year": "年"}  # read on both languages' pages


@dataclass(frozen=True, slots=True)
class ShownRow:
    """The boxes of one debt on the page: those that stand open, and those behind one press."""

    number: int
    names: tuple[str, ...]
    folded: tuple[str, ...]
    is_open: bool


class DebtListForm(ExerciseForm):
    """After `is_valid()`, `debts` holds the rows that are filled in, and `available` what a month has, or None."""

    available_unknown = NotKnownField(label=_("What there is each month: not known"))
    available = a_month(
        _("What there is for debts each month"), _("After rent, food, power and what else must be paid."),
        ask=_("Enter what there is each month, or tick “not known”."),
    )  # fmt: skip

    debts: tuple[DebtRow, ...]
    a_month: Decimal | None

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.shown = _rows_in(data or initial or {})
        for number in range(1, self.shown + 1):
            self.fields.update(boxes_of(number))

    @property
    def brought_words(self) -> str:
        return gettext("Your debts are filled in, with room for one more below them.")

    @property
    def has_room(self) -> bool:
        """Whether the button brings one more row: not while the last one is empty, and not beyond ten."""
        return self.shown < NUMBERS[-1]

    @property
    def shown_rows(self) -> Iterator[ShownRow]:
        for number in range(1, self.shown + 1):
            names = tuple(f"{part}_{number}" for part in PARTS if part not in FOLDED)
            folded = tuple(f"{part}_{number}" for part in FOLDED)
            is_open = any(self.sent_or_initial(name) or name in self.errors for name in folded)
            yield ShownRow(number, names, folded, is_open)

    def _is_used(self, number: int) -> bool:
        return any(self.sent_or_initial(f"{part}_{number}").strip() for part in PARTS)

    def clean_available(self) -> TypedAmount | None:
        return known_or_not(self, "available")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        used = [number for number in range(1, self.shown + 1) if self._is_used(number)]
        if not used:
            self.add_error("kind_1", ValidationError(gettext("Write down at least one debt."), code="empty"))
        for number in used:
            self._check_row(number, cleaned)
        if not self.errors:
            try:
                self.debts = tuple(self._row(number, cleaned) for number in used)
            except LoanError as problem:
                self.refuse(problem)
            self.a_month = cleaned["available"].value if cleaned["available"] is not None else None
        return cleaned

    def _check_row(self, number: int, cleaned: dict[str, Any]) -> None:
        """What a row that is in use needs: whom, how much, and a payment or a rate."""
        for part in ("kind", "owed"):
            name = f"{part}_{number}"
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, ValidationError(self._ask(name), code="empty"))
        name = f"rate_{number}"
        if name in cleaned:
            try:
                cleaned[name] = rate_in(self, name, "")
            except ValidationError as problem:
                self.add_error(name, problem)
        payment = f"payment_{number}"
        has_price = cleaned.get(name) is not None or cleaned.get(payment) is not None
        if not has_price and name not in self.errors and payment not in self.errors:
            self.add_error(payment, ValidationError(self._ask(payment), code="empty"))
        self._check_due(f"due_{number}", cleaned)

    def _check_due(self, name: str, cleaned: dict[str, Any]) -> None:
        text = cleaned.get(name, "").strip()
        cleaned[name] = read_due(text, timezone.localdate()) if text else None
        if text and cleaned[name] is None:
            words = gettext("Write the day like 12-3 or “the 3rd”, or “12 days late”. Not known: leave it empty.")
            self.add_error(name, ValidationError(words, code="not_a_day"))

    def _ask(self, name: str) -> str:
        field = self.fields[name]
        return str(getattr(field, "ask", "") or field.error_messages["required"])

    def _row(self, number: int, cleaned: dict[str, Any]) -> DebtRow:
        kind, payment = cleaned[f"kind_{number}"], cleaned[f"payment_{number}"]
        return DebtRow(
            number=number,
            kind=kind,
            debt=ListedDebt(
                owed=cleaned[f"owed_{number}"].value,
                annual_rate=_yearly(cleaned[f"rate_{number}"]),
                least=payment.value if payment is not None else None,
                comes_first=comes_first(kind),
            ),
            due=cleaned[f"due_{number}"],
            in_register={YES: True, NO: False}.get(cleaned[f"register_{number}"]),
        )

    def echo(self, name: str) -> str:
        read = getattr(self, "cleaned_data", {}).get(name)
        return due_in_words(read) if isinstance(read, DueDebt) else read_back.echo(self, name)

    def value_in_words(self, name: str) -> str:
        read = self.cleaned_data.get(name)
        return str(self.sent.get(name, "")) if isinstance(read, DueDebt) else read_back.value_in_words(self, name)

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        """A rate without a period is written again with one: a row has no list for it."""
        if name.startswith("rate_") and code == "unit_needed":
            for unit in numbers.get("units") or PERIOD_SIGNS:
                if unit in PERIOD_SIGNS:
                    yield PER_UNIT[unit](), {name: f"{self.sent[name].strip()}/{PERIOD_SIGNS[unit]}"}
        else:
            yield from super().readings(name, code, numbers)


def _rows_in(given: Mapping[str, Any]) -> int:
    """How many debts have boxes: those with something in them and one more, three at the least."""
    used = [number for number in NUMBERS if any(given.get(f"{part}_{number}") for part in PARTS)]
    return min(max(FEWEST_SHOWN, max(used, default=0) + 1), NUMBERS[-1])


def _yearly(rate: TypedRate | None) -> Decimal | None:
    return None if rate is None else rate.value * {"day": 365, "month": 12, "instalment": 12}.get(rate.unit, 1)


def due_in_words(due: DueDebt) -> str:
    """Return in words how a due day was read."""
    if due.day is not None and due.days is not None and due.days >= 0:
        words = {"day": date_format(due.day, "DATE_FORMAT"), "days": days(due.days)}
        return gettext("Read as: due on %(day)s, in %(days)s.") % words
    if due.days_late is None:
        return gettext("Read as: late.")
    return gettext("Read as: %(days)s late.") % {"days": days(due.days_late)}
