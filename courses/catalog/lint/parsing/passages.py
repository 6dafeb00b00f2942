"""Plain text as readers see it: Markdown, links and citations taken away, while every character keeps its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from courses.catalog.lint.parsing.figures import Found, figures
from courses.catalog.model.values.problems import Place

MARKUP = re.compile(
    r"!\[[^\]]{0,300}\]\([^)]{0,300}\)"  # picture
    r"|\[\^[^\]\s]{1,40}\]"  # citation
    r"|\]\([^)\s]{0,300}\)|\[(?=[^\[\]]{0,300}\]\()"  # the two halves of a link
    r"|(?<![\s*])\*+|\*+(?![\s*])|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`+"  # bold, emphasis, code
    r"|\\(?=[\\`*_{}\[\]()#+.!|-])"  # a character that is meant as it stands
    r"|\{[#a-z0-9-]{1,42}\}"  # a made-up name, or the id of a heading
)
_ANY_CASE_WORD = r"(?i)\b"
_MARKUP_STARTS = re.compile(r"[\[*_`\\{]")


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of plain text in one language: a paragraph, a table row, an option, a feedback. Nothing changes it.

    Not frozen, since there are tens of thousands and freezing doubles the time to make one.
    """

    text: str
    language: str
    role: str
    path: str
    marks: tuple[tuple[int, int, int], ...]  # (offset in text, line, column) where each kept run begins
    is_exact: bool = True  # whether columns within a run can be counted on
    _figures: tuple[Found, ...] | None = field(default=None, init=False, repr=False)

    @property
    def figures(self) -> tuple[Found, ...]:
        """The numbers in the text; several rules ask for them, so they are looked for once."""
        if self._figures is None:
            self._figures = tuple(figures(self.text))
        return self._figures

    def place(self, offset: int = 0) -> Place:
        """Where the character at `offset` stands in its file."""
        start, line, column = self.marks[max(0, bisect_right(self.marks, (offset, 10**9, 0)) - 1)]
        return Place(self.path, line, column + (max(0, offset - start) if self.is_exact else 0))


class PlainText:
    """Collects the pieces of one passage from the lines of a file."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: list[tuple[int, int, int]] = []
        self.length = 0

    def add(self, source: str, line: int, column: int) -> None:
        """Add `source`, which begins at this line and column, without its markup."""
        start = 0
        if _MARKUP_STARTS.search(source):
            for match in MARKUP.finditer(source):
                self._keep(source[start : match.start()], line, column + start)
                start = match.end()
        self._keep(source[start:], line, column + start)

    def break_with(self, separator: str) -> None:
        """Part what is added next from what was added before."""
        if self.length:
            self.pieces.append(separator)
            self.length += len(separator)

    def passage(self, language: str, role: str, path: str) -> Passage:
        """What was collected."""
        return Passage("".join(self.pieces), language, role, path, tuple(self.marks) or ((0, 1, 1),))

    def _keep(self, kept: str, line: int, column: int) -> None:
        if kept:
            self.pieces.append(kept)
            self.marks.append((self.length, line, column))
            self.length += len(kept)


def without_markup(text: str) -> str:
    """One line of inline Markdown as plain text."""
    return MARKUP.sub("", text) if _MARKUP_STARTS.search(text) else text


class Corpus:
    """Many passages of one language, searched in one go."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages: Sequence[Passage] = tuple(passages)
        self.text = "\n".join(passage.text for passage in self.passages)
        self.lower = self.text.lower()
        self._starts: list[int] = []
        start = 0
        for passage in self.passages:
            self._starts.append(start)
            start += len(passage.text) + 1

    def find(self, pattern: re.Pattern[str], words: Sequence[str] = ()) -> Iterator[tuple[Passage, re.Match[str], int]]:
        """Every match, with its passage and its offset in the text of that passage.

        `words`, in small letters, save time: passages without any of them are not searched.
        """
        if words:
            for passage in self._with_any(words):
                yield from ((passage, match, match.start()) for match in pattern.finditer(passage.text))
            return
        for match in self._matches(pattern):
            index = bisect_right(self._starts, match.start()) - 1
            yield self.passages[index], match, match.start() - self._starts[index]

    def find_phrase(self, phrase: str) -> Iterator[tuple[Passage, int]]:
        """Every place of `phrase`, which is in small letters: its passage and its offset there."""
        start = self.lower.find(phrase)
        while start >= 0:
            index = bisect_right(self._starts, start) - 1
            yield self.passages[index], start - self._starts[index]
            start = self.lower.find(phrase, start + 1)

    def _with_any(self, words: Sequence[str]) -> Iterator[Passage]:
        found: set[int] = set()
        for word in words:
            start = self.lower.find(word)
            while start >= 0:
                index = bisect_right(self._starts, start) - 1
                found.add(index)
                start = self.lower.find(word, self._starts[index] + len(self.passages[index].text))
        return (self.passages[index] for index in sorted(found))

    def _matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches. Patterns like (?i)\\bword would be tried at every letter; small letters are searched instead."""
        rest = pattern.pattern.removeprefix(_ANY_CASE_WORD)
        if rest == pattern.pattern or rest != rest.lower() or len(self.lower) != len(self.text):
            yield from pattern.finditer(self.text)
            return
        likely = re.compile(rest)
        candidate = likely.search(self.lower)
        while candidate:
            match = pattern.match(self.text, candidate.start())
            if match:
                yield match
            after = match.end() if match and match[0] else candidate.start() + 1
            candidate = likely.search(self.lower, after)
