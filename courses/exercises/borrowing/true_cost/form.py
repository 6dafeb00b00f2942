"""One to three offers side by side; each is a form of its own, and they are sent together."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.exercises.base import ExerciseForm, InputProblem
from courses.exercises.borrowing.true_cost.offer_boxes import FILLABLE
from courses.exercises.borrowing.true_cost.one_offer import OneOfferForm

PREFIXES = (None, "second", "third")
MOST = len(PREFIXES)
OFFERS = "offers"  # how many there are to be when another one is asked for


class TrueCostForm(ExerciseForm):
    """`parts` are the offers shown: the first, any in which something stands, and one more when it was asked for."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial, prefix=prefix)
        asked = str(self.initial.get(OFFERS, ""))
        least = int(asked) if asked in ("1", "2", "3") else 1
        self.offers = tuple(
            OneOfferForm(self, data, initial=_own(self.initial, one), prefix=one)
            for place, one in enumerate(PREFIXES, 1)
            if place <= least or _is_filled(data if self.is_bound else self.initial, one)
        )

    @property
    def parts(self) -> tuple[OneOfferForm, ...]:
        return self.offers

    @property
    def box_names(self) -> tuple[str, ...]:
        return (OFFERS, *(part.add_prefix(name) for part in self.parts for name in part.fields))

    @property
    def add_words(self) -> str:
        return "" if len(self.parts) == MOST else _("Add another offer to compare")

    @property
    def next_count(self) -> int:
        return min(len(self.parts) + 1, MOST)

    def letter_of(self, part: OneOfferForm) -> str:
        if len(self.parts) == 1:
            return ""
        letters = pgettext("first offer", "A"), pgettext("second offer", "B"), pgettext("third offer", "C")
        return letters[self.parts.index(part)]

    def is_valid(self) -> bool:
        return super().is_valid() and not [part for part in self.parts if not part.is_valid()]

    @cached_property
    def sent(self) -> dict[str, str]:
        return {part.add_prefix(name): value for part in self.parts for name, value in part.sent.items()}

    def without(self, left_out: OneOfferForm) -> dict[str, str]:
        """Return what was sent, without this offer; the offers after it move up by one place."""
        others = [part.sent for part in self.parts if part is not left_out]
        return {
            _box(one, name): value for one, sent in zip(PREFIXES, others, strict=False) for name, value in sent.items()
        }

    @property
    def summary(self) -> tuple[tuple[str, str], ...]:
        return tuple((_with(part.letter, name), value) for part in self.parts for name, value in part.summary)

    def problems(self) -> tuple[InputProblem, ...]:
        return tuple(
            InputProblem(one.anchor, _with(part.letter, one.message), one.choices)
            for part in self.parts
            for one in part.problems()
        )


def _box(prefix: str | None, name: str) -> str:
    return f"{prefix}-{name}" if prefix else name


def _own(initial: Mapping[str, Any], prefix: str | None) -> dict[str, Any]:
    """What fills the boxes of one offer, by its own names."""
    boxes = {name: _box(prefix, name) for name in OneOfferForm.base_fields}
    return {name: initial[box] for name, box in boxes.items() if box in initial}


def _is_filled(values: Mapping[str, Any] | None, prefix: str | None) -> bool:
    return any((values or {}).get(_box(prefix, name)) for name in FILLABLE)


def _with(letter: str, words: str) -> str:
    return _("Offer %(letter)s: %(words)s") % {"letter": letter, "words": words} if letter else words
