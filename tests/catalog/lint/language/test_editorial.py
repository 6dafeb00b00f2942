"""The site's own list of wordings finds what a frightened reader could misread, and lets the truth pass."""

import re
from functools import cache

import pytest
from django.conf import settings

from courses.catalog.model.schema import Editorial
from courses.catalog.reading.content import read_content


@cache
def editorial() -> Editorial:
    return read_content(settings.BASE_DIR / "content")[0].editorial


def found(language: str, sentence: str) -> bool:
    patterns = (*editorial().never, *editorial().avoid)
    return any(one.language == language and re.search(one.pattern, sentence) for one in patterns)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Pay into the account named in the contract."),
        ("en", "Pay to the account that is given in your loan contract."),
        ("zh-hans", "钱还到合同写明的账户。"),
        ("zh-hans", "还到合同上约定的收款账号。"),
        ("en", "Above the line you need not pay."),
        ("en", "Without a notice you don’t have to repay the debt."),
        ("zh-hans", "没有通知，就不用还。"),
        ("zh-hans", "超过四倍，不必偿还。"),
        ("zh-hans", "合同无效，无需还款。"),
        ("en", "A cheat may call you."),
        ("en", "It is the dearest of the three."),
        ("en", "A contract over ¥6,000 was signed."),
        ("zh-hans", "再翻将近一倍。"),
        ("zh-hans", "利率红线是多少？"),
    ],
)
def test_wording_that_can_be_misread_is_found(language: str, sentence: str) -> None:
    assert found(language, sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "So “insured” does not mean you need not pay."),
        ("en", "The other six hold ¥277.63 of interest. You need not pay it."),
        ("en", "Pay in the lender’s own app, by the agreed debit, or at its counter."),
        ("zh-hans", "“有保险”不等于不用还。"),
        ("zh-hans", "一笔费用有疑问，不等于整笔贷款不用还。"),
        ("zh-hans", "“没提示过，就不用还。”请反问：说的是一条，还是整笔贷款？"),
        ("zh-hans", "利息多付 980 元，差不多翻了一倍。"),
        ("en", "A contract for ¥6,000 was signed."),
        ("en", "Clear money costs less."),
    ],
)
def test_wording_that_is_true_passes(language: str, sentence: str) -> None:
    assert not found(language, sentence)
