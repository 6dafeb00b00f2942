"""Late: what days late cost is the loan mathematics' penalty interest."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.late import KIND, Late
from courses.catalog.drawings.registry import drawn
from courses.loans.lateness.arrears import penalty_interest
from tests.catalog.drawings.reading import cells, refused, values

LESSON = Late(
    principal=Decimal(1000), rate=Decimal(18), multiple=Decimal("1.5"), fee=Decimal(50), balance=Decimal(8000)
)
PLAIN = Late(principal=Decimal(1000), rate=Decimal(18), days=(1, 30))
EXAMPLES = (LESSON, PLAIN)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_costs_are_the_penalty_interest_of_the_loan_mathematics(language) -> None:
    drawing = drawn(KIND, LESSON, language)
    of = [penalty_interest(principal=Decimal(1000), annual_rate=Decimal("0.27"), days=days) for days in (1, 7, 30, 90)]
    whole = penalty_interest(principal=Decimal(8000), annual_rate=Decimal("0.27"), days=30)

    assert of == [Decimal("0.74"), Decimal("5.18"), Decimal("22.19"), Decimal("66.58")]
    assert values(drawing) == [*of, of[2], 50, whole]
    assert cells(drawing, 1) == [*of, of[2] + 50, whole]


def test_fills_are_named_when_there_is_more_than_one() -> None:
    assert [fill for fill, _ in drawn(KIND, LESSON, "en").key] == ["fw", "fk", "fr"]
    assert drawn(KIND, PLAIN, "en").key == ()


def test_caption_says_what_to_fear() -> None:
    assert "全部提前到期" in drawn(KIND, LESSON, "zh-hans").caption
    assert drawn(KIND, PLAIN, "en").caption == "Every day late costs a little more"


def test_wrong_days_are_refused() -> None:
    said = refused(KIND, "principal=1000 rate=18 days=1,never")

    assert said.startswith('days cannot be "1,never". Write up to five numbers of days like 1,7,30,90')
