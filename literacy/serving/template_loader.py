"""Templates are written to be read: their indentation is taken out once, when they are loaded, not for each reader.

Taken out is white space that no browser shows: line breaks beside block tags and at both ends of a file or `block`.
Between words a line break becomes one space, within one line everything stays. Untouched: <pre>, <textarea>, scripts,
and texts to be translated, whose white space belongs to them.
"""

import re
from typing import NamedTuple

from django.template.base import Origin
from django.template.loaders import cached

_BLOCK_NAMES = (
    "html|head|body|meta|link|title|header|main|nav|footer|section|article|aside|div|p|ul|ol|li|dl|dt|dd|table|caption"
    "|colgroup|col|thead|tbody|tfoot|tr|th|td|form|fieldset|legend|h[1-6]|hr|br|figure|figcaption|details|summary"
    "|blockquote|option|optgroup|noscript|g|path|rect|circle|ellipse|line|polyline|polygon|defs|symbol|use"
)
_DJANGO = r"\{%.*?%\}|\{\{.*?\}\}"
_ATTRIBUTES = rf"""(?:{_DJANGO}|"(?:{_DJANGO}|[^"])*"|'(?:{_DJANGO}|[^'])*'|[^>"'])*?"""
_TOKEN = re.compile(
    r"(?P<kept><(?P<raw>pre|textarea|script|style)\b.*?</(?P=raw)>"
    r"|\{%\s*(?P<own>blocktranslate|verbatim|comment)\b.*?\{%\s*end(?P=own)\s*%\})"
    rf"|(?P<block></?(?:{_BLOCK_NAMES})\b{_ATTRIBUTES}>|<!doctype[^>]*>|<!--.*?-->)"
    rf"|(?P<opens><(?:svg|select)\b{_ATTRIBUTES}>)|(?P<closes></(?:svg|select)>)"
    rf"|(?P<inline></?[a-z]{_ATTRIBUTES}>)"
    rf"|(?P<template>{_DJANGO}|\{{\#.*?\#\}})"
    r"|(?P<gap>\s*\n\s*)|(?P<words>[^\s<{]+|.)",
    re.DOTALL | re.IGNORECASE,
)
_BREAK_IN_TAG = re.compile(rf"""("(?:{_DJANGO}|[^"])*"|'(?:{_DJANGO}|[^'])*'|{_DJANGO})|\s*\n\s*""", re.DOTALL)
_OPENING, _MIDDLE, _CLOSING = ("if", "with", "kept"), ("elif", "else"), ("endif", "endwith", "endkept")
_SILENT = ("load", "extends", "{#")
_NAMES_SOMETHING = re.compile(
    r"^\{%\s*(?!if|elif|for|with|include)\w.*\sas\s\w+\s*%\}$|^\{%.*\sasvar\s\w+\s*%\}.*%\}$", re.DOTALL
)


class Token(NamedTuple):
    """A piece of a template; `name` is the tag's name if it is one of Django's."""

    kind: str
    name: str
    written: str


def without_indentation(source: str) -> str:
    """The same template, whose pages read the same, without line breaks that show nowhere."""
    tokens = [_token(found) for found in _TOKEN.finditer(source)]
    after_edge = _beside_edges(tokens, ("opens", "block"), (_OPENING, _CLOSING))
    before_edge = _beside_edges(tokens[::-1], ("closes", "endblock"), (_CLOSING, _OPENING))[::-1]
    out: list[str] = []
    for place, (kind, _name, written) in enumerate(tokens):
        if kind != "gap":
            out.append(_on_one_line(written) if kind in ("block", "opens", "inline") else written)
        elif not after_edge[place] and not before_edge[place]:
            out.append("\n")
    return "".join(out)


def _token(found: re.Match[str]) -> Token:
    kind, written = found.lastgroup or "", found.group()
    return Token(kind, written.strip("{% ").split(maxsplit=1)[0] if written.startswith("{%") else written[:2], written)


def _beside_edges(
    tokens: list[Token], edges: tuple[str, str], pairs: tuple[tuple[str, ...], tuple[str, ...]]
) -> list[bool]:
    """For each token whether what is shown before it, whatever a condition says, is the edge of a block or file.

    Read backwards, with the pairs the other way round, it says the same of what is shown after it.
    """
    opening, closing = pairs
    states: list[bool] = []
    is_edge = True
    outer: list[tuple[bool, bool, bool]] = []  # per condition: the state before it, at the ends so far, has an else
    for kind, name, written in tokens:
        states.append(is_edge)
        if kind == "gap" or name in _SILENT or _NAMES_SOMETHING.search(written):
            continue
        if name in opening:
            outer.append((is_edge, True, name in ("with", "kept", "endwith", "endkept")))
        elif outer and name in _MIDDLE:
            first, ends, has_else = outer.pop()
            outer.append((first, ends and is_edge, has_else or name == "else"))
            is_edge = first
        elif outer and name in closing:
            first, ends, has_else = outer.pop()
            is_edge = ends and is_edge and (has_else or first)
        else:
            is_edge = kind in ("block", edges[0]) or name == edges[1]
    return states


def _on_one_line(tag: str) -> str:
    return _BREAK_IN_TAG.sub(lambda found: found[1] or " ", tag)


class Loader(cached.Loader):
    """Django's cached loader, whose pages carry no indentation."""

    def get_contents(self, origin: Origin) -> str:
        source: str = origin.loader.get_contents(origin)  # type: ignore[union-attr]
        return without_indentation(source) if str(origin.name).endswith(".html") else source
