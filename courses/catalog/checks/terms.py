"""Family L, terms: one word for one thing, and explained where it is first used."""

import re
from collections.abc import Iterator, Mapping

from courses.catalog.checks.content import Content, LessonText, warning
from courses.catalog.checks.pages import Block, PageText
from courses.catalog.checks.quotes import in_quotes
from courses.catalog.checks.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.problems import Problem
from courses.catalog.model.schema import Term

VARIANTS: Mapping[str, Mapping[str, str]] = {  # by language: the term, and a pattern of words not to use for it
    "en": {
        "yearly rate": r"annual(?:i[sz]ed)? (?:interest |percentage )?rates?|APR",
        "internal rate": r"internal rates? of return",
        "penalty interest": r"default interest|late interest|punitive interest",
        "repayment table": r"(?:re)?payment schedules?|amorti[sz]ation (?:tables?|schedules?)",
        "early repayment": r"pre-?payments?",
        "instalment": r"installments?",
        "credit register": r"credit (?:bureaus?|reference (?:system|agency)|registry)",
        "guarantor": r"sureties|surety",
        "co-borrower": r"joint borrowers?|co-debtors?",
        "microloan company": r"micro-?credit compan(?:y|ies)|micro-loan compan(?:y|ies)|small[- ]loan compan(?:y|ies)",
        "consumer finance company": r"consumer credit compan(?:y|ies)",
        "all-in cost": r"comprehensive (?:financing|finance) costs?|total financing costs?",
        "advance fee": r"up-?front fees?",
        "illegal fundraising": r"illegal fund-raising|unlawful fundraising",
        "cushion": r"emergency funds?|rainy[- ]day funds?",
        "negative information": r"adverse information|bad record",
    },
    "zh-hans": {
        "年化利率": "年化率|年利率|年利息率|年息率",
        "内部收益率": "内部回报率|内含报酬率|内部报酬率",
        "砍头息": "断头息|(?<!砍)头息",
        "等额本息": "等额本利",
        "信用报告": "(?:个人)?征信报告",
        "不良信息": "不良记录|负面信息|不良征信",
        "贷款人": "放款人|出借方|放贷方|贷款方",
        "保证人": "担保人",
        "共同借款人": "共借人",
        "融资担保公司": "融担公司",
        "小额贷款公司": "小贷公司|小额贷公司",
        "消费金融公司": "消金公司|消费金融机构",
        "民间借贷": "民间贷款|民间借款",
        "助贷平台": "导流平台|助贷机构",
        "综合融资成本明示表": "综合融资成本表|融资成本明示表",
        "前置费用": "前期费用|预付费用",
        "应急金": "备用金|应急资金|紧急预备金",
        "单独同意": "单独授权",
    },
}
_PATTERNS = {
    language: re.compile(
        "|".join(
            f"(?P<v{index}>{f'(?<![A-Za-z])(?:{pattern})(?![A-Za-z])' if language == 'en' else pattern})"
            for index, pattern in enumerate(variants.values())
        ),
        re.IGNORECASE if language == "en" else 0,
    )
    for language, variants in VARIANTS.items()
}
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
    for language, pattern in _PATTERNS.items():
        terms = tuple(VARIANTS[language])
        for passage, match, offset in content.corpora[language].find(pattern):
            if passage.role in _NOT_OURS or in_quotes(passage.text, offset, offset + len(match[0])):
                continue
            if language == "zh-hans" and _is_part_of_term(passage.text, offset, match[0]):
                continue
            term = terms[int(str(match.lastgroup)[1:])]
            yield warning(passage.place(offset), "L311", f'"{match[0]}" is called "{term}" here. Use the one term.')


def _is_part_of_term(text: str, offset: int, variant: str) -> bool:
    """Whether the characters only look like the variant, because the term itself stands around them."""
    return any(
        term.find(variant) >= 0 and text[offset - term.find(variant) :].startswith(term) for term in VARIANTS["zh-hans"]
    )


class _Finder:
    """Finds glossary terms in a text, the longest first, so that a cost statement is not taken for a cost."""

    def __init__(self, names: Mapping[str, str], language: str) -> None:
        self.ids = names
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        words = rf"\b(?:{longest_first})(?=(?:s|es)?\b)" if language == "en" else f"(?:{longest_first})"
        self.pattern = re.compile(words, re.IGNORECASE)

    def uses(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The id of each term in `text`, with its match."""
        for match in self.pattern.finditer(text):
            yield self.ids[match[0].lower()], match


def _finder(glossary: Mapping[str, Term], language: str) -> _Finder:
    names: dict[str, str] = {}
    for key, term in glossary.items():
        name = _NOTE.sub("", term.term.in_language(language)).strip().lower()
        names.setdefault(name, key)
    return _Finder(names, language)


def _first_uses(lesson: LessonText, finders: Mapping[str, _Finder]) -> Iterator[Problem]:
    for language, page in lesson.pages.items():
        linked = _first_links(page)
        met: set[str] = set()
        for number, block in enumerate(page.blocks):
            if block.kind == "heading":
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
