"""Sums, rates and numbers of payments as people say them in both languages: read, asked about, or refused."""

from decimal import Decimal

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.money import Hedge, RateUnit, read_amount, read_count, read_rate
from courses.loans.schedules.flows import Interval

MONTHLY = ("month",)


def _problem(call) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        call()
    return caught.value


# Sums


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8k", 8000),
        ("8K", 8000),
        ("4.5k", 4500),
        ("1.2w", 12000),
        ("2W", 20000),
        ("１.２Ｗ", 12000),
        ("5kw", 50000000),
        ("8千", 8000),
        ("8 千", 8000),
        ("1.2 万", 12000),
        ("1w2k", 12000),
        ("1万2k", 12000),
        ("两万", 20000),
        ("一万五千", 15000),
        ("10 thousand", 10000),
        ("1 million", 1000000),
        ("1.5萬", 15000),
        ("没有", 0),
        ("沒有", 0),
        ("没", 0),
        ("无", 0),
        ("暂无", 0),
        ("零", 0),
        ("〇", 0),
        ("none", 0),
        ("nil", 0),
        ("None", 0),
        ("没有收入", 0),
        ("无债务", 0),
        ("nothing", 0),
        ("zero", 0),
        ("8000块", 8000),
        ("8000块钱", 8000),
        ("8千元", 8000),
        ("RMB8k", 8000),
        ("8k RMB", 8000),
        ("8,000 yuan", 8000),
        ("人民币8000元", 8000),
        ("8千塊錢", 8000),
        ("8千元。", 8000),
        ("工资8000", 8000),
        ("收入：8k", 8000),
        ("3块5", "3.5"),
        ("三块五毛", "3.5"),
        ("50元5角", "50.5"),
        ("两毛", "0.2"),
        ("6块6毛6分", "6.66"),
        ("eight thousand", 8000),
        ("twenty-five hundred", 2500),
        ("8 grand", 8000),
    ],
)
def test_sum_is_read(text, value) -> None:
    read = read_amount(text)

    assert (read.value, read.hedge, read.per) == (Decimal(value), None, None)


@pytest.mark.parametrize(
    "text",
    [
        "8000/月",
        "8000元/月",
        "每月8000",
        "每个月8000元",
        "8000一个月",
        "月薪8000",
        "月收入8k",
        "8000 a month",
        "8k monthly",
        "8000 per month",
        "8000/mo",
        "8000 p.m.",
        "我一个月8000",
        "工资每月8000",
    ],
)
def test_sum_for_a_month_is_read_where_months_are_asked_for(text) -> None:
    assert (read_amount(text, periods=MONTHLY).value, read_amount(text, periods=MONTHLY).per) == (8000, "month")
    assert _problem(lambda: read_amount(text)).code == "period_not_here"


@pytest.mark.parametrize(
    ("text", "monthly"),
    [
        ("年薪10万", "8333.33"),
        ("96000/年", "8000"),
        ("96,000 a year", "8000"),
        ("500/周", "2166.67"),
        ("600 weekly", "2600"),
        ("3000/季度", "1000"),
    ],
)
def test_sum_for_another_time_says_what_it_comes_to_a_month(text, monthly) -> None:
    problem = _problem(lambda: read_amount(text, periods=MONTHLY))

    assert (problem.code, problem.numbers["monthly"]) == ("other_period", Decimal(monthly))


def test_sum_for_a_day_is_not_turned_into_months() -> None:
    assert _problem(lambda: read_amount("200/天", periods=MONTHLY)).code == "period_not_here"


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        *(
            (text, Hedge.ABOUT)
            for text in ["约8000", "大约8000元", "大概8k", "8000左右", "8000元左右", "about 8000", "~8000"]
        ),
        *(
            (text, Hedge.AT_LEAST)
            for text in ["8000以上", "8000多", "8000多元", "8000+", "至少8000", "8千起", "over 8000"]
        ),
        *(
            (text, Hedge.AT_MOST)
            for text in ["不到8000", "不高于8000", "快8000", "8000以内", "最多8千元", "up to 8000", "less than ¥8000"]
        ),
        ("大概8000以上", Hedge.ABOUT),
    ],
)
def test_rough_sum_is_read_and_called_rough(text, hedge) -> None:
    assert (read_amount(text).value, read_amount(text).hedge) == (8000, hedge)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("8000-10000", 8000, 10000),
        ("8000~10000", 8000, 10000),
        ("8千到1万", 8000, 10000),
        ("1-2万", 10000, 20000),
        ("8k-10k", 8000, 10000),
        ("8000 to 9000", 8000, 9000),
        ("¥8000–¥9000", 8000, 9000),
        ("8000或9000", 8000, 9000),
        ("五六千", 5000, 6000),
        ("一两千块", 1000, 2000),
        ("三四万", 30000, 40000),
        ("1万到1万5", 10000, 15000),
        ("five or six thousand", 5000, 6000),
    ],
)
def test_sum_between_two_figures_is_asked_for(text, a, b) -> None:
    problem = _problem(lambda: read_amount(text))

    assert (problem.code, problem.numbers) == ("range", {"a": a, "b": b})


@pytest.mark.parametrize(
    ("text", "a", "b"), [("一万五", 15000, 10005), ("1w5", 15000, 10005), ("8k5", 8500, 8005), ("18,25", "18.25", 1825)]
)
def test_sum_with_two_readings_is_asked_for(text, a, b) -> None:
    problem = _problem(lambda: read_amount(text))

    assert (problem.code, problem.numbers) == ("ambiguous", {"a": Decimal(a), "b": Decimal(b)})


@pytest.mark.parametrize("text", ["不知道", "不清楚", "unknown", "don’t know", "?", "？？", "n/a"])
def test_box_that_says_not_known_is_not_nothing(text) -> None:
    for read in (read_amount, read_rate, read_count):
        assert _problem(lambda read=read: read(text)).code == "said_unknown"


@pytest.mark.parametrize(
    "text",
    [
        "几千",
        "十来万",
        "万五",
        "8m",
        "8000+500",
        "8000 500",
        "wk",
        "k",
        "8kk",
        "-",
        "/",
        "有",
        "8%",
        "8000税后",
        "六五千",
        "5分钱",
        "收入没有8000",
    ],
)
def test_sum_that_is_none_is_refused(text) -> None:
    assert _problem(lambda: read_amount(text)).code == "not_a_number"


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
    problem = _problem(lambda: read_rate(text))

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
    problem = _problem(lambda: read_rate(text))

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
    problem = _problem(lambda: read_rate(text, is_flat=is_flat))

    assert (problem.code, problem.numbers["units"]) == ("unit_needed", units)


def test_instalment_is_a_period_of_its_own_where_payments_are_not_monthly() -> None:
    assert _problem(lambda: read_rate("1.5", per_year=52)).numbers["units"] == ("instalment", "month", "year")


def test_no_period_is_asked_for_where_it_changes_nothing() -> None:
    assert read_rate("0", is_flat=True).value == read_rate("0%").value == 0


@pytest.mark.parametrize("per_year", [12, 26, 4])
def test_rate_a_week_is_an_instalment_only_of_weekly_payments(per_year) -> None:
    assert _problem(lambda: read_rate("周息2%", per_year=per_year)).code == "rate_period"
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
    assert _problem(lambda: read_rate(text)).code == code


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
    problem = _problem(lambda: read_count(text, unit=Interval(unit)))

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
    assert _problem(lambda: read_count(text, unit=Interval.MONTH)).code == code
