"""Words around a figure that say how sure it is: about, from, up to; nothing; not known; one of two."""

import re
from enum import StrEnum


class Hedge(StrEnum):
    """What somebody wrote beside a figure. It is read as it stands, and the doubt is said beside it."""

    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


# Longer words stand before the shorter ones that they begin with.
_BEFORE = {
    Hedge.AT_MOST: "不超过|不高于|不多于|不到|不足|最多|至多|最高|少于|低于|小于|将近|接近|近|快|up to|at most"
    r"|under|below|less than|nearly|almost|<=?|≤",
    Hedge.AT_LEAST: "不低于|不少于|至少|最少|最低|超过|多于|高于|大于|低至|from|at least|over|above|more than"
    r"|as low as|starting (?:at|from)|>=?|≥",
    Hedge.ABOUT: r"大约|大概|大致|差不多|约莫|约|about|around|approximately|approx\.?|roughly|circa|ca\.?|[~≈]",
}
_AFTER = {
    Hedge.AT_MOST: "以内|以下|之内|封顶|or less",
    Hedge.AT_LEAST: r"以上|起步|起|多|出头|\+|or more|and up|and above|plus",
    Hedge.ABOUT: r"左右|上下|or so|\?+",
}


def _any_of(hedges: dict[Hedge, str]) -> str:
    return "|".join(f"(?P<{hedge}>{words})" for hedge, words in hedges.items())


_FIRST = re.compile(rf"(?:{_any_of(_BEFORE)})\s*")
_LAST = re.compile(rf"\s*(?:{_any_of(_AFTER)})$")

_NOTHING = re.compile(
    "(?:暂时?)?(?:没有?|无)(?:收入|存款|积蓄|储蓄|贷款|负债|欠债|债务?|欠款|钱|工资|上班|活干?|了)?|none|nil|nothing|no|zero"
)
_NOT_KNOWN = re.compile(
    r"不知道|不清楚|不确定|不详|未知|说不准|unknown|not known|not sure|unsure|(?:i )?don'?t know|no idea|n/a|\?+"
)
_EITHER = re.compile(r"(.+?)\s*(?:[-~]|到|至|或|还是|\bto\b|\bor\b)\s*(.+)")


def unhedged(text: str) -> tuple[str, set[Hedge]]:
    """The text without one hedge before it and one after it, and what they were."""
    found: set[Hedge] = set()
    if first := _FIRST.match(text):
        found.add(Hedge(str(first.lastgroup)))
        text = text[first.end() :]
    if last := _LAST.search(text):
        found.add(Hedge(str(last.lastgroup)))
        text = text[: last.start()]
    return text, found


def one_hedge(found: set[Hedge]) -> Hedge | None:
    """The hedge to tell of; two that differ leave only that the figure is not exact."""
    return next(iter(found)) if len(found) == 1 else (Hedge.ABOUT if found else None)


def says_nothing(text: str) -> bool:
    """Whether the text says that there is none: 没有, 无, none."""
    return _NOTHING.fullmatch(text) is not None


def says_not_known(text: str) -> bool:
    return _NOT_KNOWN.fullmatch(text) is not None


def either(text: str) -> tuple[str, str] | None:
    """The two figures of a range such as 7.2%-24% or 8千到1万."""
    match = _EITHER.fullmatch(text)
    return (match[1], match[2]) if match else None
