"""Family L, typing: punctuation, spaces between Han and Latin, full-width letters and digits."""

import re
from collections.abc import Iterator

from courses.catalog.language_rules.rules import HAN
from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.passages import Corpus, Passage
from courses.catalog.model.values.problems import Problem
from courses.languages.known import BY_CODE

FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_HALF_WIDTH = re.compile(f"[,;:!?().\"'](?:(?<=[{HAN}].)|(?=[{HAN}]))")
_HAN_FIRST = re.compile(f"[{HAN}]")
_BETWEEN = re.compile(f"[{HAN}].[{HAN}]")
_STOP = re.compile(f"[{HAN}]\\.(?:[{HAN}]|\\s|$)")
_NO_SPACE_BEFORE = re.compile(f"[A-Za-z0-9](?<=[{HAN}].)")
_NO_SPACE_AFTER = re.compile(f"[A-Za-z0-9%](?=[{HAN}])")
_DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕(?:第\s?)?\d+(?:\s?号)?|第\d+号")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")


def problems(content: Content) -> Iterator[Problem]:
    """L303, L304 and L305."""
    for code, corpus in content.corpora.items():
        if BY_CODE[code].writes_han:
            yield from _between_han(corpus)
        for passage, match, offset in corpus.find(_WIDE):
            narrow = "".join(chr(ord(character) - 0xFEE0) for character in match[0])
            reason = f'"{match[0]}" is full-width. Write "{narrow}".'
            yield Problem(passage.place(offset), "L305", reason)


def _between_han(corpus: Corpus) -> Iterator[Problem]:
    for passage, match, offset in corpus.find(_HALF_WIDTH):
        if not _is_punctuation(match[0], passage.text[max(0, offset - 1) : offset + 2]):
            continue
        instead = f'"{FULL_WIDTH[match[0]]}"' if match[0] in FULL_WIDTH else "“ or ”"
        yield Problem(passage.place(offset), "L303", f'"{match[0]}" is half-width punctuation. Write {instead}.')
    for passage, offset in _unspaced(corpus):
        if any(number.start() < offset < number.end() for number in _DOCUMENT_NUMBER.finditer(passage.text)):
            continue
        pair = passage.text[offset - 1 : offset + 1]
        reason = f'there is no space in "{pair}". Write "{pair[0]} {pair[1]}".'
        yield Problem(passage.place(offset), "L304", reason)


def _unspaced(corpus: Corpus) -> Iterator[tuple[Passage, int]]:
    """Where a character should be parted from the one before it."""
    for passage, _, offset in corpus.find(_NO_SPACE_BEFORE):
        yield passage, offset
    for passage, _, offset in corpus.find(_NO_SPACE_AFTER):
        yield passage, offset + 1


def _is_punctuation(sign: str, around: str) -> bool:
    """Whether a half-width sign beside Han punctuates Chinese; `around` has the characters before and after it."""
    if sign == ".":
        return _STOP.match(around) is not None
    if sign in "\"'":
        return _BETWEEN.match(around) is not None
    return sign != ":" or _HAN_FIRST.match(around) is not None
