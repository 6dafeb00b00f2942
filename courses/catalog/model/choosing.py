"""What single and multiple choice have in common: options that are right or wrong by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _

from courses.catalog.language_rules.registry import RULES
from courses.catalog.model.asking import Asked, Found, NotAChoice, NotRead, SaidFigures, Sent
from courses.catalog.model.values.texts import LANGUAGES, Key, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace


class Option(Text):
    right: bool = False
    feedback: Text | None = None


class Choosing(Asked):
    """Options, some of them right."""

    options: dict[Key, Option]

    has_options: ClassVar[bool] = True

    @property
    def choices(self) -> Mapping[str, Option]:
        return self.options

    @property
    def right_keys(self) -> tuple[str, ...]:
        return tuple(key for key, option in self.options.items() if option.right)

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        return {"choices": self.figures_of_choices(figures), "right": sorted(self.right_keys)}

    def texts(self) -> Iterator[Found]:
        for key, option in self.options.items():
            yield "option" if option.right else "claim", option, ("options", key)
            yield from feedback_of(option.feedback, "options", key)

    def problems(self, at: AskedPlace) -> None:
        at.alike("options", self.options)
        for key, option in self.options.items():
            for language in LANGUAGES:
                found = RULES[language].all_or_none.search(option.in_language(language))
                if found:
                    reason = f'"{found[0]}" gives itself away and fails when shuffled. Write an option of its own.'
                    at.found("Q206", reason, "options", key, language)


def feedback_of(text: Text | None, *keys: str | int) -> Iterator[Found]:
    if text is not None:
        yield "feedback", text, (*keys, "feedback")


def counted_lines(verdicts: Mapping[str, bool]) -> str:
    """How many lines stand in their right place, in words."""
    return _("%(hits)s of %(needed)s lines are right.") % {"hits": sum(verdicts.values()), "needed": len(verdicts)}


def chosen_keys(given: str, offered: Mapping[str, object]) -> set[str]:
    """The keys of an answer that may name several. Raises NotAChoice."""
    chosen = given.split(",")
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(offered):
        raise NotAChoice(given)
    return set(chosen)


def read_one(choices: Mapping[str, object], sent: Sent) -> str:
    """The one choice that was sent. Raises NotRead when none was."""
    chosen = str(sent.get("choice", ""))
    if chosen not in choices:
        raise NotRead(_("Select an answer"))
    return chosen


def read_several(choices: Mapping[str, object], sent: Sent) -> str:
    """The choices that were sent, in the order of the file, by commas. Raises NotRead when none was."""
    chosen = [key for key in choices if key in sent.getlist("choice")]
    if not chosen:
        raise NotRead(_("Select at least one answer"))
    return ",".join(chosen)
