"""S509: no sentence may sound stronger than the weakest source that its paragraph cites.

In a letter that a learner sends, a sentence without a source may not sound like law at all.
"""

from collections.abc import Iterable, Iterator, Mapping

from courses.catalog.language_rules.registry import RULES
from courses.catalog.language_rules.rules import SourcedClaim
from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.pages import Block
from courses.catalog.lint.parsing.quotes import in_quotes
from courses.catalog.lint.parsing.sentences import sentence_before
from courses.catalog.model.facts import Weight
from courses.catalog.model.values.problems import Place, Problem
from courses.catalog.model.values.texts import LANGUAGES, Text
from courses.catalog.reading.source import ContentSource

_LAW = frozenset({Weight.LAW, Weight.REGULATION})
_BINDING = _LAW | {Weight.RULE}
NEEDED: Mapping[SourcedClaim, frozenset[Weight]] = {  # what a sentence claims, and the weights it needs
    SourcedClaim.LAW: _LAW,
    SourcedClaim.DUTY: _BINDING,
    SourcedClaim.REGULATOR: _BINDING,
    SourcedClaim.COURT: _LAW | {Weight.COURT},
    SourcedClaim.STANDARD: _BINDING | {Weight.STANDARD},
}
_STRENGTH = tuple(Weight)  # strongest first


def problems(content: Content) -> Iterator[Problem]:
    """S509."""
    for lesson in content.lessons:
        for page in lesson.pages.values():
            for block in page.blocks:
                if block.facts:
                    yield from _block(block, content)
    for key, letter in content.source.letters.items():
        for line in (*letter.lines, *letter.after):
            yield from too_strong_for(line.says, line.cites, content.source, content.source.origins[f"letters/{key}"])


def too_strong_for(text: Text, cites: Iterable[str], source: ContentSource, place: Place) -> Iterator[Problem]:
    """S509 for a text that names what it rests on; without any, it may sound like practice at most."""
    weights = [source.facts[fact].weight for fact in cites if fact in source.facts]
    weakest = max(weights, key=_STRENGTH.index, default=Weight.PRACTICE)
    for language in LANGUAGES:
        says = text.in_language(language)
        if word := _too_strong(says, language, weakest):
            reason = f'"{word}" in "{says[:60]}" is stronger than what it cites. Say instead: {_instead(weakest)}.'
            yield Problem(place, "S509", reason)


def _block(block: Block, content: Content) -> Iterator[Problem]:
    weights = {
        reference.target: content.source.facts[reference.target].weight
        for reference in block.facts
        if reference.target in content.source.facts
    }
    if not weights:
        return
    weakest = max(weights, key=lambda fact: _STRENGTH.index(weights[fact]))
    passage = block.passage
    met: set[str] = set()
    for reference in block.facts:
        sentence = sentence_before(passage.text, passage.language, reference.offset)
        if sentence in met:
            continue
        met.add(sentence)
        word = _too_strong(sentence, passage.language, weights[weakest])
        if word:
            reason = (
                f'"{word}" is stronger than {weakest}, a source of the class "{weights[weakest]}". '
                f"Say instead: {_instead(weights[weakest])}."
            )
            yield Problem(passage.place(passage.text.find(sentence) + sentence.find(word)), "S509", reason)


def _instead(weight: Weight) -> str:
    """Words for a source of this weight, in each language that has some."""
    return " / ".join(rules.says_instead[weight] for rules in RULES.values() if weight in rules.says_instead)


def _too_strong(sentence: str, language: str, weight: Weight) -> str:
    rules = RULES[language]
    if weight is Weight.PRACTICE and rules.reported.search(sentence):
        return ""
    for claim, enough in NEEDED.items():
        if weight in enough or claim not in rules.claims:
            continue
        for match in rules.claims[claim].finditer(sentence):
            if not in_quotes(sentence, match.start(), match.end()):
                return match[0]
    return ""
