"""Month strip: each month with the income as it is and with less, and what becomes of the savings."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.month_strip import KIND, MonthStrip
from courses.catalog.drawings.registry import drawn
from tests.catalog.drawings.reading import cells, values

HOUSE = MonthStrip(
    income=Decimal(8000),
    essentials=Decimal(4500),
    debts=Decimal(1200),
    savings=Decimal(6000),
    amount=Decimal(10000),
    rate=Decimal(18),
    count=12,
)
EMPTIED = MonthStrip(
    income=Decimal(6000),
    essentials=Decimal(4000),
    savings=Decimal(700),
    instalment=Decimal(1100),
    count=4,
    months=6,
    drop=Decimal(20),
)
SAFE = MonthStrip(income=Decimal(8000), essentials=Decimal(3000), instalment=Decimal(500), drop=Decimal(10))
EXAMPLES = (HOUSE, EMPTIED, SAFE)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_both_strips_are_the_figures_of_the_table(language) -> None:
    drawing = drawn(KIND, HOUSE, language)

    assert values(drawing) == cells(drawing, 1) + cells(drawing, 2)
    assert cells(drawing, 1)[:11] == [Decimal("1383.20")] * 11
    assert cells(drawing, 2)[0] == Decimal("-216.80")


def test_savings_fill_the_gap_as_long_as_they_last() -> None:
    house, emptied = drawn(KIND, HOUSE, "zh-hans"), drawn(KIND, EMPTIED, "zh-hans")

    assert house.caption == "收入少 20%，12 个月一共缺 2,601.61 元"
    assert house.note == "积蓄 6,000 元，补完还剩 3,398.39 元。"
    assert cells(emptied, 2) == [-300, -300, -300, -300, 800, 800]  # the loan ends after four months
    assert cells(emptied, 3) == [400, 100, 0, 0, 0, 0]
    assert emptied.note == "积蓄 700 元拿来补，第 3 个月用完。"


def test_nothing_is_missing_when_every_month_has_something_left() -> None:
    drawing = drawn(KIND, SAFE, "en")

    assert drawing.caption == "Even with 10% less income, something is left every month"
    assert [fill for fill, _ in drawing.key] == ["fb0"]
