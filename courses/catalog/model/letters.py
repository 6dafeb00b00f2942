"""What files of letters may say: the boxes a letter asks for, its words around them, and what to do when it is sent."""

import re
from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import Field, model_validator

from courses.catalog.model.values.texts import Closed, Key, Text

PLACE = re.compile(r"\{([a-z_]+)\}")
WORKED_OUT = frozenset({"left", "short"})  # what the exercise makes of boxes: what is left of a month, or missing
ANYTHING = "*"


class LetterLine(Closed):
    """A sentence or two. It is left out unless every box in `when` holds one of the values named there.

    Values are parted by spaces; "*" is anything, "" is an empty box.
    """

    says: Text
    when: dict[str, str] = {}
    cites: tuple[str, ...] = ()

    def fits(self, boxes: Mapping[str, str]) -> bool:
        return all(_is_one_of(boxes.get(box, ""), wanted) for box, wanted in self.when.items())

    @property
    def places(self) -> Iterator[str]:
        """The boxes that its words have a place for, in any language."""
        for words in self.says.in_all:
            yield from PLACE.findall(words)


class LetterPart(Closed):
    """A paragraph; with a name it stands as a numbered part."""

    name: Text | None = None
    lines: tuple[LetterLine, ...] = Field(min_length=1)


class LetterGroup(Closed):
    title: Text
    boxes: tuple[str, ...] = Field(min_length=1, max_length=4)


class Letter(Closed):
    """A letter that a reader fills in and sends. `after` stands beside it and is not sent; `helplines` are for then."""

    name: Text
    subject: Text
    to: tuple[LetterLine, ...] = Field(min_length=1)
    groups: tuple[LetterGroup, ...] = Field(min_length=1)
    parts: tuple[LetterPart, ...] = Field(min_length=1)
    after: tuple[LetterLine, ...] = Field(min_length=1)
    helplines: tuple[Key, ...] = ()

    @property
    def boxes(self) -> tuple[str, ...]:
        return tuple(box for group in self.groups for box in group.boxes)

    @property
    def lines(self) -> Iterator[LetterLine]:
        """All that is sent, in its order."""
        yield from self.to
        for part in self.parts:
            yield from part.lines

    @model_validator(mode="after")
    def _has_a_box_for_every_place(self) -> Self:
        known = {*self.boxes, *WORKED_OUT}
        for line in (*self.lines, *self.after):
            for name in (*line.places, *line.when):
                if name not in known:
                    raise ValueError(f"there is no box {{{name}}}: name it under groups, or take it out")
        return self


def _is_one_of(value: str, wanted: str) -> bool:
    if wanted == ANYTHING:
        return bool(value)
    return value in wanted.split() if wanted else not value
