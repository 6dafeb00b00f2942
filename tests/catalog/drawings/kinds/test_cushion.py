"""Cushion: savings are never shown to last longer than they do."""

from decimal import Decimal

import pytest

from courses.catalog.drawings.kinds.cushion import KIND, Cushion
from courses.catalog.drawings.registry import drawn
from tests.catalog.drawings.reading import cells, refused, values

THIN = Cushion(savings=Decimal(6000), spending=Decimal("6616.80"), target=3, saving=Decimal(400))
FULL = Cushion(savings=Decimal(9000), spending=Decimal(3000), target=3)
NONE = Cushion(savings=Decimal(0), spending=Decimal(3000), target=6)
SOME = Cushion(savings=Decimal(6000), spending=Decimal("6616.80"), target=3)
EXAMPLES = (THIN, FULL, NONE, SOME)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_boxes_are_filled_with_the_savings(language) -> None:
    drawing = drawn(KIND, THIN, language)

    assert values(drawing) == [6000]
    assert cells(drawing, 1) == [6000, Decimal("6616.80"), Decimal("0.9"), 3, Decimal("13850.40"), 400, 35]
    assert values(drawn(KIND, FULL, language)) == [3000, 3000, 3000]
    assert values(drawn(KIND, NONE, language)) == []


def test_captions_say_what_is_missing_and_how_long_it_takes() -> None:
    assert drawn(KIND, THIN, "zh-hans").caption == "每月存 400 元，35 个月后存够"
    assert drawn(KIND, FULL, "zh-hans").caption == "积蓄能撑 3 个月，够了"
    assert drawn(KIND, SOME, "zh-hans").caption == "积蓄能撑将近一个月，离 3 个月还差 13,850.40 元"
    assert drawn(KIND, NONE, "en").caption == "No savings yet: ¥18,000 is missing for 6 months"


def test_savings_just_short_of_a_month_do_not_last_one() -> None:
    almost = Cushion(savings=Decimal("2999.99"), spending=Decimal(3000), target=1)

    assert almost.lasts == Decimal("0.9")


def test_too_many_months_are_refused() -> None:
    assert 'target cannot be "12". Write a whole number of months from 1 to 6' in refused(
        KIND, "savings=1 spending=1 target=12"
    )
