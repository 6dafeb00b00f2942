"""Cuts plain text into sentences and counts it in words or characters, by the rules of its language."""

from collections.abc import Iterator

from courses.catalog.language_rules.registry import RULES


def sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Each sentence with its offset in `text`; numbers and abbreviations do not end one, a new line does."""
    rules, start = RULES[language], 0
    for end in rules.sentence_end.finditer(text):
        if rules.goes_on(text, end):
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
    """How many words or characters stand in a text, whichever its language counts."""
    return len(RULES[language].counted.findall(text))


def at_most(text: str, language: str) -> int:
    """A number that `size` cannot exceed, found quickly."""
    return len(text) if RULES[language].counts_characters else text.count(" ") + text.count("\n") + 1


def sentence_before(text: str, language: str, offset: int) -> str:
    """The sentence to which a mark at `offset` belongs: the one that ends at it, or around it."""
    found = ""
    for start, sentence in sentences(text, language):
        if start >= offset:
            break
        found = sentence
    return found


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
