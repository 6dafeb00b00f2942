"""Register: the years begin when the debt is paid off, and never while it is not."""

import datetime

import pytest

from courses.catalog.drawings.kinds.register import KIND, Register
from courses.catalog.drawings.registry import drawn
from tests.catalog.drawings.reading import refused, values

LESSON = Register(late=datetime.date(2026, 3, 1), paid=datetime.date(2026, 9, 1), keep=5)
LONG = Register(late=datetime.date(2020, 12, 1), paid=datetime.date(2026, 12, 1), keep=5)
EXAMPLES = (LESSON, LONG)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_years_count_from_the_day_of_payment(language) -> None:
    drawing = drawn(KIND, LESSON, language)

    assert LESSON.gone == datetime.date(2031, 9, 1)
    assert values(drawing) == [6, 60]  # months late, months kept
    assert any("2031" in cell for row in drawing.table.rows for cell in row)


def test_words_say_that_without_payment_nothing_begins() -> None:
    drawing = drawn(KIND, LESSON, "zh-hans")

    assert drawing.caption == "从还清那天起，才开始算这 5 年"
    assert ("该删掉", "2031 年 9 月") in drawing.table.rows
    assert "这 5 年没开始算" in drawing.svg


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("late=2026-09 paid=2026-03 keep=5", "paid must not be before late"),
        ("late=2026-13 paid=2026-03 keep=5", 'late cannot be "2026-13" (this is no month). Write a month like 2026-03'),
        ("late=2010-01 paid=2026-03 keep=5", "more than 8 years"),
    ],
)
def test_impossible_times_are_refused(arguments, says) -> None:
    assert says in refused(KIND, arguments)
