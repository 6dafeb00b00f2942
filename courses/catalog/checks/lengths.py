"""Family L, lengths: sentences, titles, paragraphs, sections, options and feedback."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from courses.catalog.checks.content import Content, warning
from courses.catalog.checks.pages import PageText, Section
from courses.catalog.checks.passages import Passage
from courses.catalog.checks.sentences import han_count, sentences, size
from courses.catalog.model.problems import Problem


class Limits(NamedTuple):
    """Words in English, characters in Chinese."""

    unit: str
    sentence: int
    sentence_at_most: int
    section: int
    title: int  # characters in English, Han in Chinese
    by_role: Mapping[str, int]


_EN = Limits(
    "words",
    20,
    30,
    250,
    60,
    {"lead": 25, "takeaway": 20, "feedback": 40, "explain": 40, "option": 15, "claim": 15, "target": 15},
)
_ZH = Limits(
    "characters",
    40,
    60,
    400,
    16,
    {"lead": 40, "takeaway": 30, "feedback": 70, "explain": 70, "option": 25, "claim": 25, "target": 25},
)
LIMITS: Mapping[str, Limits] = {"en": _EN, "zh-hans": _ZH}
PARAGRAPH_SENTENCES = 3
NOT_CUT = frozenset({"part", "fact", "name", "title", "heading"})  # others' words, rules as quoted, and titles
_LETTERS_PER_UNIT = {"en": 2, "zh-hans": 1}  # a text with fewer cannot be over a limit


def problems(content: Content) -> Iterator[Problem]:
    """L301, L306, L307 and L308."""
    for language, corpus in content.corpora.items():
        limits = LIMITS[language]
        for passage in corpus.passages:
            if passage.role not in NOT_CUT and len(passage.text) > limits.sentence * _LETTERS_PER_UNIT[language]:
                yield from _sentences(passage, limits)
            if passage.role in limits.by_role:
                yield from _whole(passage, limits)
    for lesson in content.lessons:
        for page in lesson.pages.values():
            yield from _title(page)
            for section in page.sections:
                yield from _section(section, page.file.language)


def _sentences(passage: Passage, limits: Limits) -> Iterator[Problem]:
    for start, sentence in sentences(passage.text, passage.language):
        length = size(sentence, passage.language)
        if length > limits.sentence:
            reason = f"this sentence has {length} {limits.unit}; up to {limits.sentence} read well. Cut it in two."
            place = passage.place(start)
            is_error = length > limits.sentence_at_most
            yield Problem(place, "L301", reason) if is_error else warning(place, "L301", reason)


def _whole(passage: Passage, limits: Limits) -> Iterator[Problem]:
    most = limits.by_role[passage.role]
    if len(passage.text) <= most:
        return
    length = size(passage.text, passage.language)
    if length > most:
        what = {"claim": "option", "target": "option", "explain": "explanation"}.get(passage.role, passage.role)
        reason = f"this {what} has {length} {limits.unit}; {most} are allowed. Shorten it."
        yield Problem(passage.place(), "L308", reason)


def _title(page: PageText) -> Iterator[Problem]:
    title = page.front[0]
    most = LIMITS[page.file.language].title
    length = han_count(title.text) if page.file.language == "zh-hans" else len(title.text)
    if length > most:
        reason = f"the title has {length} characters; {most} are allowed. Shorten it."
        yield Problem(title.place(), "L306", reason)


def _section(section: Section, language: str) -> Iterator[Problem]:
    limits = LIMITS[language]
    length = 0
    for block in section.blocks:
        length += size(block.passage.text, language)
        if block.kind in ("paragraph", "item"):
            count = sum(1 for _ in sentences(block.passage.text, language))
            if count > PARAGRAPH_SENTENCES:
                reason = f"this paragraph has {count} sentences; up to {PARAGRAPH_SENTENCES} read well. Cut it in two."
                yield warning(block.passage.place(), "L307", reason)
    if length > limits.section:
        reason = (
            f"this section has {length} {limits.unit}; up to {limits.section} read well. Give part of it a heading."
        )
        yield warning(section.place, "L307", reason)
