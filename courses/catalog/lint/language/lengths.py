"""Family L, lengths: sentences, titles, paragraphs, sections, options and feedback."""

from collections.abc import Iterator

from courses.catalog.language_rules.registry import RULES
from courses.catalog.language_rules.rules import Limits
from courses.catalog.lint.parsing.content import Content, warning
from courses.catalog.lint.parsing.pages import PageSection, PageText
from courses.catalog.lint.parsing.passages import Passage
from courses.catalog.lint.parsing.sentences import at_most, sentences, sentences_at_most, size
from courses.catalog.model.values.problems import Problem

PARAGRAPH_SENTENCES = {"paragraph": 3, "item": 4}  # a list item may begin with a label: "**Who keeps it back?**"
NOT_CUT = frozenset({"part", "fact", "name", "title", "heading"})  # others' words, rules as quoted, and titles


def problems(content: Content) -> Iterator[Problem]:
    """L301, L306, L307 and L308, in the languages that have limits."""
    for language, rules in RULES.items():
        if rules.limits is None:
            continue
        for passage in content.corpora[language].passages:
            yield from _passage(passage, rules.limits)
        for lesson in content.lessons:
            page = lesson.pages[language]
            yield from _title(page, rules.limits)
            for section in page.sections:
                yield from _section(section, language, rules.limits)


def _passage(passage: Passage, limits: Limits) -> Iterator[Problem]:
    most = at_most(passage.text, passage.language)
    if passage.role not in NOT_CUT and most > limits.sentence:
        yield from _sentences(passage, limits)
    if most > limits.by_role.get(passage.role, most):
        yield from _whole(passage, limits)


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
    length = size(passage.text, passage.language)
    if length > most:
        what = {"claim": "option", "target": "option", "explain": "explanation"}.get(passage.role, passage.role)
        reason = f"this {what} has {length} {limits.unit}; {most} are allowed. Shorten it."
        yield Problem(passage.place(), "L308", reason)


def _title(page: PageText, limits: Limits) -> Iterator[Problem]:
    title = page.front[0]
    length = len(RULES[page.file.language].title_counted.findall(title.text))
    if length > limits.title:
        reason = f"the title has {length} characters; {limits.title} are allowed. Shorten it."
        yield Problem(title.place(), "L306", reason)


def _section(section: PageSection, language: str, limits: Limits) -> Iterator[Problem]:
    for block in section.blocks:
        if block.kind in PARAGRAPH_SENTENCES:
            most = PARAGRAPH_SENTENCES[block.kind]
            count = sentences_at_most(block.passage.text)
            if count > most and (count := sum(1 for _ in sentences(block.passage.text, language))) > most:
                reason = f"this paragraph has {count} sentences; up to {most} read well. Cut it in two."
                yield warning(block.passage.place(), "L307", reason)
    length = sum(at_most(block.passage.text, language) for block in section.blocks)
    if length > limits.section:
        length = sum(size(block.passage.text, language) for block in section.blocks)
    if length > limits.section:
        reason = (
            f"this section has {length} {limits.unit}; up to {limits.section} read well. Give part of it a heading."
        )
        yield warning(section.place, "L307", reason)
