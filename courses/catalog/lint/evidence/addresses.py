"""Family S, ways out: addresses, telephone numbers, and numbers that nobody has dialled for long."""

import re
from collections.abc import Iterator
from datetime import timedelta

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.citations import links
from courses.catalog.lint.parsing.content import Content, dated
from courses.catalog.lint.parsing.wordings import entry_place
from courses.catalog.model.values.problems import Problem

SHORTEST_KNOWN = 3  # digits; 110 is also a number of yuan, days or people
DIALLED_WITHIN = timedelta(days=90)
_LINK_OUT = re.compile(r"[a-z]+://|www\.|mailto:|tel:", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[/.](?:/[^\s，。；：）】”]+"
    r"|(?:com|cn|net|org|gov|edu|io|co|uk|eu|us|app|top|xyz|cc|info|vip|club|shop|site|online|me|tv)(?![A-Za-z0-9-]))",
    re.IGNORECASE,
)
_HOST_BEFORE = re.compile(r"(?:https?:/?|[A-Za-z0-9.-]*[A-Za-z0-9])$", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:https?://)?[a-z0-9.-]+\.example(?:[/?#:]\S*)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d -]+\d")  # at least as long as 110
_TELEPHONE = re.compile(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|0800[ -]\d{3}[ -]?\d{3,4}")
_SHORT = re.compile(r"\d{3,5}")
_CALL = re.compile(f"(?:{'|'.join(one.calls for one in RULES.values() if one.calls)})[： ]{{0,2}}$", re.IGNORECASE)
_COUNTED = "|".join(("%", *(one.counted_things for one in RULES.values() if one.counted_things)))
_NOT_A_LINE = re.compile(rf"[.,]\d|\s?(?:{_COUNTED})")
_MONEY = re.compile(r"[¥￥$£€.,-]\s?$")
_OWN_FILE = "/help/helplines.yaml"


def problems(content: Content) -> Iterator[Problem]:
    """S507, S510 and S511."""
    for link in links(content):
        if _LINK_OUT.match(link.target):
            reason = (
                f'"{link.target}" leads outside. Links go to term:, lesson: and help: only; name the office in words.'
            )
            yield Problem(link.place, "S507", reason)
    yield from _addresses(content)
    yield from _telephones(content)
    for key, helpline in content.source.helplines.items():
        if helpline.emergency or (helpline.dialled_on and helpline.dialled_on + DIALLED_WITHIN >= content.today):
            continue
        since = f"since {helpline.dialled_on}" if helpline.dialled_on else "yet"
        reason = f"nobody has dialled {helpline.number} {since}. Call it, note the hours heard, then set dialled_on."
        yield dated(entry_place(content.source, "helplines", key, "dialled_on"), "S510", reason)


def _addresses(content: Content) -> Iterator[Problem]:
    for corpus in content.corpora.values():
        for passage, match, offset in corpus.find(_ADDRESS):
            before = _HOST_BEFORE.search(passage.text[:offset])
            if before is None:
                continue
            address = before[0] + match[0]
            if not _EXAMPLE.fullmatch(address):
                reason = f'"{address}" is an address outside. Remove it; made-up ones end in .example.'
                yield Problem(passage.place(before.start()), "S507", reason)


def _telephones(content: Content) -> Iterator[Problem]:
    known = {line.number for line in content.source.helplines.values() if len(line.number) > SHORTEST_KNOWN}
    for corpus in content.corpora.values():
        for passage, match, offset in corpus.find(_DIGITS):
            if passage.role == "fact" or passage.path.endswith(_OWN_FILE):
                continue
            before, after = passage.text[max(0, offset - 12) : offset], passage.text[offset + len(match[0]) :]
            if _is_telephone(match[0], before, after[:8], known):
                reason = f'"{match[0]}" is a telephone number. They stand in helplines.yaml; use {{{{ helpline id }}}}.'
                yield Problem(passage.place(offset), "S511", reason)


def _is_telephone(digits: str, before: str, after: str, known: set[str]) -> bool:
    if _MONEY.search(before) or _NOT_A_LINE.match(after):
        return False
    if _TELEPHONE.fullmatch(digits) or digits in known:
        return True
    return _SHORT.fullmatch(digits) is not None and _CALL.search(before) is not None
