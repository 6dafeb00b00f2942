"""The version of a question: made of what changes its meaning, so that an author may reword and nobody loses an answer.

Rows written before 2026-11-29 hold the hash of all that the question said. `earlier_versions.json` tells the meaning
of each of those for the questions that were ever published with this project; a question that somebody wrote
themselves is known by its present text as long as that is not changed.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from courses.catalog.checks.figures import figures
from courses.catalog.model.questions import Asked, MarkParts, Match, Multiple, Number, Order, Single
from courses.catalog.model.texts import Text

EARLIER = Path(__file__).with_name("earlier_versions.json")
_NOT_SAID = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}")  # marks of sources, targets of links, made-up names


def version_of(body: Asked) -> str:
    """First 16 hex digits of the SHA-256 of what the question means."""
    return _hash(_meaning(body))


def earlier_of(body: Asked) -> frozenset[str]:
    """The hashes of wordings under which answers to this meaning were kept."""
    return frozenset({wording_of(body), *_earlier().get(version_of(body), ())})


def wording_of(body: Asked) -> str:
    """The hash of all that a question says: what versions were before they were made of the meaning."""
    said = body.model_dump(mode="json", by_alias=True, exclude_defaults=True)  # a new optional key changes nothing
    if isinstance(body, Order):
        said["items"] = list(said["items"].items())  # their order is the key
    return _hash(said)


def _hash(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@cache
def _earlier() -> Mapping[str, tuple[str, ...]]:
    """By version: the older hashes that stand for the same meaning."""
    found: dict[str, tuple[str, ...]] = {}
    for wording, version in json.loads(EARLIER.read_text()).items():
        found[version] = (*found.get(version, ()), wording)
    return found


def _meaning(body: Asked) -> dict[str, Any]:
    """Kind, key, what there is to choose from, and the figures that are asked about."""
    return {"kind": body.kind, "ask": said_figures(body.ask), **_key(body)}  # type: ignore[attr-defined]


def _key(body: Asked) -> dict[str, Any]:
    said = {key: said_figures(choice) for key, choice in body.choices.items()}
    if isinstance(body, Single | Multiple):
        return {"choices": said, "right": sorted(body.right_keys)}
    if isinstance(body, Number):
        return {"answer": _plain(body.answer), "accept": [_plain(end) for end in body.accept],
                "unit": said_figures(body.unit)}  # fmt: skip
    if isinstance(body, Order):
        return {"choices": said, "right": list(body.items)}
    if isinstance(body, Match):
        targets = {key: said_figures(target) for key, target in body.targets.items()}
        return {"choices": said, "right": {key: row.to for key, row in body.rows.items()}, "targets": targets}
    if isinstance(body, MarkParts):
        flags = {key: part.flag for key, part in body.parts.items() if part.flag}
        return {"choices": said, "right": flags, "need": body.flags_to_find, "allow": body.allow}
    return {"choices": said}


def said_figures(text: Text) -> list[str]:
    """The numbers that a text shows in digits, in either language: each once, 12,000 and 1.2 万 alike."""
    return sorted({_plain(value) for words in (text.en, text.zh_hans) for value in _values(words)})


def _values(words: str) -> Iterable[Decimal]:
    shown = unicodedata.normalize("NFKC", _NOT_SAID.sub("", words))
    return (found.value for found in figures(shown))


def _plain(value: Decimal) -> str:
    """18.250 and 18.25 are one number."""
    return format(value.normalize(), "f")
