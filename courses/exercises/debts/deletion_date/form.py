"""Up to five late payments: since when, and the day on which each was paid off, or that it was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.base import CHANGE_IT, FILLED_IN, ExerciseForm
from courses.exercises.forms.fields import NotKnownField
from courses.exercises.forms.words_fields import DayField, WordsField
from courses.loans.register import LatePayment

MOST = 5
NAMES = ("name", "late", "paid", "open")
EARLIEST, LATEST = 1990, 2060  # years in which a late payment of somebody alive may lie


@dataclass(frozen=True, slots=True)
class RecordCase:
    """A late payment as it was written down; `row` is its place in the form."""

    row: int
    name: str
    payment: LatePayment


@dataclass(frozen=True, slots=True)
class CaseBoxes:
    row: int
    name: BoundField
    late: BoundField
    paid: BoundField
    open: BoundField


class DeletionDateForm(ExerciseForm):
    """After `is_valid()`, `cases` are the rows in which something was written.

    It has the boxes of as many cases as were sent, and of one more.
    """

    figures_words, summary_words = CHANGE_IT, FILLED_IN

    cases: tuple[RecordCase, ...]

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        given = data or initial or {}
        written = [row for row in range(1, MOST + 1) if any(given.get(f"{name}_{row}") for name in NAMES)]
        self.rows = min(max(written, default=0) + 1, MOST)
        for row in range(1, self.rows + 1):
            self.fields.update(_boxes_of(row))

    @property
    def case_boxes(self) -> tuple[CaseBoxes, ...]:
        return tuple(CaseBoxes(row, *(self[f"{name}_{row}"] for name in NAMES)) for row in range(1, self.rows + 1))

    @property
    def has_room(self) -> bool:
        """Whether another case can be added."""
        return not any(self.sent_or_initial(f"{name}_{MOST}") for name in NAMES)

    @property
    def brought_words(self) -> str:
        return gettext("What you wrote is filled in, with room for one more below it.")

    def value_in_words(self, name: str) -> str:
        return self.sent.get(name, "") if not name.startswith("open") else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cases = [case for row in range(1, self.rows + 1) if (case := self._case(row)) is not None]
        if not cases and not self.errors:
            self.add_error(
                "paid_1", ValidationError(gettext("Enter the day, or tick “not paid off yet”."), code="empty")
            )
        self.cases = tuple(cases)
        return cleaned

    def _case(self, row: int) -> RecordCase | None:
        name, late, paid, is_open = (self.cleaned_data.get(f"{name}_{row}") for name in NAMES)
        if not (name or late or paid or is_open) or any(f"{name}_{row}" in self.errors for name in NAMES):
            return None
        paid_box = f"paid_{row}"
        if paid and is_open:
            self.add_error(
                paid_box, ValidationError(gettext("Either a day or “not paid off yet”, not both."), code="both")
            )
        elif not paid and not is_open:
            words = gettext("Enter the day, or tick “not paid off yet”.")
            self.add_error(paid_box, ValidationError(words, code="empty"))
        elif late and paid and paid < late:
            words = gettext("This is before the day since which it is overdue.")
            self.add_error(paid_box, ValidationError(words, code="before_start"))
        elif late and late > timezone.localdate():
            self.add_error(f"late_{row}", ValidationError(gettext("This day is still to come."), code="too_large"))
        elif not self._is_a_year_of_ours(f"late_{row}", late) or not self._is_a_year_of_ours(paid_box, paid):
            return None
        else:
            return RecordCase(row, name or "", LatePayment(late, paid))
        return None

    def _is_a_year_of_ours(self, name: str, day: date | None) -> bool:
        if day is None or EARLIEST <= day.year <= LATEST:
            return True
        words = gettext("Check the year: %(first)s to %(last)s.") % {"first": EARLIEST, "last": LATEST}
        self.add_error(name, ValidationError(words, code="year"))
        return False


@cache
def _boxes_of(row: int) -> Mapping[str, forms.Field]:
    """The boxes of one late payment; they serve every reader."""
    return {
        f"name_{row}": WordsField(label=_("Which debt?"), most=40, help_text=_("If you like.")),
        f"late_{row}": DayField(label=_("Overdue since"), help_text=_("If you know it.")),
        f"paid_{row}": DayField(
            label=_("The day on which all that was overdue was paid off"),
            help_text=_("With interest and penalty. A day to come shows what paying it off then would do."),
        ),
        f"open_{row}": NotKnownField(label=_("Not paid off yet")),
    }
