"""Finds what the site holds by words: full-text search in memory, with pairs of Chinese characters."""

import difflib
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from courses.catalog.language_rules.registry import RULES
from courses.catalog.model.lessons import Catalog
from courses.catalog.model.values.texts import LANGUAGES, Language
from courses.catalog.search_index.entries import SearchEntry, entries
from courses.languages.known import BY_CODE

HITS = 20
RANKED = 200  # matches looked through for them: help that fits must not be cut off before it comes first
QUERY_CHARACTERS = 200
NEAR = 0.8  # how alike a misspelt word and the word meant must be, from 0 to 1

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]+|[0-9]+(?:[.,][0-9]+)*|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_IS_NUMBER = re.compile(r"[0-9][0-9.,]*")
_EMPTY_WORDS = frozenset(word for rules in RULES.values() for word in rules.unsearched_words)
_EMPTY_CHARACTERS = frozenset(sign for rules in RULES.values() for sign in rules.unsearched_characters)
_SUBJECT_WORDS = frozenset(word for rules in RULES.values() for word in rules.subject_words)
_TABLES = {language: "pages_" + language.replace("-", "_") for language in LANGUAGES}
_COLUMNS = "title, body, also, content='', tokenize=\"unicode61 tokenchars '.,'\""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `excerpt`: words, and whether they were searched for."""

    kind: str  # as of an Entry
    course: str
    slug: str
    anchor: str
    title: str
    excerpt: tuple[tuple[str, bool], ...]


MoreEntries = Callable[[Language], Iterable[SearchEntry]]


def _no_more(language: Language) -> Iterable[SearchEntry]:
    return ()


class SearchIndex:
    """Search over one catalog, and over what else the site has; may be used by several threads."""

    def __init__(self, catalog: Catalog, more: MoreEntries = _no_more) -> None:
        self._lock = threading.Lock()
        self._entries = {
            language: (*entries(catalog, language), *more(language)) for language in LANGUAGES
        }  # fmt: skip
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        for language, found in self._entries.items():
            self._database.execute(f"CREATE VIRTUAL TABLE {_TABLES[language]} USING fts5({_COLUMNS})")
            rows = [
                (n, _indexed(one.heading or one.title), _indexed(one.body), _indexed(one.also))
                for n, one in enumerate(found)
            ]
            columns = f"{_TABLES[language]} (rowid, title, body, also)"
            self._database.executemany(f"INSERT INTO {columns} VALUES (?, ?, ?, ?)", rows)  # noqa: S608 - names of ours

    def find(self, query: str, language: Language) -> tuple[Hit, ...]:
        """The best hits for `query`, first those with all its words; any text is a safe query."""
        words = _telling(_words(query[:QUERY_CHARACTERS]))
        if not words:
            return ()
        numbers = self._matching(" ".join(map(_phrase, words)), language)
        if not numbers:
            numbers = self._matching(" OR ".join(part for word in words for part in _parts(word)), language)
        shown, trouble = _Shown(words), [_pattern([word]) for word in words if word not in _SUBJECT_WORDS]
        numbers.sort(key=lambda number: _rank(self._entries[language][number], words, trouble))
        return tuple(_hit(self._entries[language][number], shown, language) for number in numbers[:HITS])

    def nearest(self, query: str, language: Language) -> str:
        """`query` with each misspelt word as the text writes it; empty where nothing comes near."""
        words = _words(query[:QUERY_CHARACTERS])
        nearest = [self._near(word, language) for word in words]
        return " ".join(nearest) if nearest != words and all(nearest) else ""

    def _near(self, word: str, language: Language) -> str:
        if _is_han_or_number(word) or self._matching(_phrase(word), language):
            return word
        return "".join(difflib.get_close_matches(word, self._written[language], n=1, cutoff=NEAR))

    @cached_property
    def _written(self) -> dict[str, list[str]]:
        """The words of each language's texts that have letters of their own, once each."""
        return {
            language: sorted({word for one in found for word in _words(f"{one.title} {one.body} {one.also}")
                              if not _is_han_or_number(word) and len(word) > 2})
            for language, found in self._entries.items()
        }  # fmt: skip

    def _matching(self, expression: str, language: Language) -> list[int]:
        table = _TABLES[language]
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}, 4.0, 1.0, 2.0), rowid LIMIT ?"  # noqa: S608
        )
        with self._lock:
            return [number for (number,) in self._database.execute(statement, (expression, RANKED))]


# ---- words


def _words(text: str) -> list[str]:
    """Runs of Chinese characters, numbers and other words, without differences of width and case."""
    found: list[str] = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return found


def _telling(words: Iterable[str]) -> list[str]:
    """The words of a query once each, without those that say nothing (a, of, the) where there are others."""
    once = list(dict.fromkeys(words))
    return [word for word in once if _is_han_or_number(word) or _is_telling(word)] or once


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in _EMPTY_WORDS


def _is_han_or_number(word: str) -> bool:
    return bool(_IS_HAN.match(word) or _IS_NUMBER.fullmatch(word))


def _indexed(text: str) -> str:
    return " ".join(token for word in _words(text) for token in _tokens(word))


def _tokens(word: str) -> list[str]:
    """Pairs of neighboring characters, so that two-character words are found, and the last one alone."""
    return [*_pairs(word), word[-1]] if _IS_HAN.match(word) else [word]


def _pairs(word: str) -> list[str]:
    """Neighboring characters of a Chinese word of two or more; none of any other word."""
    return [word[position : position + 2] for position in range(len(word) - 1)] if _IS_HAN.match(word) else []


def _phrase(word: str) -> str:
    """A word of the query as FTS5 reads it; no word holds a quote, so the quotes around it close."""
    if pairs := _pairs(word):
        return f'"{" ".join(pairs)}"'
    is_whole = _IS_NUMBER.fullmatch(word) or (len(word) < 3 and not _IS_HAN.match(word))
    return f'"{word}"' if is_whole else f'"{word}"*'


def _parts(word: str) -> list[str]:
    """What is searched when nothing has all words: each pair of Chinese characters that says something."""
    return [f'"{pair}"' for pair in _telling_pairs(word)] or [_phrase(word)]


def _telling_pairs(word: str) -> list[str]:
    return [pair for pair in _pairs(word) if _EMPTY_CHARACTERS.isdisjoint(pair)]


def _rank(entry: SearchEntry, words: list[str], trouble: Sequence[re.Pattern[str]]) -> tuple[int, bool, bool]:
    """First what to do in the trouble that was typed; then the thing itself before its kin; sources last.

    Help that holds half of the words of `trouble` or less is about another one. "Loan" alone tells of none.
    """
    is_help = entry.kind in ("help", "line")
    held = sum(bool(one.search(f"{entry.title} {entry.also}")) for one in trouble) if is_help else 0
    return (-held if 2 * held > len(trouble) else 0, _words(entry.title) != words, entry.kind == "fact")


# ---- what is shown


class _Shown:
    """How to find the words of a query in a text that is shown."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self.whole = _pattern(words)

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """For texts without any whole word: pairs of Chinese characters too."""
        return _pattern([pair for word in self._words for pair in (_telling_pairs(word) or [word])])

    def first_in(self, text: str) -> tuple[re.Pattern[str], int]:
        """What to look for in `text`, and where it stands first; 0 when nothing is there."""
        found = self.whole.search(text)
        if found:
            return self.whole, found.start()
        if self.parts == self.whole:
            return self.whole, 0
        found = self.parts.search(text)
        return self.parts, found.start() if found else 0


def _hit(entry: SearchEntry, shown: _Shown, language: Language) -> Hit:
    most = len(entry.body) if entry.kind == "fact" else BY_CODE[language].excerpt  # half a rule would mislead
    excerpt = tuple(_excerpt(entry.body, shown, language, most))
    return Hit(entry.kind, entry.course, entry.slug, entry.anchor, entry.title, excerpt)


def _excerpt(text: str, shown: _Shown, language: Language, most: int) -> Iterator[tuple[str, bool]]:
    """A stretch of `text` around the first word found, cut into words searched for and others."""
    pattern, first = shown.first_in(text)
    start = _start(text, first, language) if len(text) > most else 0
    end = min(len(text), start + most)
    if start:
        yield "…", False
    position = start
    for match in pattern.finditer(text, start, end):
        if match.start() > position:
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < end or end < len(text):
        yield text[position:end] + ("…" if end < len(text) else ""), False


def _start(text: str, match: int, language: Language) -> int:
    start = max(0, match - BY_CODE[language].excerpt_before)
    if start and BY_CODE[language].words_are_spaced:
        start = text.find(" ", start, match) + 1 or start
    return start


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    han = [re.escape(word) for word in longest_first if _IS_HAN.match(word)]
    others = "|".join(_shown_as(word) for word in longest_first if not _IS_HAN.match(word))
    return re.compile("|".join([*han, *([rf"(?<![\w.,])(?:{others})"] if others else [])]), re.IGNORECASE)


def _shown_as(word: str) -> str:
    return rf"{re.escape(word)}{'(?![0-9])' if _IS_NUMBER.fullmatch(word) else '[a-z]*'}"
