"""Cuts plain text into sentences and counts it: English in words, Chinese in characters."""

import re
from collections.abc import Iterator

_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|No|Nos|Mr|Mrs|Ms|Dr|art|approx|p|pp)|\b[A-Z](?:\.[A-Z])*)\.$")
_ENGLISH_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|\n")
_CHINESE_END = re.compile(r"[。！？!?]+[”’」』）)\"]*|\n")
_WORD = re.compile(r"\S*\w\S*")
_CHARACTER = re.compile(r"\w")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{HAN}]")


def sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its offset in `text`; numbers and abbreviations do not end one, a new line does."""
    start = 0
    for end in (_CHINESE_END if language == "zh-hans" else _ENGLISH_END).finditer(text):
        if language != "zh-hans" and _goes_on(text, end):
            continue
        if sentence := text[start : end.end()].strip():
            yield _skip_space(text, start), sentence
        start = end.end()
    if sentence := text[start:].strip():
        yield _skip_space(text, start), sentence


def sentences_at_most(text: str) -> int:
    """A number of sentences that `sentences` cannot exceed, found quickly."""
    return sum(text.count(end) for end in ".!?。！？\n") + 1


def size(text: str, language: str) -> int:
    """Words of an English text, characters (letters, digits, Han) of a Chinese one."""
    return len((_CHARACTER if language == "zh-hans" else _WORD).findall(text))


def at_most(text: str, language: str) -> int:
    """A number that `size` cannot exceed, found quickly."""
    return len(text) if language == "zh-hans" else text.count(" ") + text.count("\n") + 1


def han_count(text: str) -> int:
    """How many Han characters stand in `text`."""
    return len(_HAN.findall(text))


def sentence_before(text: str, language: str, offset: int) -> str:
    """The sentence to which a mark at `offset` belongs: the one that ends at it, or around it."""
    found = ""
    for start, sentence in sentences(text, language):
        if start >= offset:
            break
        found = sentence
    return found


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop at `end` belongs to an abbreviation, or what follows begins small."""
    if end[0] == "\n":
        return False
    if end[0] == "." and _ABBREVIATION.search(text[: end.end()][-12:]):
        return True
    following = text[end.end() :].lstrip(" ")[:1]
    return following.islower()


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
