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

from courses.catalog.lint.parsing.figures import figures
from courses.catalog.model.asking import Asked
from courses.catalog.model.values.decimals import plain_decimal
from courses.catalog.model.values.texts import Text
from courses.languages.known import CODES

EARLIER = Path(__file__).with_name("earlier_versions.json")
LATER_LANGUAGES = frozenset(CODES) - {"en", "zh-hans"}  # than the time of those hashes
_NOT_SAID = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}")  # marks of sources, targets of links, made-up names


def version_of(body: Asked) -> str:
    """First 16 hex digits of the SHA-256 of what the question means."""
    return _hash(_meaning(body))


def earlier_of(body: Asked) -> frozenset[str]:
    """The hashes of wordings under which answers to this meaning were kept."""
    return frozenset({wording_of(body), *_earlier().get(version_of(body), ())})


def wording_of(body: Asked) -> str:
    """The hash of all that a question says: what versions were before they were made of the meaning."""
    return _hash(_said_then(body.all_said()))


def _said_then(value: Any) -> Any:
    """Without the languages that came later: a translation changes no hash that stands beside an answer."""
    if isinstance(value, dict):
        return {key: _said_then(inner) for key, inner in value.items() if key not in LATER_LANGUAGES}
    return [_said_then(inner) for inner in value] if isinstance(value, list) else value


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
    return {"kind": body.kind, "ask": said_figures(body.ask), **body.meaning(said_figures)}


def said_figures(text: Text) -> list[str]:
    """The numbers that a text shows in digits, in any language: each once, 12,000 and 1.2 万 alike."""
    return sorted({plain_decimal(value) for words in text.in_all for value in _values(words)})


def _values(words: str) -> Iterable[Decimal]:
    shown = unicodedata.normalize("NFKC", _NOT_SAID.sub("", words))
    return (found.value for found in figures(shown))
