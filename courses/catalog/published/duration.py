"""How long a lesson takes, from its text: nobody types it, so it stays true when the text changes."""

import re
from collections.abc import Iterable
from math import ceil

from courses.catalog.model.lessons import SECONDS_A_QUESTION
from courses.catalog.reading.source import MarkdownFile

# Four fifths of what adults read aloud in a minute on average: 228 words of English, 255 characters of Chinese
# (Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance", IOVS 53, 2012).
WORDS_A_MINUTE = 182
CHARACTERS_A_MINUTE = 204
SECONDS = {"question": SECONDS_A_QUESTION, "exercise": 120, "specimen": 30, "drawing": 15}  # our estimates
NOT_READ = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|\{#[^}]*\}")  # notes, where links lead, names of headings
CHARACTER = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[^\W_\u3400-\u9fff]+(?:['’.,-][^\W_\u3400-\u9fff]+)*")


def minutes_of(pages: Iterable[MarkdownFile]) -> int:
    """Whole minutes, rounded up, that a slow reader takes, in the language in which that is longest."""
    return max(ceil(_minutes(page)) for page in pages)


def _minutes(page: MarkdownFile) -> float:
    own = {line.line: line.kind for line in page.own_lines}
    lines = page.body.split("\n")
    text = NOT_READ.sub(" ", "\n".join(line for number, line in enumerate(lines, 1) if number not in own))
    reading = len(CHARACTER.findall(text)) / CHARACTERS_A_MINUTE + len(WORD.findall(text)) / WORDS_A_MINUTE
    return reading + sum(SECONDS.get(kind, 0) for kind in own.values()) / 60
