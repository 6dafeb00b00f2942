"""Month bar: the parts of a month add up to the income, and what is missing shows."""

import re
from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.month_bar import KIND, MonthBar
from courses.catalog.drawings.registry import drawn
from courses.loans.schedules.schedule import equal_instalments
from tests.catalog.drawings.reading import cells, refused, values

LINE_END, LETTER_HEIGHT = 1.5, 14  # half the width of the line, and what a Chinese letter rises over its line

HOUSE = MonthBar(
    income=Decimal(8000),
    essentials=Decimal(4500),
    debts=Decimal(1200),
    amount=Decimal(10000),
    rate=Decimal(18),
    count=12,
)
SHORT = MonthBar(income=Decimal(5000), essentials=Decimal(3500), debts=Decimal(1200), instalment=Decimal("916.80"))
EXAMPLES = (HOUSE, SHORT)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_instalment_is_that_of_the_schedule(language) -> None:
    drawing = drawn(KIND, HOUSE, language)
    instalment = equal_instalments(Decimal(10000), Decimal("0.015"), 12).instalments[0].payment

    assert instalment == Decimal("916.80")
    assert values(drawing) == cells(drawing, 1) == [4500, 1200, instalment, Decimal("1383.20")]
    assert sum(values(drawing)) == 8000
    assert cells(drawing, 2) == [56, 15, 11, 17]


def test_what_is_missing_is_named_in_picture_and_table() -> None:
    drawing = drawn(KIND, SHORT, "zh-hans")

    assert values(drawing) == [3500, 1200, Decimal("916.80")]
    assert cells(drawing, 1)[-1] == Decimal("616.80")
    assert drawing.caption == "每月 5,000 元不够，还缺 616.80 元"
    assert "缺 616.80 元" in drawing.svg


def test_line_of_the_income_ends_above_the_words_under_the_bar() -> None:
    svg = drawn(KIND, SHORT, "zh-hans").svg
    line = re.search(r'd="M[0-9.]+ ([0-9.]+)v([0-9]+)"', svg)
    words = re.search(r'y="([0-9.]+)"[^>]*>缺 616.80 元', svg)

    assert line
    assert words
    assert float(line[1]) + float(line[2]) + LINE_END <= float(words[1]) - LETTER_HEIGHT


def test_family_and_wants_are_parts_of_their_own() -> None:
    given = MonthBar(
        income=Decimal(4600), essentials=Decimal(2900), debts=Decimal(1000), instalment=Decimal(0),
        family=Decimal(500), wants=Decimal(150),
    )  # fmt: skip
    drawing = drawn(KIND, given, "zh-hans")

    assert values(drawing) == cells(drawing, 1) == [2900, 1000, 500, 150, 50]
    assert [name for _fill, name in drawing.key][2:] == ["给家里：500 元", "想要的：150 元", "剩下：50 元"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("income=8000 essentials=4500", "write instalment=, or amount=, rate= and count= together"),
        ("income=8000 essentials=4500 amount=1000 rate=12", "write instalment=, or amount=, rate= and count= together"),
        ("income=8000 essentials=4500 instalment=1 amount=1 rate=1 count=1", "write either instalment="),
        ("income=0 essentials=4500 instalment=1", 'income cannot be "0". Write an amount like'),
    ],
)
def test_a_month_without_a_loan_is_refused(arguments, says) -> None:
    assert says in refused(KIND, arguments)
