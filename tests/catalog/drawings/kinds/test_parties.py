"""Parties: who pays whom, with sums where the line gives them."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from courses.catalog.drawings.kinds.parties import KIND, Parties, PartiesWords
from courses.catalog.drawings.registry import drawn
from tests.catalog.drawings.reading import refused, words_in


def party(at: str, en: str, zh: str, role: str, rolle: str) -> dict[str, object]:
    return {"at": at, "name": {"en": en, "zh-hans": zh}, "role": {"en": role, "zh-hans": rolle}}


def flow(giver: str, taker: str, en: str, zh: str, *, conditional: bool = False) -> dict[str, object]:
    return {"from": giver, "to": taker, "what": {"en": en, "zh-hans": zh}, "conditional": conditional}


FOUR = {
    "caption": {"en": "You owe the bank; the app only passes on", "zh-hans": "欠的是银行，App 只转交"},
    "parties": {
        "bank": party("top", "Paper Boat Bank", "纸船银行", "lender, gives the money", "贷款人，出钱"),
        "you": party("you", "You (Xiao Lin)", "你（小林）", "borrower, pays back", "借款人，还钱"),
        "guarantor": party("left", "Stone Bench Guarantee Company", "石板凳融资担保公司", "guarantor", "保证人"),
        "insurer": party("right", "Straw Raincoat Insurance", "蓑衣草帽保险公司", "insurer", "保险人"),
        "platform": party("centre", "Three Kettles Platform", "三把铁壶平台", "app, passes on", "App，只转交"),
    },
    "flows": {
        "pays-out": flow("bank", "you", "pays out", "放款"),
        "repays": flow("you", "bank", "principal and interest", "本金和利息"),
        "guarantee": flow("you", "guarantor", "fee, each time", "每期担保费"),
        "premium": flow("you", "insurer", "premium, each time", "每期保费"),
        "hands-on": flow("platform", "you", "the offer only", "只有页面", conditional=True),
        "covers": flow("guarantor", "bank", "if you do not pay, it pays", "你没还，它来还", conditional=True),
        "insures": flow("insurer", "bank", "if you do not pay, it pays", "你没还，它来赔", conditional=True),
    },
}
TWO = {
    "caption": {"en": "A fee first, and no loan", "zh-hans": "先交费，没有贷款"},
    "parties": {"top": FOUR["parties"]["bank"], "you": FOUR["parties"]["you"]},
    "flows": {"fee": flow("you", "top", "a fee before anything is paid out", "还没放款，先交费")},
}
CONTRACT = Parties(
    words=PartiesWords.model_validate(FOUR),
    amounts={"pays-out": Decimal(6000), "guarantee": Decimal(10), "premium": Decimal(15)},
)
SIMPLE = Parties(words=PartiesWords.model_validate(TWO), amounts={"fee": Decimal(600)})
EXAMPLES = (CONTRACT, SIMPLE)


@pytest.mark.parametrize(
    ("language", "sums"), [("en", ["¥6,000", "¥10", "¥15"]), ("zh-hans", ["6,000 元", "10 元", "15 元"])]
)
def test_sums_stand_beside_their_arrows_and_in_the_table(language, sums) -> None:
    drawing = drawn(KIND, CONTRACT, language)

    assert [words for words in words_in(drawing) if words in sums] == [sums[0], sums[1], sums[2]]
    assert [row[2] for row in drawing.table.rows] == [sums[0], "–", sums[1], sums[2], "–", "–", "–"]


def test_table_and_text_name_giver_and_taker() -> None:
    drawing = drawn(KIND, CONTRACT, "zh-hans")

    assert drawing.table.rows[0] == ("纸船银行 → 你（小林）", "放款", "6,000 元")
    assert "石板凳融资担保公司 → 纸船银行：你没还，它来还" in drawing.text


def test_ways_that_depend_on_something_are_dashed() -> None:
    assert drawn(KIND, CONTRACT, "en").svg.count('class="st dash"') == 3
    assert drawn(KIND, SIMPLE, "en").svg.count('class="st dash"') == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"parties": {"top": FOUR["parties"]["bank"], "other": FOUR["parties"]["bank"]}},
            "one party stands at each spot",
        ),
        ({"flows": {"fee": flow("you", "nobody", "a", "甲")}}, 'names "nobody", which is no party'),
        ({"flows": {"one": flow("you", "top", "a", "甲"), "two": flow("you", "top", "b", "乙")}}, "once each"),
        ({"flows": {"one": flow("you", "you", "a", "甲")}}, "once each"),
    ],
)
def test_words_that_no_picture_can_hold_are_refused(change, says) -> None:
    with pytest.raises(ValidationError, match=says):
        PartiesWords.model_validate({**TWO, **change})


def test_sums_of_unknown_flows_are_refused() -> None:
    assert 'amounts names "tip", which is no flow' in refused(KIND, "words=x amounts=tip:1", SIMPLE.words)
    assert "each part is an id and a figure" in refused(KIND, "words=x amounts=fee", SIMPLE.words)
