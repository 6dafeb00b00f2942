"""Family L, tone: wordings never used or better avoided, exclamation marks, capitals for stress, 您."""

import re
from collections.abc import Iterator

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content, warning
from courses.catalog.lint.parsing.quotes import LONG_QUOTE, in_quotes
from courses.catalog.lint.parsing.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.schema import Pattern
from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.reading.source import Places

_EXCLAMATION = re.compile("[!！]")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_STRESSED: frozenset[str] = frozenset().union(*(rules.stressed for rules in RULES.values()))
_NOT_OURS = SPOKEN_BY_OTHERS | {"fact"}


def problems(content: Content) -> Iterator[Problem]:
    """L309, L310 and L312."""
    editorial = content.source.editorial
    yield from _patterns(content, "never", editorial.never, Level.ERROR)
    yield from _patterns(content, "avoid", editorial.avoid, Level.WARNING)
    yield from _marks(content, _EXCLAMATION, "L310", "an exclamation mark raises the voice. Use a full stop.")
    yield from _marks(content, _CAPITALS, "L310", '"{}" in capitals raises the voice. Use small letters or bold.')
    yield from _formal(content)


def _patterns(content: Content, name: str, patterns: tuple[Pattern, ...], level: Level) -> Iterator[Problem]:
    files = content.source.places
    places = next((file for path, file in files.items() if path.endswith("/editorial.yaml")), Places("editorial.yaml"))
    verb = "never use" if level is Level.ERROR else "avoid"
    for index, entry in enumerate(patterns):
        try:
            pattern = re.compile(entry.pattern)
        except re.error as problem:
            yield Problem(
                places.of(name, index, "pattern"),
                "M102",
                f'the pattern "{entry.pattern}" cannot be read: {problem}. Correct it.',
            )
            continue
        for passage, match, offset in content.corpora[entry.language].find(pattern):
            if passage.role in _NOT_OURS or not match[0]:
                continue
            if not in_quotes(passage.text, offset, offset + len(match[0]), longer_than=LONG_QUOTE):
                reason = f'"{match[0]}" is a wording we {verb}. Instead: {entry.instead}.'
                yield Problem(passage.place(offset), "L309", reason, level)


def _marks(content: Content, pattern: re.Pattern[str], code: str, reason: str) -> Iterator[Problem]:
    for corpus in content.corpora.values():
        for passage, match, offset in corpus.find(pattern):
            if pattern is _CAPITALS and match[0] not in _STRESSED:
                continue
            if passage.role not in _NOT_OURS and not in_quotes(passage.text, offset, offset + len(match[0])):
                yield warning(passage.place(offset), code, reason.format(match[0]))


def _formal(content: Content) -> Iterator[Problem]:
    for language, rules in RULES.items():
        for passage, offset in content.corpora[language].find_phrase(rules.formal_you) if rules.formal_you else ():
            end = offset + len(rules.formal_you)
            if passage.role not in _NOT_OURS | {"letter"} and not in_quotes(passage.text, offset, end):
                instead = f"{rules.formal_you} is only for letters that the learner sends. Write {rules.plain_you}."
                yield warning(passage.place(offset), "L312", instead)
