"""Parts of a specimen to mark: warning signs, or what is wrong in it. `given`: keys in file order; may be empty."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field

from courses.catalog.drawings.printing import sentences
from courses.catalog.model.asking import Asked, Found, Mark, SaidFigures, Sent
from courses.catalog.model.choosing import chosen_keys, read_several
from courses.catalog.model.values.texts import Key, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice


FRAMES = {"chat": "phone chat", "sms": "phone chat", "app-page": "phone page"}


class MarkedPart(Text):
    """`because` says of one part why it is to be marked, where no warning sign of advertisements does: an error."""

    flag: Key | None = None
    because: Text | None = None
    role: Key | None = None
    fine: Text | None = None

    @property
    def is_to_mark(self) -> bool:
        return self.flag is not None or self.because is not None


class MarkParts(Asked):
    """Parts, some of them to be marked."""

    kind: Literal["mark"]
    channel: Key
    parts: dict[Key, MarkedPart]
    need: int | None = Field(default=None, ge=1)
    allow: int = Field(default=1, ge=0)

    tells_why_right: ClassVar[bool] = True
    takes_several: ClassVar[bool] = True
    is_shuffled: ClassVar[bool] = False
    is_paper: ClassVar[bool] = True

    @property
    def choices(self) -> Mapping[str, MarkedPart]:
        return self.parts

    @property
    def right_keys(self) -> tuple[str, ...]:
        return tuple(key for key, part in self.parts.items() if part.is_to_mark)

    @property
    def looks_like(self) -> str:
        """The frame around the parts: names of classes."""
        return FRAMES.get(self.channel, "paper")

    @property
    def flags_to_find(self) -> int:
        """`need`, by default all flags up to three, else 70 % rounded up."""
        flags = len(self.right_keys)
        if self.need is not None:
            return self.need
        return flags if flags <= 3 else math.ceil(flags * 0.7)

    def mark(self, given: str) -> Mark:
        chosen = chosen_keys(given, self.parts) if given else set()
        flagged = set(self.right_keys)
        hits, alarms = len(chosen & flagged), len(chosen - flagged)
        return Mark(hits >= self.flags_to_find and alarms <= self.allow, None, hits, len(flagged), alarms)

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        return {
            "choices": self.figures_of_choices(figures),
            "right": {key: part.flag for key, part in self.parts.items() if part.is_to_mark},
            "need": self.flags_to_find,
            "allow": self.allow,
        }

    def read(self, sent: Sent) -> str:
        return read_several(self.parts, sent)

    def reason(self, key: str, voice: Voice) -> str:
        return voice.reason(self.parts[key])

    def counted_words(self, given: str) -> str:
        mark = self.mark(given)
        words = _("You found %(hits)s of %(needed)s.") % {"hits": mark.hits, "needed": mark.needed}
        alarms = mark.alarms or 0
        fine = ngettext("%(count)s part that you marked is fine.", "%(count)s parts that you marked are fine.", alarms)
        return sentences(words, fine % {"count": alarms} if alarms else "")

    def sign_words(self, key: str) -> str:
        """Whether the part is a warning sign, wrong, or fine, in the active language."""
        part = self.parts[key]
        if part.flag is not None:
            return _("to be marked: warning sign")
        return _("to be marked: wrong") if part.is_to_mark else _("fine, not to be marked")

    @property
    def flags_used(self) -> frozenset[str]:
        return frozenset(part.flag for part in self.parts.values() if part.flag)

    def texts(self) -> Iterator[Found]:
        for key, part in self.parts.items():
            yield "part", part, ("parts", key)
            for name, said in (("because", part.because), ("fine", part.fine)):
                if said is not None:
                    yield "feedback", said, ("parts", key, name)

    def problems(self, at: AskedPlace) -> None:
        found, flagged = len(self.parts), len(self.right_keys)
        at.enough(found, 3)
        for key, part in self.parts.items():
            at.part(f'part "{key}" of "{at.key}"', part, "parts", key)
        if flagged in (0, found):
            reason = (
                f'"{at.key}" has {flagged} flagged and {found - flagged} unflagged parts. Have at least one of each.'
            )
            at.found("Q215", reason, "parts")
        elif self.need is not None and self.need > flagged:
            reason = f'"{at.key}" needs {self.need} flags, but has only {flagged}. Lower need.'
            at.found("Q215", reason, "need")


KIND = MarkParts
