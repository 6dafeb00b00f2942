"""Multiple choice: right when all right options and no other are chosen. `given`: keys in file order, by commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from django.utils.translation import ngettext

from courses.catalog.model.asking import Mark, Sent
from courses.catalog.model.choosing import Choosing, chosen_keys, read_several

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace


class Multiple(Choosing):
    """Several right options."""

    kind: Literal["multiple"]

    tells_why_right: ClassVar[bool] = True
    takes_several: ClassVar[bool] = True

    def mark(self, given: str) -> Mark:
        chosen = chosen_keys(given, self.options)
        right = set(self.right_keys)
        hits = len(chosen & right)
        return Mark(chosen == right, None, hits, len(right), len(chosen - right))

    def read(self, sent: Sent) -> str:
        return read_several(self.options, sent)

    def counted_words(self, given: str) -> str:
        mark = self.mark(given)
        hits = mark.hits or 0
        right = ngettext(
            "%(hits)s of your choices is right; %(needed)s belong to the answer.",
            "%(hits)s of your choices are right; %(needed)s belong to the answer.",
            hits,
        )
        return right % {"hits": hits, "needed": mark.needed}

    def problems(self, at: AskedPlace) -> None:
        super().problems(at)
        found, right = len(self.options), len(self.right_keys)
        at.enough(found, 3)
        for key, option in self.options.items():
            if option.feedback is None:
                at.no_feedback("option", key, "options")
        if right < 2 or right == found:
            reason = f'"{at.key}" has {right} right options of {found}. Have at least 2 right and 1 wrong.'
            at.found("Q203", reason, "options")


KIND = Multiple
