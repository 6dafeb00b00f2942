"""Family S, ways out: addresses, telephone numbers, and numbers that nobody has dialled for long."""

import re
from collections.abc import Iterator
from datetime import timedelta

from courses.catalog.checks.citations import links
from courses.catalog.checks.content import Content, dated
from courses.catalog.checks.wordings import entry_place
from courses.catalog.model.problems import Problem

DIALLED_WITHIN = timedelta(days=90)
_LINK_OUT = re.compile(r"[a-z]+://|www\.|mailto:|tel:", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s，。；：）】”]+"
    r"|(?<![A-Za-z0-9.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\."
    r"(?:com|cn|net|org|gov|edu|io|co|uk|eu|us|app|top|xyz|cc|info|vip|club|shop|site|online|me|tv)(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(?:https?://)?[a-z0-9.-]+\.example(?:[/?#:]\S*)?", re.IGNORECASE)
_CALL = r"(?:call|dial|phone|ring|hotline|拨打|拨|致电|热线|电话|打)[： ]{0,2}"
_TELEPHONE = re.compile(
    r"(?<![\d.,-])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|0800[ -]\d{3}[ -]?\d{3,4})"
    r"(?![\d.,]\d)"
    rf"|(?:{_CALL})(?P<short>\d{{3,5}})(?![\d.,%]|\s?[元万年月天日次个笔分小])",
    re.IGNORECASE,
)
_OWN_FILES = ("content/help/helplines.yaml", "content/facts/")


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
            if not _EXAMPLE.fullmatch(match[0]):
                reason = f'"{match[0]}" is an address outside. Remove it; made-up ones end in .example.'
                yield Problem(passage.place(offset), "S507", reason)


def _telephones(content: Content) -> Iterator[Problem]:
    known = [re.escape(line.number) for line in content.source.helplines.values() if len(line.number) > 3]
    patterns = [_TELEPHONE]
    if known:
        patterns.append(re.compile(rf"(?<![\d.,¥￥])(?:{'|'.join(known)})(?![\d.,]\d|\d|\s?[元万%])"))
    for corpus in content.corpora.values():
        met: set[tuple[str, int, int]] = set()
        for pattern in patterns:
            for passage, match, offset in corpus.find(pattern):
                number = match.groupdict().get("short") or match[0]
                place = passage.place(offset + match[0].find(number))
                if passage.path.startswith(_OWN_FILES) or (place.path, place.line, place.column) in met:
                    continue
                met.add((place.path, place.line, place.column))
                reason = f'"{number}" is a telephone number. They stand in helplines.yaml; use {{{{ helpline id }}}}.'
                yield Problem(place, "S511", reason)
