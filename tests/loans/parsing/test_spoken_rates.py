"""Rates as people say them in both languages: read, doubted, asked about, or refused."""

from decimal import Decimal

import pytest

from courses.loans.money import Hedge, RateUnit, read_rate
from tests.loans.parsing.problems import problem_of


# Rates
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("日息万五", "0.0005", "day"),
        ("日利万五", "0.0005", "day"),
        ("日万3", "0.0003", "day"),
        ("月利3%", "0.03", "month"),
        ("月利率3%", "0.03", "month"),
        ("月息1.5分", "0.015", "month"),
        ("月息一分半", "0.015", "month"),
        ("月3分利", "0.03", "month"),
        ("一个月3分利", "0.03", "month"),
        ("年息1分5", "0.15", "year"),
        ("3%月息", "0.03", "month"),
        ("千分之五/月", "0.005", "month"),
        ("24% APR", "0.24", "year"),
        ("APR 24%", "0.24", "year"),
        ("APR: 24%", "0.24", "year"),
        ("24% a year", "0.24", "year"),
        ("24% p.a.", "0.24", "year"),
        ("24%pa", "0.24", "year"),
        ("24% per annum", "0.24", "year"),
        ("24% yearly", "0.24", "year"),
        ("年化24%", "0.24", "year"),
        ("24%年化", "0.24", "year"),
        ("综合年化利率24%", "0.24", "year"),
        ("年利率 24%", "0.24", "year"),
        ("24% interest a year", "0.24", "year"),
        ("2% p.a.", "0.02", "year"),
        ("1.5% pm", "0.015", "month"),
        ("1.5% p.m.", "0.015", "month"),
        ("1.5% per month", "0.015", "month"),
        ("1.5% monthly", "0.015", "month"),
        ("monthly 1.5%", "0.015", "month"),
        ("1.5/月", "0.015", "month"),
        ("0.05%/day", "0.0005", "day"),
        ("0.05% daily", "0.0005", "day"),
        ("每天0.05%", "0.0005", "day"),
        ("每天万分之五", "0.0005", "day"),
        ("每期费率0.6%", "0.006", "instalment"),
        ("0.6%/期", "0.006", "instalment"),
        ("免息", "0", "year"),
        ("无息", "0", "year"),
        ("interest-free", "0", "year"),
        ("每1000元每天0.5元", "0.0005", "day"),
        ("每万元每天5元", "0.0005", "day"),
        ("1万一天5块", "0.0005", "day"),
        ("万元日息5元", "0.0005", "day"),
        ("每天每万元5元", "0.0005", "day"),
        ("每百元每月2元", "0.02", "month"),
        ("每千元每天5毛", "0.0005", "day"),
        ("借1万元每月还150元", "0.015", "month"),
        ("5 a day per 10,000", "0.0005", "day"),
        ("0.5 per 1000 per day", "0.0005", "day"),
        ("5 yuan a day on 10000", "0.0005", "day"),
        ("2 per 100 a month", "0.02", "month"),
        ("年化利率（单利）18%", "0.18", "year"),
        ("24%（年化）", "0.24", "year"),
        ("年化综合资金成本24%", "0.24", "year"),
        ("IRR 18%", "0.18", "year"),
        ("1.5%/m", "0.015", "month"),
        ("18%/y", "0.18", "year"),
        ("1.5 pcm", "0.015", "month"),
        ("1000元每天利息0.5", "0.0005", "day"),
        ("1万块一天2块5", "0.00025", "day"),
        ("每百元每天5分", "0.0005", "day"),
        ("每万元每月利息100", "0.01", "month"),
        ("18", "0.18", "year"),
        ("１８％", "0.18", "year"),
        ("3.65", "0.0365", "year"),
        ("百分之十八", "0.18", "year"),
    ],
)
def test_rate_is_read(text, value, unit) -> None:
    read = read_rate(text)

    assert (read.value, read.unit, read.hedge, read.by_custom) == (Decimal(value), unit, None, False)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("万5", "0.0005", "day"),
        ("万五", "0.0005", "day"),
        ("万3", "0.0003", "day"),
        ("万3.5", "0.00035", "day"),
        ("3分利", "0.03", "month"),
        ("三分利", "0.03", "month"),
        ("三分利息", "0.03", "month"),
        ("利息3分", "0.03", "month"),
        ("3厘利息", "0.003", "month"),
    ],
)
def test_rate_whose_period_is_meant_by_custom_is_read_and_doubted(text, value, unit) -> None:
    read = read_rate(text)

    assert (read.value, read.unit, read.by_custom) == (Decimal(value), unit, True)


def test_period_chosen_or_named_holds_over_custom() -> None:
    assert read_rate("3分利", unit=RateUnit.YEAR).value == Decimal("0.3")
    assert not read_rate("3分利", unit=RateUnit.YEAR).by_custom
    assert read_rate("年息3分利").value == Decimal("0.3")


@pytest.mark.parametrize(
    ("text", "hedge", "value"),
    [
        ("7.2%起", Hedge.AT_LEAST, "0.072"),
        ("年化7.2%起", Hedge.AT_LEAST, "0.072"),
        ("低至7.2%", Hedge.AT_LEAST, "0.072"),
        ("from 7.2%", Hedge.AT_LEAST, "0.072"),
        ("最低年化7.2%", Hedge.AT_LEAST, "0.072"),
        ("about 12", Hedge.ABOUT, "0.12"),
        ("约18%", Hedge.ABOUT, "0.18"),
        ("年化约18%", Hedge.ABOUT, "0.18"),
        ("18%左右", Hedge.ABOUT, "0.18"),
        ("18%以上", Hedge.AT_LEAST, "0.18"),
        ("不到24%", Hedge.AT_MOST, "0.24"),
        ("up to 24% a year", Hedge.AT_MOST, "0.24"),
    ],
)
def test_rough_rate_is_read_and_called_rough(text, hedge, value) -> None:
    read = read_rate(text)

    assert (read.value, read.unit, read.hedge) == (Decimal(value), "year", hedge)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("18,25", {"a": "0.1825", "b": "18.25"}),
        ("0,05%/天", {"a": "0.0005", "b": "0.05", "unit": "day"}),
        ("月息1,5分", {"a": "0.015", "b": "0.15", "unit": "month"}),
    ],
)
def test_rate_with_two_readings_keeps_the_period_of_its_text(text, numbers) -> None:
    problem = problem_of(lambda: read_rate(text))

    assert problem.code == "ambiguous"
    assert {name: str(value) if name == "unit" else Decimal(value) for name, value in problem.numbers.items()} == {
        name: value if name == "unit" else Decimal(value) for name, value in numbers.items()
    }


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("7.2%-24%", {"a": "0.072", "b": "0.24"}),
        ("7.2-24%", {"a": "0.072", "b": "0.24"}),
        ("7.2%~24% p.a.", {"a": "0.072", "b": "0.24", "unit": "year"}),
        ("年化7.2%到24%", {"a": "0.072", "b": "0.24", "unit": "year"}),
        ("月息1-2分", {"a": "0.01", "b": "0.02", "unit": "month"}),
        ("日息万三至万五", {"a": "0.0003", "b": "0.0005", "unit": "day"}),
    ],
)
def test_rate_between_two_figures_is_asked_for(text, numbers) -> None:
    problem = problem_of(lambda: read_rate(text))

    assert problem.code == "range"
    assert {name: str(value) for name, value in problem.numbers.items() if name == "unit"} == {
        name: value for name, value in numbers.items() if name == "unit"
    }
    assert [problem.numbers[name] for name in "ab"] == [Decimal(numbers[name]) for name in "ab"]


FLAT = ("instalment", "month", "year")
LI = ("day", "month", "year")


@pytest.mark.parametrize(
    ("text", "is_flat", "units"),
    [
        ("0.75", True, FLAT),
        ("0.6", True, FLAT),
        ("1", True, FLAT),
        ("18", True, FLAT),
        ("0.6%", True, FLAT),
        ("万5", True, FLAT),
        ("3个点", True, FLAT),
        ("0.75", False, LI),
        ("1.5", False, ("month", "year")),
        ("3", False, ("month", "year")),
        ("3个点", False, ("month", "year")),
        ("3点", False, ("month", "year")),
        ("15个点", False, ("month", "year")),
        ("8厘", False, LI),
        ("2分", False, LI),
        ("一分五", False, LI),
        ("万分之五", False, LI),
        ("千3", False, LI),
        ("百分之二", False, ("month", "year")),
        ("每1000元20元", False, ("month", "year")),
    ],
)
def test_period_is_asked_for_and_never_guessed(text, is_flat, units) -> None:
    problem = problem_of(lambda: read_rate(text, is_flat=is_flat))

    assert (problem.code, problem.numbers["units"]) == ("unit_needed", units)


def test_instalment_is_a_period_of_its_own_where_payments_are_not_monthly() -> None:
    assert problem_of(lambda: read_rate("1.5", per_year=52)).numbers["units"] == ("instalment", "month", "year")


def test_no_period_is_asked_for_where_it_changes_nothing() -> None:
    assert read_rate("0", is_flat=True).value == read_rate("0%").value == 0


@pytest.mark.parametrize("per_year", [12, 26, 4])
def test_rate_a_week_is_an_instalment_only_of_weekly_payments(per_year) -> None:
    assert problem_of(lambda: read_rate("周息2%", per_year=per_year)).code == "rate_period"
    assert read_rate("2% a week", per_year=52).unit == "instalment"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("没有", "no_rate"),
        ("none", "no_rate"),
        ("12元", "sum_not_rate"),
        ("24% EAR", "not_a_number"),
        ("月息1%/年", "unit_conflict"),
        ("年化24%/月", "unit_conflict"),
        ("-1%", "negative"),
        ("0.6% flat", "not_a_number"),
        ("每0元每天5元", "sum_not_rate"),
        ("10 or so many", "not_a_number"),
    ],
)
def test_rate_that_cannot_be_read_says_why(text, code) -> None:
    assert problem_of(lambda: read_rate(text)).code == code
