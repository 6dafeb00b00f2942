"""Finds sections and terms by words: full-text search in memory, with pairs of Chinese characters."""

import difflib
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from courses.catalog.model.lessons import Catalog, Lesson, Page
from courses.catalog.model.texts import LANGUAGES, Language

HITS = 20
QUERY_CHARACTERS = 200
EXCERPT = {"zh-hans": 60, "en": 140}  # characters
NEAR = 0.8  # how alike a misspelt word and the word meant must be, from 0 to 1
BEFORE = {"zh-hans": 15, "en": 40}  # of them, those before the first match

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]+|[0-9]+(?:[.,][0-9]+)*|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_IS_NUMBER = re.compile(r"[0-9][0-9.,]*")
_EMPTY_WORDS = frozenset("and are can does for how that the this what when where which who why with you your".split())
_EMPTY_CHARACTERS = re.compile("[的了吗呢啊吧呀么怎什我你]")
_COLUMNS = "title, body, content='', tokenize=\"unicode61 tokenchars '.,'\""
_SECTION = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>', re.DOTALL)
_MARKS = re.compile(r'<sup class="cite">.*?</sup>|</?(?:a|code|em|strong|span|sub|sup)\b[^>]*>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Hit:
    """A section of a lesson, or a term of the glossary. `excerpt`: words, and whether they were searched for."""

    kind: str  # "lesson" or "term"
    course: str
    slug: str
    anchor: str
    title: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    course: str
    slug: str
    anchor: str
    title: str
    body: str
    heading: str = ""  # of a section: what of the title is its own
    also: str = ""  # found by these words too, though they are not shown


class SearchIndex:
    """Search over one catalog; may be used by several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._lock = threading.Lock()
        self._entries = {language: tuple(_entries(catalog, language)) for language in LANGUAGES}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        for language, entries in self._entries.items():
            self._database.execute(f"CREATE VIRTUAL TABLE {_table(language)} USING fts5({_COLUMNS})")
            rows = [
                (n, _indexed(one.heading or one.title), _indexed(f"{one.body} {one.also}"))
                for n, one in enumerate(entries)
            ]
            self._database.executemany(f"INSERT INTO {_table(language)} (rowid, title, body) VALUES (?, ?, ?)", rows)  # noqa: S608 - a name of ours

    def find(self, query: str, language: str) -> tuple[Hit, ...]:
        """The best hits for `query`, first those with all its words; any text is a safe query."""
        known: Language = "en" if language == "en" else "zh-hans"
        words = _telling(_words(query[:QUERY_CHARACTERS]))
        if not words:
            return ()
        numbers = self._matching(" ".join(map(_phrase, words)), known)
        if not numbers:
            numbers = self._matching(" OR ".join(part for word in words for part in _parts(word)), known)
        entries = self._entries[known]
        numbers.sort(key=lambda number: _words(entries[number].title) != words)  # the term itself before its kin
        shown = _Shown(words)
        return tuple(_hit(self._entries[known][number], shown, known) for number in numbers)

    def nearest(self, query: str, language: str) -> str:
        """`query` with each misspelt English word as the text writes it; empty where nothing comes near."""
        known: Language = "en" if language == "en" else "zh-hans"
        words = _words(query[:QUERY_CHARACTERS])
        nearest = [self._near(word, known) for word in words]
        return " ".join(nearest) if nearest != words and all(nearest) else ""

    def _near(self, word: str, language: Language) -> str:
        if _is_han_or_number(word) or self._matching(_phrase(word), language):
            return word
        return "".join(difflib.get_close_matches(word, self._written[language], n=1, cutoff=NEAR))

    @cached_property
    def _written(self) -> dict[str, list[str]]:
        """The words of each language's texts that have letters of their own, once each."""
        return {
            language: sorted({word for one in entries for word in _words(f"{one.title} {one.body} {one.also}")
                              if not _is_han_or_number(word) and len(word) > 2})
            for language, entries in self._entries.items()
        }  # fmt: skip

    def _matching(self, expression: str, language: Language) -> list[int]:
        table = _table(language)
        statement = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}, 4.0, 1.0), rowid LIMIT ?"  # noqa: S608
        with self._lock:
            return [number for (number,) in self._database.execute(statement, (expression, HITS))]


def _table(language: str) -> str:
    return "pages_" + language.replace("-", "_")


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
    return len(word) > 2 and word not in _EMPTY_WORDS


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
    return [pair for pair in _pairs(word) if not _EMPTY_CHARACTERS.search(pair)]


# ---- what is searched


def _entries(catalog: Catalog, language: Language) -> Iterator[_Entry]:
    for course in catalog.courses.values():
        for lesson in course.lessons:
            yield from _sections(lesson, lesson.page(language))
    other = "en" if language == "zh-hans" else "zh-hans"
    for key, term in catalog.glossary.items():
        words, says = term.term.in_language(language), term.says.in_language(language)
        yield _Entry("term", "", "", key, words, _plain(says), also=term.term.in_language(other))


def _sections(lesson: Lesson, page: Page) -> Iterator[_Entry]:
    """The head of a lesson and each of its sections; questions are left out, so that search gives no answers away."""
    html = "".join(piece.html for piece in page.pieces if piece.kind == "html")
    start, *sections = _SECTION.split(html)
    body = f"{_plain(page.lead)} {_plain(page.takeaway)} {_plain(start)}".strip()
    yield _Entry("lesson", lesson.course, lesson.slug, "", page.title, body)
    for anchor, heading, text in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        title, body = _plain(heading), _plain(text)
        if body:
            yield _Entry("lesson", lesson.course, lesson.slug, anchor, f"{page.title} · {title}", body, title)


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _MARKS.sub("", html))).split())


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


def _hit(entry: _Entry, shown: _Shown, language: Language) -> Hit:
    excerpt = tuple(_excerpt(entry.body, shown, language))
    return Hit(entry.kind, entry.course, entry.slug, entry.anchor, entry.title, excerpt)


def _excerpt(text: str, shown: _Shown, language: Language) -> Iterator[tuple[str, bool]]:
    """A stretch of `text` around the first word found, cut into words searched for and others."""
    pattern, first = shown.first_in(text)
    start = _start(text, first, language)
    end = min(len(text), start + EXCERPT[language])
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
    start = max(0, match - BEFORE[language])
    if start and language == "en":
        start = text.find(" ", start, match) + 1 or start
    return start


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    han = [re.escape(word) for word in longest_first if _IS_HAN.match(word)]
    others = "|".join(_shown_as(word) for word in longest_first if not _IS_HAN.match(word))
    return re.compile("|".join([*han, *([rf"(?<![\w.,])(?:{others})"] if others else [])]), re.IGNORECASE)


def _shown_as(word: str) -> str:
    return rf"{re.escape(word)}{'(?![0-9])' if _IS_NUMBER.fullmatch(word) else '[a-z]*'}"
