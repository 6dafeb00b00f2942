"""Lines of their own in a lesson, such as {{ question id }}: found, read, and kept apart from the Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OWN_LINE_KINDS = ("question", "exercise", "drawing", "specimen", "helpline")
WITH_ARGUMENTS = ("exercise", "drawing")

_OWN_LINE = re.compile(r"\{\{ (?P<kind>[a-z]+) (?P<reference>[a-z0-9][a-z0-9-]{0,39})(?P<rest>(?: [^{}]*?)?) \}\}\s*")
_ARGUMENT = re.compile(r"(?P<name>[a-z][a-z0-9_]*)=(?P<value>[A-Za-z0-9._:,-]+)")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A well-formed own line; `line` counts from 1 within the text after the front matter."""

    kind: str
    reference: str
    arguments: tuple[tuple[str, str], ...]
    line: int

    def __str__(self) -> str:
        words = [self.kind, self.reference, *(f"{name}={value}" for name, value in self.arguments)]
        return "{{ " + " ".join(words) + " }}"


@dataclass(frozen=True, slots=True)
class BadOwnLine:
    """Braces that are no own line: misspelt, not alone on the line, unknown kind or argument."""

    line: int
    column: int
    reason: str


def own_lines(body: str) -> tuple[OwnLine, ...]:
    """The well-formed own lines of a text, in order."""
    found = (read_own_line(line, number) for number, line in enumerate(body.split("\n"), start=1))
    return tuple(line for line in found if isinstance(line, OwnLine))


def bad_own_lines(body: str) -> Iterator[BadOwnLine]:
    """Every line with double braces that cannot be read as an own line."""
    for number, line in enumerate(body.split("\n"), start=1):
        read = read_own_line(line, number)
        if isinstance(read, BadOwnLine):
            yield read


def read_own_line(line: str, number: int) -> OwnLine | BadOwnLine | None:
    """What `line` says; None when it has no double braces at all."""
    if "{{" not in line and "}}" not in line:
        return None
    match = _OWN_LINE.fullmatch(line)
    if match is None:
        reason = "write it alone on its line, without indent, like {{ question which-sum }}"
        first = min(at for at in (line.find("{{"), line.find("}}")) if at >= 0)
        return BadOwnLine(number, first + 1, reason)
    kind = match["kind"]
    if kind not in OWN_LINE_KINDS:
        return BadOwnLine(number, 4, f'"{kind}" is not known; use {", ".join(OWN_LINE_KINDS)}')
    words = match["rest"].split()
    if words and kind not in WITH_ARGUMENTS:
        return BadOwnLine(number, match.start("rest") + 2, f"{kind} takes one id and nothing else")
    arguments = [_ARGUMENT.fullmatch(word) for word in words]
    if not all(arguments):
        return BadOwnLine(number, match.start("rest") + 2, "write arguments as name=value, with single spaces")
    pairs = tuple((argument["name"], argument["value"]) for argument in arguments if argument)
    return OwnLine(kind, match["reference"], pairs, number)
