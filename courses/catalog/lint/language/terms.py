"""Family L, terms: one word for one thing, and explained where it is first used."""

import re
from collections.abc import Container, Iterator, Mapping

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.parsing.pages import Block, PageText
from courses.catalog.lint.parsing.quotes import in_quotes
from courses.catalog.lint.parsing.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.schema import GlossaryTerm
from courses.catalog.model.values.problems import Problem

_NOT_OURS = SPOKEN_BY_OTHERS | {"fact", "gloss"}
_NOTE = re.compile(r"[（(].*?[）)]")


def problems(content: Content) -> Iterator[Problem]:
    """L302 and L311."""
    yield from _variants(content)
    if content.source.glossary:
        finders = {language: _finder(content.source.glossary, language) for language in content.corpora}
        for lesson in content.lessons:
            yield from _first_uses(lesson, finders)


def _variants(content: Content) -> Iterator[Problem]:
    for language, rules in RULES.items():
        corpus = content.corpora[language]
        for term, phrases in rules.variants.items():
            for phrase in phrases.split("|"):
                for passage, offset in corpus.find_phrase(phrase):
                    end = offset + len(phrase)
                    if passage.role in _NOT_OURS or in_quotes(passage.text, offset, end):
                        continue
                    if rules.is_word(passage.text.lower(), offset, end):
                        found = passage.text[offset:end]
                        reason = f'"{found}" is called "{term}" here. Use the one term.'
                        yield warning(passage.place(offset), "L311", reason)


class _Finder:
    """Finds glossary terms in a text, the longest first, so that a cost statement is not taken for a cost."""

    def __init__(self, names: Mapping[str, str], language: str) -> None:
        self.ids = names
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        rules = RULES[language]
        self._pattern = re.compile(f"{rules.term_start}(?:{longest_first}){rules.term_end}", re.IGNORECASE)
        self._likely = re.compile(longest_first)  # in small letters, without bounds: quick to look for

    def uses(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The id of each term in `text`, with its match."""
        lower = text.lower()
        if len(lower) != len(text):
            yield from ((self.ids[match[0].lower()], match) for match in self._pattern.finditer(text))
            return
        candidate = self._likely.search(lower)
        while candidate:
            match = self._pattern.match(text, candidate.start())
            if match:
                yield self.ids[match[0].lower()], match
            candidate = self._likely.search(lower, match.end() if match and match[0] else candidate.start() + 1)

    def names(self, ids: Container[str]) -> tuple[str, ...]:
        """The names of these terms, in small letters."""
        return tuple(name for name, key in self.ids.items() if key in ids)


def _has_any(text: str, names: tuple[str, ...]) -> bool:
    return any(name in text for name in names)


def _finder(glossary: Mapping[str, GlossaryTerm], language: str) -> _Finder:
    names: dict[str, str] = {}
    for key, term in glossary.items():
        name = _NOTE.sub("", term.term.in_language(language)).strip().lower()
        names.setdefault(name, key)
    return _Finder(names, language)


def _first_uses(lesson: LessonText, finders: Mapping[str, _Finder]) -> Iterator[Problem]:
    for language, page in lesson.pages.items():
        linked = _first_links(page)
        met: set[str] = set()
        last, names = max(linked.values(), default=(-1, 0))[0], finders[language].names(linked)
        for number, block in enumerate(page.blocks):
            if number > last:
                break  # whatever is used from here on is used after its link
            if block.kind == "heading" or not _has_any(block.passage.text.lower(), names):
                continue
            for term, match in finders[language].uses(block.passage.text):
                if term in met or term not in linked:
                    continue
                met.add(term)
                if (number, match.start()) < linked[term] and not _is_linked(block, match):
                    reason = f'"{match[0]}" is used before its link. Write [{match[0]}](term:{term}) here.'
                    yield warning(block.passage.place(match.start()), "L302", reason)


def _first_links(page: PageText) -> dict[str, tuple[int, int]]:
    """Where each term is linked first: number of the block, offset in it."""
    found: dict[str, tuple[int, int]] = {}
    for number, block in enumerate(page.blocks):
        for reference in block.references:
            if reference.target.startswith("term:"):
                found.setdefault(reference.target.removeprefix("term:"), (number, reference.offset))
    return found


def _is_linked(block: Block, match: re.Match[str]) -> bool:
    """Whether the words stand inside any link, such as the title of another lesson."""
    return any(
        link.kind == "link" and link.offset <= match.start() < link.offset + len(link.words)
        for link in block.references
    )
