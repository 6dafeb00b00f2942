"""The scale as published: items, choices and the tables that turn a sum into a score, read from scale.json."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from courses.catalog.model.values.texts import Text

DATA = Path(__file__).with_name("scale.json")
HIGHEST = 4  # of one answer
METHODS = {"self": "read-self", "other": "read-to-me"}  # what we store: what the scale calls it
AGES = {"18-61": "18-61", "62+": "62-plus"}


class NotScored(ValueError):
    """There is no score unless all ten items have an answer from 0 to 4."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True)  # keys that only explain the data are left out


class ScaleItem(_Read):
    number: int
    is_reversed: bool
    text: Text

    def value_of(self, choice: int) -> int:
        """What the choice at this place (0 is the first) is worth."""
        return choice if self.is_reversed else HIGHEST - choice


class ScalePart(_Read):
    """Items that share one question and its five choices."""

    prompt: Text
    choices: tuple[Text, ...]
    items: tuple[ScaleItem, ...]


class Range(_Read):
    low: int
    high: int
    us_average_2016_survey: int


class Scale(_Read):
    parts: tuple[ScalePart, ...]
    range: Range
    scoring: Mapping[str, Mapping[str, tuple[int, ...]]]

    @property
    def items(self) -> tuple[ScaleItem, ...]:
        return tuple(item for part in self.parts for item in part.items)

    def score(self, answers: Sequence[int], *, age: str, mode: str) -> int:
        """The score that the table of this age and way of answering gives for ten values. Raises NotScored."""
        if len(answers) != len(self.items) or not all(0 <= value <= HIGHEST for value in answers):
            raise NotScored
        return self.scoring[METHODS[mode]][AGES[age]][sum(answers)]


@cache
def scale() -> Scale:
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return Scale.model_validate(found)
