"""Single choice: one right option. `given`: the option's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from courses.catalog.language_rules.registry import RULES
from courses.catalog.model.asking import Mark, NotAChoice, Sent
from courses.catalog.model.choosing import Choosing, Option, read_one
from courses.catalog.model.values.texts import LANGUAGES

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace

MOST_OPTIONS = 5
LONGEST_BY = 1.5


class Single(Choosing):
    """One right option."""

    kind: Literal["single"]

    is_one_thing: ClassVar[bool] = True

    def mark(self, given: str) -> Mark:
        if given not in self.options:
            raise NotAChoice(given)
        option = self.options[given]
        return Mark(option.right, option.feedback)

    def read(self, sent: Sent) -> str:
        return read_one(self.options, sent)

    def problems(self, at: AskedPlace) -> None:
        super().problems(at)
        at.enough(len(self.options), 2)
        if len(self.options) > MOST_OPTIONS:
            reason = f'"{at.key}" has {len(self.options)} options. Keep 2 to {MOST_OPTIONS}.'
            at.found("Q201", reason, "options")
        for key, option in self.options.items():
            if option.feedback is None and not option.right:
                at.no_feedback("option", key, "options")
        right = [option for option in self.options.values() if option.right]
        if len(right) != 1:
            reason = f'"{at.key}" has {len(right)} right options. Mark exactly one with right: true.'
            at.found("Q203", reason, "options")
        elif all(self._stands_out(right[0], language) for language in LANGUAGES):
            reason = f'the right option of "{at.key}" is by far the longest. Shorten it, or say more in the others.'
            at.warned("Q214", reason, "options", self.right_keys[0])

    def _stands_out(self, right: Option, language: str) -> bool:
        wrong = [len(option.in_language(language)) for option in self.options.values() if not option.right]
        length = len(right.in_language(language))
        return bool(wrong) and length >= RULES[language].long_option and length >= LONGEST_BY * max(wrong)


KIND = Single
