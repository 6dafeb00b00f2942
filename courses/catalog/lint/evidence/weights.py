"""S509: no sentence may sound stronger than the weakest source that its paragraph cites.

In a letter that a learner sends, a sentence without a source may not sound like law at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

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
_COURT = _LAW | {Weight.COURT}
STRONG: tuple[tuple[Mapping[str, re.Pattern[str]], frozenset[Weight]], ...] = (  # words, and the weights they need
    (
        {
            "en": re.compile(
                r"\b(?:unlawful|illegal(?! fundraising)|against the law|prohibited by law|by law)\b", re.I
            ),
            "zh-hans": re.compile("(?<!不)违法|非法(?!集资)|法律(?:规定|禁止|要求)"),
        },
        _LAW,
    ),
    (
        {
            "en": re.compile(r"\b(?:must|may not(?! (?:be (?:able|the)|know|see|get|help))|shall(?: not)?)\b", re.I),
            "zh-hans": re.compile("应当|不得(?!不)|必须"),
        },
        _BINDING,
    ),
    (
        {
            "en": re.compile(r"\b(?:the )?regulators? (?:requires?|demands?|forbids?|prohibits?)\b", re.I),
            "zh-hans": re.compile("监管(?:部门)?(?:要求|规定|禁止)"),
        },
        _BINDING,
    ),
    (
        {
            "en": re.compile(r"\bcourts? (?:will not|does not|do not) (?:enforce|support)\b", re.I),
            "zh-hans": re.compile("法院(?:同样)?不(?:予)?支持"),
        },
        _COURT,
    ),
    (
        {
            "en": re.compile(r"\bthe standard (?:requires|demands|says)\b", re.I),
            "zh-hans": re.compile("标准(?:要求|规定)"),
        },
        _BINDING | {Weight.STANDARD},
    ),
)
_REPORTED = re.compile(r"\breport(?:s|ed|edly)?\b|报道|据报", re.I)
_STRENGTH = tuple(Weight)  # strongest first
SAYS = {
    Weight.LAW: "must, may not, is unlawful / 应当、不得、违法",
    Weight.REGULATION: "must, may not, is unlawful / 应当、不得、违法",
    Weight.COURT: "a court will not enforce / 法院不予支持",
    Weight.RULE: "the regulator requires, must / 监管要求、应当",
    Weight.STANDARD: "the standard says, supports a complaint / 标准要求、不宜",
    Weight.SELF: "members have agreed / 自律要求",
    Weight.WARNING: "the police or regulator warns, a warning sign / 提示、风险信号",
    Weight.SERVICE: "you can call, you can ask / 可以打、可以问",
    Weight.EVIDENCE: "a study found / 研究发现",
    Weight.PRACTICE: "usually, it is reported / 通常、据报道",
}


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
            reason = f'"{word}" in "{says[:60]}" is stronger than what it cites. Say instead: {SAYS[weakest]}.'
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
                f"Say instead: {SAYS[weights[weakest]]}."
            )
            yield Problem(passage.place(passage.text.find(sentence) + sentence.find(word)), "S509", reason)


def _too_strong(sentence: str, language: str, weight: Weight) -> str:
    if weight is Weight.PRACTICE and _REPORTED.search(sentence):
        return ""
    for patterns, enough in STRONG:
        if weight in enough:
            continue
        for match in patterns[language].finditer(sentence):
            if not in_quotes(sentence, match.start(), match.end()):
                return match[0]
    return ""
