"""Up to twenty calls, messages and visits, and who the lender is. None of it outlives the request."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.exercises.base import CHANGE_IT, FILLED_IN, ExerciseForm
from courses.exercises.debts.evidence_log.entries import HOW, KEPT, SIGNS, TO_WHOM, EvidenceEntry, entries_of
from courses.exercises.debts.letter.boxes import LENDER_KINDS
from courses.exercises.forms.fields import NotKnownField, SelectField
from courses.exercises.forms.words_fields import DayField, OpenChoiceField, TimeField, WordsField

MOST = 20  # entries of one record
BOXES: Mapping[str, Callable[[], forms.Field]] = {
    "day": lambda: DayField(label=_("Day")),
    "time": lambda: TimeField(label=_("Time")),
    "how": lambda: SelectField(label=_("What was it?"), choices=HOW, required=False, ask=_("Choose what it was.")),
    "number": lambda: WordsField(label=_("Number or account it came from"), most=60),
    "who": lambda: WordsField(label=_("Who they said they were"), most=80, help_text=_("Name, firm, staff number.")),
    "to_whom": lambda: OpenChoiceField(label=_("Who was contacted?"), choices=TO_WHOM),
    "words": lambda: WordsField(label=_("What was said, word for word"), most=400, rows=3),
    "kept": lambda: SelectField(label=_("What you have kept"), choices=KEPT, required=False, ask=_("Choose one.")),
    "threat": lambda: NotKnownField(label=_("They threatened or insulted somebody")),
    "posed": lambda: NotKnownField(label=_("They said they were a court, the police or an office")),
    "told": lambda: NotKnownField(label=_("They told others about the debt")),
}
LABELS: Mapping[str, Any] = {name: make().label for name, make in BOXES.items()}
FIRST_HALF, SECOND_HALF = ("day", "time", "how", "number"), ("who", "to_whom", "words", "kept")
PARTS = {"to_whom": "courses/exercises/forms/chips.html", **dict.fromkeys(SIGNS, "courses/exercises/forms/tick.html")}


@dataclass(frozen=True, slots=True)
class EntryBoxes:
    """The boxes of one entry, each with the template that shows it."""

    row: int
    first: tuple[tuple[str, BoundField], ...]
    second: tuple[tuple[str, BoundField], ...]
    signs: tuple[tuple[str, BoundField], ...]
    has_sign: bool


class EvidenceLogForm(ExerciseForm):
    """After `is_valid()`, `entries` are those in which something was written, in order of time.

    It has the boxes of as many entries as were sent, and of one more, because making those of twenty takes long.
    """

    figures_words, summary_words = CHANGE_IT, FILLED_IN

    lender = WordsField(label=_("Name of the lender"), help_text=_("As in the contract; the app is often not it."))
    lender_kind = SelectField(
        label=_("What kind of lender is it?"), choices=LENDER_KINDS, required=False, ask=_("Choose who lends.")
    )

    entries: tuple[EvidenceEntry, ...]

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.rows = self._rows_in(data or initial or {})
        for row in range(1, self.rows + 1):
            self.fields.update(_boxes_of(row))

    @staticmethod
    def _rows_in(given: Mapping[str, Any]) -> int:
        """Entries that are shown: those with something in them, and an empty one to go on."""
        written = [row for row in range(1, MOST + 1) if any(given.get(f"{name}_{row}") for name in BOXES)]
        return min(max(written, default=0) + 1, MOST)

    @property
    def brought_words(self) -> str:
        return gettext("What you wrote is filled in, with room for one more below it.")

    @property
    def has_room(self) -> bool:
        return not any(self.sent_or_initial(f"{name}_{self.rows}") for name in BOXES)

    @property
    def entry_boxes(self) -> Iterator[EntryBoxes]:
        for row in range(1, self.rows + 1):
            first, second, signs = (self._boxes(row, names) for names in (FIRST_HALF, SECOND_HALF, SIGNS))
            is_signed = any(self.sent_or_initial(f"{name}_{row}") for name in SIGNS)
            yield EntryBoxes(row, first, second, signs, is_signed)

    def _boxes(self, row: int, names: tuple[str, ...]) -> tuple[tuple[str, BoundField], ...]:
        usual = "courses/exercises/forms/words_box.html"
        return tuple((PARTS.get(name, usual), self[f"{name}_{row}"]) for name in names)

    @property
    def summary(self) -> tuple[tuple[str, str], ...]:
        """Empty: the printed page shows the record itself."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_days(cleaned)
        self.entries = entries_of(cleaned, self.rows)
        if not self.entries and not self.errors:
            words = gettext("Write down at least one call, message or visit.")
            self.add_error("day_1", ValidationError(words, code="empty"))
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        """A record holds what has happened."""
        for row in range(1, self.rows + 1):
            day = cleaned.get(f"day_{row}")
            if day is not None and day > timezone.localdate():
                self.add_error(f"day_{row}", ValidationError(gettext("This day is still to come."), code="too_large"))


@cache
def _boxes_of(row: int) -> Mapping[str, forms.Field]:
    """The boxes of one entry; they serve every reader."""
    return {f"{name}_{row}": make() for name, make in BOXES.items()}
