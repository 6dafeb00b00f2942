"""Reads a drawing as a reader would: the data in its picture, the figures in its table, why arguments are refused."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from courses.catalog.drawings.arguments import ArgumentKind, Words, WrongArguments, read_arguments
from courses.catalog.drawings.base import Drawing
from courses.catalog.drawings.registry import drawn

_FIGURE = re.compile(r"[−]?\d[\d,]*(?:\.\d+)?")


def elements(drawing: Drawing) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing.svg).iter())


def values(drawing: Drawing) -> list[Decimal]:
    """The figures of single parts of the picture, in order."""
    return [Decimal(one.attrib["data-value"]) for one in elements(drawing) if "data-value" in one.attrib]


def series(drawing: Drawing) -> list[list[Decimal]]:
    """The figures of each path that stands for several, in order."""
    found = [one.attrib["data-values"] for one in elements(drawing) if "data-values" in one.attrib]
    return [[Decimal(value) for value in values.split()] for values in found]


def cells(drawing: Drawing, column: int) -> list[Decimal]:
    """The figures of one column of the table."""
    return [figure(row[column]) for row in drawing.table.rows]


def figure(words: str) -> Decimal:
    """The one figure in `words`."""
    (found,) = _FIGURE.findall(words)
    return Decimal(found.replace(",", "").replace("−", "-"))


def words_in(drawing: Drawing) -> list[str]:
    """The texts of the picture."""
    return [one.text or "" for one in elements(drawing) if one.tag == "text"]


def refused(kind: ArgumentKind, arguments: str, words: Words | None = None) -> str:
    """What an author is told about these arguments."""
    pairs = tuple((name, value) for name, _, value in (word.partition("=") for word in arguments.split()))
    with pytest.raises(WrongArguments) as refusal:
        drawn(kind, read_arguments(kind, pairs, words, {}), "en")
    return str(refusal.value)
