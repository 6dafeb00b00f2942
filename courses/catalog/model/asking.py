"""The interface of a kind of question, as used by lessons, checks, groups and the content checker."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from django.utils.translation import gettext as _

from courses.catalog.model.values.days import Day
from courses.catalog.model.values.texts import Closed, Key, Text

if TYPE_CHECKING:  # both are built on top of the kinds
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice

Proof = tuple[Mapping[str, Any], Decimal]  # the fields of a sum, and what it must come to
Found = tuple[str, Text, tuple[str | int, ...]]  # the role of a text, the text, and its path below the question


@dataclass(frozen=True, slots=True)
class Mark:
    """The result of one try. `hits` of `needed` right choices were made, with `alarms` wrong ones beside them."""

    is_right: bool
    feedback: Text | None = None
    hits: int | None = None
    needed: int | None = None
    alarms: int | None = None

    @property
    def code(self) -> str:
        return "right" if self.is_right else "wrong"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line in which answers of a room are counted. `is_right` is None where nothing is right or wrong by itself,
    else `sign` says in words what the line turns out to be; `right` is, for a line that belongs to a target, that
    target."""

    key: str
    html: str
    is_right: bool | None
    right: str = ""
    sign: str = ""


class NotAChoice(ValueError):
    """What was given is not among the things this question offers."""


class NotRead(ValueError):
    """A form's fields are no answer. `is_unanswered` where the question may say in its own words what is missing."""

    def __init__(self, message: str, code: str = "empty", *, is_unanswered: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.is_unanswered = is_unanswered


class Sent(Protocol):
    """The fields of a form as Django hands them over."""

    def get(self, name: str, default: str, /) -> Any: ...

    def getlist(self, name: str, /) -> list[Any]: ...


class SaidFigures(Protocol):
    """The figures that a text shows: what of a text belongs to the meaning of a question."""

    def __call__(self, text: Text, /) -> list[str]: ...


class Asked(Closed):
    """What every question has. `corrected` is the day since which another answer counts as right, where the first one
    was a mistake: checks sent with an earlier wording are then marked again, on record (`manage.py regrade`).

    A kind is a class of this in a module of its own in courses/catalog/kinds/. `given` is everywhere the canonical
    text of an answer, which each kind describes. What is said here holds for a choice among options."""

    use: Literal["lesson", "check"] = "lesson"
    outcome: Key | None = None
    slot: Key | None = None
    ask: Text
    explain: Text | None = None
    error: Text | None = None
    hints: tuple[Text, ...] = ()
    cites: tuple[str, ...] | None = None
    order: Literal["fixed"] | None = None
    corrected: Day | None = None
    kind: str

    is_marked: ClassVar[bool] = True  # whether an answer is right or wrong, and kept
    has_options: ClassVar[bool] = False  # whether its choices are options, each right or wrong by itself
    is_one_thing: ClassVar[bool] = False  # whether an answer has one feedback, not one for each part
    asks_again: ClassVar[bool] = False  # whether what was wrong is put elsewhere, not left out
    tells_why_right: ClassVar[bool] = False  # whether right choices have reasons too
    takes_several: ClassVar[bool] = False  # whether one person counts in several lines of a report
    is_shuffled: ClassVar[bool] = True
    is_paper: ClassVar[bool] = False  # whether it shows a paper, to be marked with a pen where there are no phones

    # ---- what there is to choose, and what is right

    @property
    def choices(self) -> Mapping[str, Text]:
        """The things shown to choose from, in the order of the file."""
        return {}

    @property
    def targets_shown(self) -> Mapping[str, Text]:
        """What the choices can be put to, if anything."""
        return {}

    @property
    def right_keys(self) -> tuple[str, ...]:
        """The choices that are right by themselves."""
        return ()

    @property
    def right_given(self) -> str:
        """The right answer."""
        return ",".join(self.right_keys)

    @property
    def wrong_given(self) -> str | None:
        """A wrong answer, where there is an obvious one."""
        return next((key for key in self.choices if key not in self.right_keys), None)

    @property
    def explanation(self) -> Text | None:
        return self.explain

    def mark(self, given: str) -> Mark:
        """Mark an answer. Raises NotAChoice."""
        raise NotImplementedError

    def verdicts(self, given: str) -> Mapping[str, bool]:
        """For everything chosen, or put somewhere: whether it was right. `given` is among what is offered."""
        return {key: key in self.right_keys for key in given.split(",") if key}

    def placed(self, given: str) -> Mapping[str, str]:
        """Where each choice was put: its place from 1, or the key of its target."""
        return {}

    def in_shown_order(self, chance: random.Random) -> tuple[str, ...]:
        """The keys of the choices as a learner meets them."""
        keys = list(self.choices)
        if self.is_shuffled and self.order != "fixed":
            chance.shuffle(keys)
        return tuple(keys)

    # ---- what a version is made of

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        """What the version hash is made of: the answer key, the choices, and the figures asked about."""
        return {"choices": self.figures_of_choices(figures)}

    def figures_of_choices(self, figures: SaidFigures) -> dict[str, list[str]]:
        return {key: figures(choice) for key, choice in self.choices.items()}

    def all_said(self) -> dict[str, Any]:
        """All texts and values of the question, as they stand in the file."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)  # a new optional key changes nothing

    # ---- the fields of its form

    def read(self, sent: Sent) -> str:
        """The answer that a form's fields carry. Raises NotRead."""
        raise NotImplementedError

    def fields(self, given: str) -> dict[str, list[str]]:
        """The form fields that carry an answer."""
        return {"choice": given.split(",")}

    def has_field(self, name: str) -> bool:
        return name == "choice"

    def is_filled(self, key: str, fields: Mapping[str, Sequence[str]]) -> bool:
        """Whether a choice is chosen in these fields."""
        return key in fields.get("choice", ())

    def typed(self, key: str, fields: Mapping[str, Sequence[str]]) -> str:
        """What stands in the field of one choice."""
        return ""

    def free_places(self, taken: set[str]) -> tuple[str, ...]:
        """The places that can still be given."""
        return ()

    # ---- words

    def sign_words(self, key: str) -> str:
        """What a choice turns out to be."""
        return _("right") if key in self.right_keys else _("not right")

    def unit_words(self, voice: Voice) -> str:
        return ""

    def given_words(self, given: str, voice: Voice) -> tuple[str, ...]:
        """An answer in words; parts that the question no longer has are left out."""
        return tuple(voice.part(self.choices[key]) for key in given.split(",") if key in self.choices)

    def right_words(self, voice: Voice) -> tuple[str, ...]:
        """The right answer in words."""
        return tuple(voice.part(self.choices[key]) for key in self.right_keys)

    def reason(self, key: str, voice: Voice) -> str:
        """Why a choice is wrong, or right; empty where nothing is said."""
        feedback = getattr(self.choices[key], "feedback", None)
        return voice.inline(feedback) if feedback is not None else ""

    def place_words(self, place: str, voice: Voice) -> str:
        """A place of `placed` in words."""
        return place

    def right_place_words(self, key: str, voice: Voice) -> str:
        """Where a choice belongs, in words."""
        return ""

    def counted_words(self, given: str) -> str:
        """How much of a wrong answer was right, of what can be right in parts. `given` is among what is offered."""
        return ""

    # ---- lines for reports of a room

    @property
    def line_keys(self) -> tuple[str, ...]:
        """Keys of the lines, in the order of the file: under these hands and papers are counted."""
        return tuple(self.choices)

    def lines_chosen(self, given: str) -> frozenset[str]:
        """The lines in which one person who answered `given` counts. Raises ValueError for what is not offered."""
        return frozenset(given.split(",")) & set(self.choices)

    def report_lines(self, shown: Sequence[str], voice: Voice) -> tuple[ReportLine, ...]:
        """The lines in the room's order; nothing in them tells the right one before the answer is shown."""
        return tuple(
            ReportLine(key, voice.part(self.choices[key]), key in self.right_keys, sign=self.sign_words(key))
            for key in shown
        )

    # ---- what authors write

    @property
    def proof(self) -> Proof | None:
        """The sum behind the right answer."""
        return None

    @property
    def is_proven(self) -> bool | None:
        """Whether a sum stands behind the right answer; None for a kind that has none of its own."""
        return None

    @property
    def flags_used(self) -> frozenset[str]:
        """The warning signs that occur in it."""
        return frozenset()

    def texts(self) -> Iterator[Found]:
        """Every text of this kind beside those that all questions have."""
        raise NotImplementedError

    def problems(self, at: AskedPlace) -> None:
        """Tell `at` what is wrong with the question beside what any question may have wrong."""
        raise NotImplementedError
