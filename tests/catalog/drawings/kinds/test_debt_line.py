"""Debt line: each line is the balance of a schedule, and the longer one costs more interest."""

from decimal import Decimal

import pytest
from django.utils import translation

from courses.catalog.drawings.kinds.debt_line import KIND, DebtLine, Path, draw_paths
from courses.catalog.drawings.registry import drawn
from courses.loans.schedules.schedule import equal_instalments
from tests.catalog.drawings.reading import cells, figure, refused, series

TERMS = DebtLine(amount=Decimal(10000), rate=Decimal(18), counts=(12, 24))
THREE = DebtLine(amount=Decimal(10000), rate=Decimal(18), counts=(6, 12, 36))
EXAMPLES = (TERMS, THREE)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_lines_are_the_balances_of_the_schedules(language) -> None:
    drawing = drawn(KIND, TERMS, language)
    schedules = [equal_instalments(Decimal(10000), Decimal("0.015"), count) for count in (12, 24)]

    assert series(drawing) == [[10000, *(line.balance for line in one.instalments)] for one in schedules]
    assert (
        cells(drawing, 1) == [one.instalments[0].payment for one in schedules] == [Decimal("916.80"), Decimal("499.24")]
    )
    assert cells(drawing, 2) == [one.interest for one in schedules] == [Decimal("1001.61"), Decimal("1981.78")]
    assert cells(drawing, 3) == [12, 24]


def test_caption_says_what_the_longer_term_costs() -> None:
    assert drawn(KIND, TERMS, "zh-hans").caption == "24 期，每期轻一些，利息比 12 期多付 980.17 元"


def test_plans_of_an_exercise_are_drawn_with_their_own_names() -> None:
    paths = (
        Path("Smallest first", (Decimal(900), Decimal(500), Decimal(0)), Decimal(450), Decimal(30)),
        Path("Dearest first", (Decimal(900), Decimal(450), Decimal(0)), Decimal(450), Decimal(20)),
    )

    with translation.override("en"):
        drawing = draw_paths(paths, "Dearest first costs less", "Two debts")

    assert series(drawing) == [[900, 500, 0], [900, 450, 0]]
    assert [figure(row[2]) for row in drawing.table.rows] == [30, 20]
    assert "Smallest first: ¥450 each, ¥30 interest in all" in drawing.text


def test_one_term_alone_is_refused() -> None:
    assert 'counts cannot be "12". Write two or three numbers' in refused(KIND, "amount=1000 rate=12 counts=12")
