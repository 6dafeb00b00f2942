"""The kinds of question and how each is marked: pure values, no database, no clock."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import Field

from courses.catalog.model.days import Day
from courses.catalog.model.decimals import Quoted
from courses.catalog.model.texts import Closed, Key, Text

SHUFFLES = 8  # orders of one question; a learner always meets the same one


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


class NotAChoice(ValueError):
    """What was given is not among the things this question offers."""


class Option(Text):
    right: bool = False
    feedback: Text | None = None


class Item(Text):
    feedback: Text | None = None


class Row(Text):
    to: Key
    feedback: Text | None = None


class Part(Text):
    flag: Key | None = None
    role: Key | None = None
    fine: Text | None = None


class CommonWrong(Closed):
    at: Quoted
    feedback: Text


class Asked(Closed):
    """What every question has. `corrected` is the day since which another answer counts as right, where the first one
    was a mistake: checks sent with an earlier wording are then marked again, on record (`manage.py regrade`)."""

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

    @property
    def choices(self) -> Mapping[str, Text]:
        """The things shown to choose from, in the order of the file."""
        return {}

    def mark(self, given: str) -> Mark:
        """Mark `given`, the canonical text of an answer (see each kind). Raises NotAChoice."""
        raise NotImplementedError


class Single(Asked):
    """One right option. `given`: the option's key."""

    kind: Literal["single"]
    options: dict[Key, Option]

    @property
    def choices(self) -> Mapping[str, Option]:
        return self.options

    @property
    def right_keys(self) -> tuple[str, ...]:
        return tuple(key for key, option in self.options.items() if option.right)

    def mark(self, given: str) -> Mark:
        if given not in self.options:
            raise NotAChoice(given)
        option = self.options[given]
        return Mark(option.right, option.feedback)


class Multiple(Asked):
    """Right only when all right options and no other are chosen. `given`: keys in file order, joined by commas."""

    kind: Literal["multiple"]
    options: dict[Key, Option]

    @property
    def choices(self) -> Mapping[str, Option]:
        return self.options

    @property
    def right_keys(self) -> tuple[str, ...]:
        return tuple(key for key, option in self.options.items() if option.right)

    def mark(self, given: str) -> Mark:
        chosen = _keys(given, self.options)
        right = set(self.right_keys)
        hits = len(chosen & right)
        return Mark(chosen == right, None, hits, len(right), len(chosen - right))


class Number(Asked):
    """A number within a range, ends included. `given`: a plain decimal such as 18.25."""

    kind: Literal["number"]
    answer: Quoted
    accept: tuple[Quoted, Quoted]
    unit: Text
    common_wrong: tuple[CommonWrong, ...] = ()
    otherwise: Text | None = None
    sum: dict[str, Any] | None = None

    def mark(self, given: str) -> Mark:
        try:
            value = Decimal(given)
        except InvalidOperation:
            raise NotAChoice(given) from None
        if not value.is_finite():
            raise NotAChoice(given)
        if self.accept[0] <= value <= self.accept[1]:
            return Mark(True)
        for wrong in self.common_wrong:
            if value == wrong.at:
                return Mark(False, wrong.feedback)
        return Mark(False, self.otherwise)


class Order(Asked):
    """Items to put in order; the file holds the right one. `given`: keys in the learner's order, by commas."""

    kind: Literal["order"]
    items: dict[Key, Item]

    @property
    def choices(self) -> Mapping[str, Item]:
        return self.items

    def mark(self, given: str) -> Mark:
        chosen = given.split(",")
        if sorted(chosen) != sorted(self.items):
            raise NotAChoice(given)
        for placed, right in zip(chosen, self.items, strict=True):
            if placed != right:
                return Mark(False, self.items[placed].feedback)
        return Mark(True)


class Match(Asked):
    """Each row belongs to one target. `given`: row=target pairs in file order, joined by commas."""

    kind: Literal["match"]
    targets: dict[Key, Text]
    rows: dict[Key, Row]

    @property
    def choices(self) -> Mapping[str, Row]:
        return self.rows

    def mark(self, given: str) -> Mark:
        pairs = dict(pair.partition("=")[::2] for pair in given.split(","))
        if set(pairs) != set(self.rows) or not set(pairs.values()) <= set(self.targets):
            raise NotAChoice(given)
        hits = sum(pairs[key] == row.to for key, row in self.rows.items())
        wrong = next((row for key, row in self.rows.items() if pairs[key] != row.to), None)
        return Mark(wrong is None, wrong.feedback if wrong else None, hits, len(self.rows))


class MarkParts(Asked):
    """Parts of a specimen to mark as warning signs. `given`: keys in file order, by commas; may be empty."""

    kind: Literal["mark"]
    channel: Key
    parts: dict[Key, Part]
    need: int | None = Field(default=None, ge=1)
    allow: int = Field(default=1, ge=0)

    @property
    def choices(self) -> Mapping[str, Part]:
        return self.parts

    @property
    def right_keys(self) -> tuple[str, ...]:
        return tuple(key for key, part in self.parts.items() if part.flag)

    @property
    def flags_to_find(self) -> int:
        """`need`, by default all flags up to three, else 70 % rounded up."""
        flags = len(self.right_keys)
        if self.need is not None:
            return self.need
        return flags if flags <= 3 else math.ceil(flags * 0.7)

    def mark(self, given: str) -> Mark:
        chosen = _keys(given, self.parts) if given else set()
        flagged = set(self.right_keys)
        hits, alarms = len(chosen & flagged), len(chosen - flagged)
        return Mark(hits >= self.flags_to_find and alarms <= self.allow, None, hits, len(flagged), alarms)


class Guess(Asked):
    """A prediction before the explanation: not marked, not stored."""

    kind: Literal["guess"]
    options: dict[Key, Text]
    reveal: Text

    @property
    def choices(self) -> Mapping[str, Text]:
        return self.options


AnyQuestion = Annotated[Single | Multiple | Number | Order | Match | MarkParts | Guess, Field(discriminator="kind")]


def _keys(given: str, offered: Mapping[str, object]) -> set[str]:
    chosen = given.split(",")
    if len(set(chosen)) != len(chosen) or not set(chosen) <= set(offered):
        raise NotAChoice(given)
    return set(chosen)


@dataclass(frozen=True, slots=True)
class Question:
    """A question at its place. `version` is the hash of what it means (courses/catalog/versions.py): other words leave
    it as it is. `earlier` are hashes under which answers to the same meaning were kept before."""

    id: str
    course: str
    lesson: str
    body: Single | Multiple | Number | Order | Match | MarkParts | Guess
    cites: tuple[str, ...]
    version: str
    earlier: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return self.body.kind

    @property
    def versions(self) -> frozenset[str]:
        """All versions that mean the same as this question does now."""
        return self.earlier | {self.version}

    def means(self, version: str) -> bool:
        """Whether the question had the meaning it has now, when it had this version."""
        return version == self.version or version in self.earlier

    def mark(self, given: str) -> Mark:
        """Mark an answer in its canonical text; raises NotAChoice."""
        return self.body.mark(given)

    def shuffled(self, seed: int) -> tuple[str, ...]:
        """Keys of the choices in the order shown to a learner whose seed is `seed` (0 to SHUFFLES - 1)."""
        keys = list(self.body.choices)
        if self.body.order == "fixed" or self.kind in ("mark", "guess", "match"):
            return tuple(keys)
        random.Random(f"{self.course}/{self.lesson}/{self.id}/{seed}").shuffle(keys)  # noqa: S311 - not a secret
        if self.kind == "order" and keys == list(self.body.choices):
            keys = keys[1:] + keys[:1]  # the right order is never shown ready-made
        return tuple(keys)
