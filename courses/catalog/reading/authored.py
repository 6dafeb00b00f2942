"""What Markdown of an author may not hold, whatever it renders to: HTML, and attributes other than a heading's id."""

import re
from collections.abc import Iterator
from typing import Any

from courses.catalog.model.values.problems import Problem
from courses.catalog.model.values.texts import LANGUAGES
from courses.catalog.reading.source import MarkdownFile, Places, Step

_CODE = re.compile(r"`[^`\n]*`")
_HTML = re.compile(r"</?[A-Za-z][^>\n]{0,40}>?|<[!?][^>\n]{0,40}>?")
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}?")
_HEADING = re.compile(r"#{1,6}[^#\n]")
_HEADING_ATTRIBUTES = re.compile(r"\{[^}\n]*\}?\s*$")
_HEADING_ID = re.compile(r"\{#[a-z][a-z0-9-]*\}\s*$")


def markup_problems(page: MarkdownFile) -> Iterator[Problem]:
    """Raw HTML and attribute lists in a lesson's text."""
    for number, line in enumerate(page.body.split("\n"), start=1):
        for column, reason in _in_line(line):
            yield Problem(page.at(number, column), "M107", reason)


def text_problems(value: Any, places: Places, keys: tuple[Step, ...] = ()) -> Iterator[Problem]:
    """Raw HTML and attribute lists in the texts of a YAML file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in LANGUAGES and isinstance(inner, str):
                for _, reason in _in_line(inner):
                    yield Problem(places.of(*keys, key), "M107", reason)
            else:
                yield from text_problems(inner, places, (*keys, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from text_problems(inner, places, (*keys, position))


def _in_line(line: str) -> Iterator[tuple[int, str]]:
    if "<" not in line and "{" not in line:
        return
    line = _CODE.sub(lambda code: " " * len(code[0]), line)
    for html in _HTML.finditer(line):
        yield html.start() + 1, f'"{html[0]}" is HTML. Use Markdown, or put a space after "<".'
    attributes = _ATTRIBUTES.search(line)
    if attributes is None and _HEADING.match(line) and not _HEADING_ID.search(line):
        attributes = _HEADING_ATTRIBUTES.search(line)
    if attributes:
        yield (
            attributes.start() + 1,
            f'"{attributes[0]}" sets attributes. Only headings take one, an id: {{#two-questions}}.',
        )
