"""Reading a number that a learner types as an answer."""

import pytest

from courses.catalog.arithmetic.typed_numbers import NumberNotRead, read_number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("18.25", "18.25"), ("18.25%", "18.25"), ("18.25 %", "18.25"), ("１８．２５％", "18.25"), ("1,000", "1000"),
        ("1.2万", "12000"), ("1.2 万元", "12000"), ("¥1,000", "1000"), ("1000元", "1000"), ("12 months", "12"),
        ("12个月", "12"), (" 7 ", "7"), ("0", "0"), ("10.50", "10.5"),
    ],
)  # fmt: skip
def test_number_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert str(format(read_number(typed), "f")) == read


@pytest.mark.parametrize("typed", ["", "   ", "abc", "-1", "1.234", "NaN", "1e5", "%"])
def test_number_that_cannot_be_read_is_refused_with_a_code(typed: str) -> None:
    with pytest.raises(NumberNotRead) as refusal:
        read_number(typed)

    assert refusal.value.code
