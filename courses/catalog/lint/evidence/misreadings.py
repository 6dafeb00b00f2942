"""S515: texts that could be misread as "I need not pay": a contract is called void, but repayment is not mentioned."""

from collections.abc import Iterator

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.quotes import in_quotes
from courses.catalog.lint.parsing.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.values.problems import Problem


def problems(content: Content) -> Iterator[Problem]:
    """S515."""
    for language, rules in RULES.items():
        for passage, match, offset in content.corpora[language].find(rules.void):
            if passage.role in SPOKEN_BY_OTHERS or in_quotes(passage.text, offset, offset + len(match[0])):
                continue
            if not rules.goes_back.search(passage.text):
                reason = f'"{match[0]}" can be read as "need not pay". Say in the same paragraph what goes back.'
                yield Problem(passage.place(offset), "S515", reason)
