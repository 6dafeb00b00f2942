"""Whole numbers in Chinese numerals: what is well formed is read, all else is refused."""

import pytest

from courses.loans.parsing.chinese_numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1), ("两", 2), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("三十五", 35), ("九十九", 99),
        ("一百", 100), ("一百零五", 105), ("一百十五", 115), ("一百二十", 120), ("两百一十", 210), ("九百九十九", 999),
    ],
)  # fmt: skip
def test_well_formed_numeral_is_read(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "零", "百", "十百", "十十", "十零一", "二十零一", "三四", "一二三", "一百二", "一百零", "十万", "12", "十2"],
)
def test_malformed_or_ambiguous_numeral_is_refused(text: str) -> None:
    assert read_numeral(text) is None
