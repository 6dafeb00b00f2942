"""Split: interest and principal of every instalment are those of the schedule."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.split import KIND, SplitDrawing, SplitWay
from courses.catalog.drawings.registry import drawn
from courses.loans.schedules.schedule import equal_instalments, equal_principal
from tests.catalog.drawings.reading import cells, refused, series

YEAR = SplitDrawing(amount=Decimal(10000), rate=Decimal(18), count=12)
EQUAL_PRINCIPAL = SplitDrawing(amount=Decimal(6000), rate=Decimal(12), count=6, repayment=SplitWay.EQUAL_PRINCIPAL)
LONGEST = SplitDrawing(amount=Decimal("9999999.99"), rate=Decimal(24), count=36)
FLAT = SplitDrawing(amount=Decimal(12000), rate=Decimal("0.6"), count=12, repayment=SplitWay.FLAT_FEE)
EXAMPLES = (YEAR, EQUAL_PRINCIPAL, FLAT, LONGEST)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("given", "build"), [(YEAR, equal_instalments), (EQUAL_PRINCIPAL, equal_principal)])
def test_picture_and_table_are_the_schedule(language, given, build) -> None:
    schedule = build(given.amount, given.rate / 1200, given.count)
    drawing = drawn(KIND, given, language)
    lines = schedule.instalments

    owed, interest, principal = series(drawing)
    assert owed == [given.amount, *(line.balance for line in lines)]
    assert interest == cells(drawing, 1) == [line.interest for line in lines]
    assert principal == cells(drawing, 2) == [line.principal for line in lines]
    assert cells(drawing, 3) == owed[1:]


def test_a_flat_fee_does_not_shrink_with_the_debt() -> None:
    drawing = drawn(KIND, FLAT, "zh-hans")

    assert cells(drawing, 1) == [72] * 12
    assert cells(drawing, 2) == [1000] * 12
    assert drawing.caption == "欠的钱逐月变少，费用却不变"
    assert "12 期，每期还 1,072 元" in drawing.text
    assert "费用一共 864 元" in drawing.text


def test_figures_of_the_lesson_stand_in_the_words() -> None:
    drawing = drawn(KIND, YEAR, "zh-hans")

    assert drawing.key[0][1] == "利息：第 1 期 150 元，最后一期 13.55 元"
    assert "1,001.61 元" in drawing.text
    assert drawing.table.caption == "10,000 元，年化 18%，12 期，等额本息"


def test_too_many_instalments_are_refused() -> None:
    assert 'count cannot be "48". Write a whole number from 1 to 36' in refused(KIND, "amount=1000 rate=12 count=48")
