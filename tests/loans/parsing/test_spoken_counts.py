"""Numbers of payments as people say them in both languages: read, asked about, or refused."""

import pytest

from courses.loans.money import read_count
from courses.loans.schedules.flows import Interval
from tests.loans.parsing.problems import problem_of


# Numbers of payments
@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("12期", "month", 12),
        ("十二期", "month", 12),
        ("分12期", "month", 12),
        ("12笔", "month", 12),
        ("12次", "month", 12),
        ("12 payments", "month", 12),
        ("12 months", "month", 12),
        ("36个月", "month", 36),
        ("一个月", "month", 1),
        ("一年", "month", 12),
        ("半年", "month", 6),
        ("一年半", "month", 18),
        ("1.5年", "month", 18),
        ("3年", "month", 36),
        ("两年", "month", 24),
        ("a year", "month", 12),
        ("3 years", "month", 36),
        ("half a year", "month", 6),
        ("一年期", "month", 12),
        ("2年6个月", "month", 30),
        ("1年零3个月", "month", 15),
        ("one year and 3 months", "month", 15),
        ("36m", "month", 36),
        ("two years", "month", 24),
        ("twelve", "month", 12),
        ("廿四期", "month", 24),
        ("12x", "month", 12),
        ("一次性", "month", 1),
        ("到期一次还清", "week", 1),
        ("lump sum", "year", 1),
        ("一年", "week", 52),
        ("半年", "two_weeks", 13),
        ("3年", "quarter", 12),
        ("3年", "year", 3),
        ("１２期", "month", 12),
    ],
)
def test_count_is_read(text, unit, count) -> None:
    assert read_count(text, unit=Interval(unit)) == count


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("52周", "month", {"count": 12, "value": 52, "length": "week"}),
        ("12个月", "week", {"count": 52, "value": 12, "length": "month"}),
        ("4个季度", "month", {"count": 12, "value": 4, "length": "quarter"}),
        ("30天", "month", {"value": 30, "length": "day"}),
    ],
)
def test_count_in_another_interval_is_asked_for(text, unit, numbers) -> None:
    problem = problem_of(lambda: read_count(text, unit=Interval(unit)))

    assert (problem.code, dict(problem.numbers)) == ("unit_conflict", numbers)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大概12期", "not_exact"),
        ("about 12", "not_exact"),
        ("12期以上", "not_exact"),
        ("12-24", "range"),
        ("没有", "not_a_number"),
        ("半个月", "unit_conflict"),
        ("100年", "too_large"),
        ("半", "not_a_number"),
    ],
)
def test_count_that_is_not_exact_says_why(text, code) -> None:
    assert problem_of(lambda: read_count(text, unit=Interval.MONTH)).code == code
