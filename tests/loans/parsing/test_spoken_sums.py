"""Sums of money as people say them in both languages: read, asked about, or refused."""

from decimal import Decimal

import pytest

from courses.loans.money import Hedge, read_amount, read_count, read_rate
from tests.loans.parsing.problems import problem_of

MONTHLY = ("month",)


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
    assert problem_of(lambda: read_amount(text)).code == "period_not_here"


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
    problem = problem_of(lambda: read_amount(text, periods=MONTHLY))

    assert (problem.code, problem.numbers["monthly"]) == ("other_period", Decimal(monthly))


def test_sum_for_a_day_is_not_turned_into_months() -> None:
    assert problem_of(lambda: read_amount("200/天", periods=MONTHLY)).code == "period_not_here"


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
    problem = problem_of(lambda: read_amount(text))

    assert (problem.code, problem.numbers) == ("range", {"a": a, "b": b})


@pytest.mark.parametrize(
    ("text", "a", "b"), [("一万五", 15000, 10005), ("1w5", 15000, 10005), ("8k5", 8500, 8005), ("18,25", "18.25", 1825)]
)
def test_sum_with_two_readings_is_asked_for(text, a, b) -> None:
    problem = problem_of(lambda: read_amount(text))

    assert (problem.code, problem.numbers) == ("ambiguous", {"a": Decimal(a), "b": Decimal(b)})


@pytest.mark.parametrize("text", ["不知道", "不清楚", "unknown", "don’t know", "?", "？？", "n/a"])
def test_box_that_says_not_known_is_not_nothing(text) -> None:
    for read in (read_amount, read_rate, read_count):
        assert problem_of(lambda read=read: read(text)).code == "said_unknown"


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
    assert problem_of(lambda: read_amount(text)).code == "not_a_number"
