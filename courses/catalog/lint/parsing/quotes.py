"""Tells what a text says itself from what it quotes: the words of an advertisement or a myth are not our voice."""

import re

_QUOTED = re.compile(r"“[^”\n]{0,500}”|「[^」\n]{0,500}」|‘[^’\n]{4,500}’(?!\w)|\"[^\"\n]{0,500}\"")
LONG_QUOTE = 12  # characters; a shorter quotation is a single word, not a claim


def in_quotes(text: str, start: int, end: int, *, longer_than: int = 0) -> bool:
    """Whether `text[start:end]` stands inside a quotation of more than `longer_than` characters."""
    return any(
        quote.start() < start and end < quote.end() and quote.end() - quote.start() - 2 > longer_than
        for quote in _QUOTED.finditer(text)
    )
