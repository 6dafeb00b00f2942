"""S515: what reads like "I need not pay": a contract called void, and not a word of what goes back."""

import re
from collections.abc import Iterator

from courses.catalog.lint.parsing.content import Content
from courses.catalog.lint.parsing.quotes import in_quotes
from courses.catalog.lint.parsing.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.values.problems import Problem

_VOID = {
    "en": re.compile(r"\b(?:contract|loan|agreement|lending)s?\b[^.;:?\n]{0,60}\b(?:is|are|as) void\b", re.I),
    "zh-hans": re.compile("(?:合同|借贷|借款|贷款)(?:[^。；？条款\n]{0,12})(?<!格式)无效(?!的)"),
}
_GOES_BACK = {
    "en": re.compile(r"\b(?:goes?|gives?|given|pays?|paid) (?:it )?back\b|\breturn(?:s|ed)?\b|\bstill owed?\b", re.I),
    "zh-hans": re.compile("返还|退还|退回|要退|仍要还|要还"),
}


def problems(content: Content) -> Iterator[Problem]:
    """S515."""
    for language, pattern in _VOID.items():
        for passage, match, offset in content.corpora[language].find(pattern):
            if passage.role in SPOKEN_BY_OTHERS or in_quotes(passage.text, offset, offset + len(match[0])):
                continue
            if not _GOES_BACK[language].search(passage.text):
                reason = f'"{match[0]}" can be read as "need not pay". Say in the same paragraph what goes back.'
                yield Problem(passage.place(offset), "S515", reason)
