"""Typed rates and numbers of payments: every row of the reading table."""

from decimal import Decimal

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.money import RateUnit, read_count, read_rate
from courses.loans.schedules.flows import Interval
from tests.loans.refusals import refused


# Rates
@pytest.mark.parametrize(
    ("text", "unit", "value", "read_as"),
    [
        ("12", None, "0.12", "year"),
        ("12%", None, "0.12", "year"),
        ("12％", "year", "0.12", "year"),
        ("0.6", "month", "0.006", "month"),
        ("0.05%/天", None, "0.0005", "day"),
        ("日息万分之五", None, "0.0005", "day"),
        ("日利率0.05%", None, "0.0005", "day"),
        ("万分之五", "day", "0.0005", "day"),
        ("5‱", "day", "0.0005", "day"),
        ("5‰", "month", "0.005", "month"),
        ("月息8厘", None, "0.008", "month"),
        ("8厘", "year", "0.08", "year"),
        ("8厘", "day", "0.0008", "day"),
        ("月息2分", None, "0.02", "month"),
        ("月息1分2厘", None, "0.012", "month"),
        ("月息一分五", None, "0.015", "month"),
        ("年息1分", "year", "0.1", "year"),
        ("百分之十二", None, "0.12", "year"),
        ("百分之三点六五", None, "0.0365", "year"),
        ("千分之六", "month", "0.006", "month"),
        ("3个点", "year", "0.03", "year"),
        ("年化利率18.25%", None, "0.1825", "year"),
        ("每期0.6%", None, "0.006", "instalment"),
        ("0.6%每期", None, "0.006", "instalment"),
        ("12% a year", None, "0.12", "year"),
        ("12% p.a.", None, "0.12", "year"),
        ("0.5 % per month", "month", "0.005", "month"),
        ("0.05%/day", None, "0.0005", "day"),
        ("0", None, "0", "year"),
    ],
)
def test_rate_is_read(text, unit, value, read_as) -> None:
    typed = read_rate(text, unit=unit)

    assert (typed.value, typed.unit, typed.doubt, typed.text) == (Decimal(value), read_as, None, text)


@pytest.mark.parametrize(
    ("text", "unit", "per_year", "value", "doubt"),
    [
        ("0.12", "year", 12, "0.0012", "very_low"),
        ("0.006", "month", 12, "0.00006", "very_low"),
        ("0.5", "year", 12, "0.005", None),
        ("0.01", "instalment", 52, "0.0001", None),
        ("0.01", "instalment", 12, "0.0001", "very_low"),
        ("100", "year", 12, "1", None),
        ("100.01", "year", 12, "1.0001", "very_high"),
        ("1", "day", 12, "0.01", "very_high"),
        ("2", "instalment", 52, "0.02", "very_high"),
        ("10000", "year", 12, "100", "very_high"),
    ],
)
def test_rate_that_looks_like_a_slip_is_doubted(text, unit, per_year, value, doubt) -> None:
    typed = read_rate(text, unit=RateUnit(unit), per_year=per_year)

    assert (typed.value, typed.doubt) == (Decimal(value), doubt)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("万分之五", None, "unit_needed"),
        ("5‱", None, "unit_needed"),
        ("8厘", None, "unit_needed"),
        ("2分", None, "unit_needed"),
        ("8厘", "instalment", "unit_needed"),
        ("日息万分之五", "year", "unit_conflict"),
        ("0.6%/月", "day", "unit_conflict"),
        ("月息1%/年", None, "unit_conflict"),
        ("10001", "year", "too_large"),
        ("28", "day", "too_large"),
        ("1,5%", None, "ambiguous"),
        ("-3%", None, "negative"),
        ("百分之-3", None, "negative"),
        *(
            (text, None, "not_a_number")
            for text in ["abc", "年", "%", "%%", "12%%", "三分之一", "厘", "分", "10²%", "1e1"]
        ),
        ("", None, "empty"),
        ("1" * 41, None, "too_long"),
    ],
)
def test_rate_that_cannot_be_read_says_why(text, unit, code) -> None:
    assert refused(lambda: read_rate(text, unit=unit)) == ("rate", code)


def test_rate_with_two_readings_gives_both_as_fractions() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_rate("1,5%")

    assert caught.value.numbers == {"a": Decimal("0.015"), "b": Decimal("0.15")}


# Counts
@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12", None, 12),
        ("12期", None, 12),
        ("１２", None, 12),
        ("十二期", Interval.MONTH, 12),
        ("12个月", Interval.MONTH, 12),
        ("12个月", None, 12),
        ("52周", Interval.WEEK, 52),
        ("3个季度", Interval.QUARTER, 3),
        ("24 months", Interval.MONTH, 24),
        ("12 instalments", Interval.WEEK, 12),
        ("1,040", None, 1040),
    ],
)
def test_count_is_read(text, unit, value) -> None:
    assert read_count(text, unit=unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("1.5", None, "not_whole"),
        ("0", None, "too_small"),
        ("1041", None, "too_large"),
        ("1000000000", None, "too_large"),
        ("-1", None, "negative"),
        ("1,20", None, "ambiguous"),
        ("12周", Interval.MONTH, "unit_conflict"),
        ("12 months", Interval.WEEK, "unit_conflict"),
        ("月", None, "not_a_number"),
        ("a dozen", None, "not_a_number"),
        ("", None, "empty"),
        ("1" * 41, None, "too_long"),
    ],
)
def test_count_that_cannot_be_read_says_why(text, unit, code) -> None:
    assert refused(lambda: read_count(text, unit=unit)) == ("count", code)
