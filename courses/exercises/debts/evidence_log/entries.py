"""One call, message or visit as it was written down, and what is missing in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time
from typing import Any

from django.utils.translation import gettext_lazy as _

ANSWERED, MISSED, MESSAGE, VISIT = "answered", "missed", "message", "visit"
HOW = (
    ("", _("Choose")),
    (ANSWERED, _("a call that was answered")),
    (MISSED, _("a call that nobody answered")),
    (MESSAGE, _("a message")),
    (VISIT, _("a visit")),
)
ME, OTHERS, SIGNED = "me", "others", "signed"
TO_WHOM = (
    (ME, _("me")),
    (OTHERS, _("somebody who signed nothing: family, work, friends")),
    (SIGNED, _("a guarantor or co-borrower")),
)
KEPT = (
    ("", _("Choose")),
    ("screenshot", _("a screenshot")),
    ("recording", _("a recording")),
    ("both", _("screenshot and recording")),
    ("paper", _("a letter or a note on paper")),
    ("none", _("nothing")),
)
SIGNS = ("threat", "posed", "told")
NOTED = ("day", "time", "how", "number", "who", "to_whom", "words", "kept")  # what a record of one contact should hold

_EMPTY: Mapping[str, Any] = {"day": None, "time": None, **dict.fromkeys(SIGNS, False)}
NEEDLESS = {MISSED: ("who", "words"), VISIT: ("number",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    """`row` is its place in the form, from 1."""

    row: int
    day: date | None
    time: clock_time | None
    how: str
    number: str
    who: str
    to_whom: str
    words: str
    kept: str
    threat: bool
    posed: bool
    told: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """The names of empty boxes that the record needs; some kinds of contact need fewer (`NEEDLESS`)."""
        return tuple(name for name in NOTED if not getattr(self, name) and name not in NEEDLESS.get(self.how, ()))

    @property
    def order(self) -> tuple[bool, date, bool, clock_time, int]:
        """By day and time; without a day at the end."""
        return (self.day is None, self.day or date.min, self.time is None, self.time or clock_time.min, self.row)


def entries_of(cleaned: Mapping[str, Any], most: int) -> tuple[EvidenceEntry, ...]:
    """Those in which something was written, in order of time."""
    return tuple(sorted(_written(cleaned, most), key=lambda entry: entry.order))


def _written(cleaned: Mapping[str, Any], most: int) -> Iterator[EvidenceEntry]:
    for row in range(1, most + 1):
        values: dict[str, Any] = {name: cleaned.get(f"{name}_{row}") for name in (*NOTED, *SIGNS)}
        if any(values.values()):
            yield EvidenceEntry(row=row, **{name: value or _EMPTY.get(name, "") for name, value in values.items()})
