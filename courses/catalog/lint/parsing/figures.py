"""Finds the numbers in a text, in either language, so that figures can be compared: 1.2 万 is 12,000."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000), "百": Decimal(100)}
_NUMBER = re.compile(
    r"(\d(?<![A-Za-z0-9.]\d)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?)(\s?[万亿千百](?!分))?(\s?%)?"  # digits, scale, %
)
_MONEY_BEFORE = re.compile(r"[¥￥$£€]\s?$")
_MONEY_AFTER = re.compile(r"\s?(?:元|块钱|yuan\b)")


class Found(NamedTuple):
    """One number of a text. `start` and `end` are offsets."""

    value: Decimal
    is_percent: bool
    start: int
    end: int


def figures(text: str) -> Iterator[Found]:
    """Every number written in digits."""
    for match in _NUMBER.finditer(text):
        digits, scale, percent = match.groups()
        value = Decimal(digits.replace(",", ""))
        if scale:
            value *= _SCALES[scale.strip()]
        yield Found(value, percent is not None, match.start(), match.end())


def is_money(text: str, found: Found) -> bool:
    """Whether a number of `text` is a sum of money: ¥12,000 or 12,000 元."""
    return bool(_MONEY_BEFORE.search(text, max(0, found.start - 2), found.start) or _MONEY_AFTER.match(text, found.end))
