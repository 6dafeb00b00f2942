"""Ladder: ways in the author's order, with costs where the line gives them."""

from decimal import Decimal

from courses.catalog.drawings.kinds.ladder import KIND, Ladder, LadderWords
from courses.catalog.drawings.registry import drawn
from courses.catalog.model.values.texts import Text
from tests.catalog.drawings.reading import refused


def option(en: str, zh: str, risk: str, risiko: str) -> dict[str, object]:
    return {"name": {"en": en, "zh-hans": zh}, "risk": {"en": risk, "zh-hans": risiko}}


WAYS = LadderWords.model_validate({
    "options": {
        "ask": option("Ask your lender for a later day", "请贷款人宽限几天", "costs nothing to ask", "问一问不花钱"),
        "spread": option("Spread the rest over more instalments", "把剩下的拉长", "more interest in all", "利息会多"),
        "sell": option("Sell something", "卖掉一样东西", "gone is gone", "卖了就没了"),
        "borrow": option("Borrow once more", "再借一笔来还", "one more debt, often dearer", "多欠一家，常常更贵"),
    }
})  # fmt: skip
PLAIN = Ladder(words=WAYS)
CAPTIONED = WAYS.model_copy(update={"caption": Text(en="What each way costs", **{"zh-hans": "每个办法花多少"})})
COUNTED = Ladder(words=CAPTIONED, costs={"ask": Decimal(0), "spread": Decimal("685.29"), "borrow": Decimal("1110.17")})
EXAMPLES = (PLAIN, COUNTED)


def test_ways_stand_in_the_order_of_the_file() -> None:
    rows = drawn(KIND, PLAIN, "zh-hans").table.rows

    assert [(row[0], row[1]) for row in rows] == [
        ("1", "请贷款人宽限几天"),
        ("2", "把剩下的拉长"),
        ("3", "卖掉一样东西"),
        ("4", "再借一笔来还"),
    ]


def test_ends_say_what_to_try_first_unless_the_author_says_otherwise() -> None:
    ends = {
        "top": Text(en="little at stake", **{"zh-hans": "风险小"}),
        "bottom": Text(en="most", **{"zh-hans": "最大"}),
    }
    named = Ladder(words=WAYS.model_copy(update=ends))

    pictures = [drawn(KIND, given, "zh-hans").svg for given in (PLAIN, named)]

    assert [(">先试</text>" in svg, ">最后</text>" in svg) for svg in pictures] == [(True, True), (False, False)]
    assert [(">风险小</text>" in svg, ">最大</text>" in svg) for svg in pictures] == [(False, False), (True, True)]


def test_costs_stand_in_picture_and_table() -> None:
    drawing = drawn(KIND, COUNTED, "en")

    assert [row[2] for row in drawing.table.rows] == ["¥0", "¥685.29", "not counted", "¥1,110.17"]
    assert all(f">{sum_}</text>" in drawing.svg for sum_ in ("¥0", "¥685.29", "¥1,110.17"))


def test_words_are_needed() -> None:
    assert "ladder needs words=, an id of the block drawings:" in refused(KIND, "costs=ask:0")


def test_costs_of_unknown_ways_are_refused() -> None:
    assert 'costs names "steal", which is no option' in refused(KIND, "words=x costs=steal:1", WAYS)
