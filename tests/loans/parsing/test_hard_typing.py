"""Figures as they arrive from a tired hand or a chat: spaces, leftovers of a sentence, money where a rate belongs."""

from decimal import Decimal

import pytest

from courses.loans.errors import InvalidInput
from courses.loans.money import Hedge, read_amount, read_count, read_rate
from courses.loans.schedules.flows import Interval


def _problem(call) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        call()
    return caught.value


# Around a figure


@pytest.mark.parametrize("left", ["，", "、", "；", "!", ",", ";", "：", "。", " 。", "，\u200b"])
@pytest.mark.parametrize(
    ("text", "value"), [("8000", 8000), ("1.2万", 12000), ("8000元", 8000), ("8,000.50", "8000.50")]
)
def test_punctuation_left_behind_a_sum_says_nothing(text, value, left) -> None:
    assert read_amount(text + left).value == Decimal(value)


@pytest.mark.parametrize("left", ["，", "、", "；", ","])
@pytest.mark.parametrize("text", ["一万二", "1万5", "1w2", "三千五"])
def test_punctuation_hides_no_second_reading(text, left) -> None:
    assert _problem(lambda: read_amount(text + left)).code == "ambiguous"


@pytest.mark.parametrize("text", [",,", ";", "8000,,", "8000,;", "，", "(8000)", "8000-", "8,000,-"])
def test_punctuation_that_may_mean_something_is_refused(text) -> None:
    assert _problem(lambda: read_amount(text)).code == "not_a_number"


@pytest.mark.parametrize(
    "mark", ["\u202a", "\u202b", "\u202c", "\u2066", "\u2068", "\u2069", "\u061c", "\ufe0f", "\u200b"]
)
def test_invisible_marks_of_a_copied_figure_are_left_out(mark) -> None:
    assert read_amount(f"{mark}12,0{mark}00{mark}").value == 12000
    assert read_rate(f"{mark}18{mark}%{mark}").value == Decimal("0.18")


@pytest.mark.parametrize("mark", ["\u202d", "\u202e"])
def test_marks_that_turn_digits_around_are_refused(mark) -> None:
    assert _problem(lambda: read_amount(f"{mark}1200")).code == "not_a_number"


@pytest.mark.parametrize("text", ["8О00", "8o00", "l2000", "Ⅷ000", "８０О0", "8\u0585000", "1２\u04170"])
def test_letters_that_look_like_digits_are_refused(text) -> None:
    assert _problem(lambda: read_amount(text)).code == "not_a_number"
    assert _problem(lambda: read_rate(text)).code == "not_a_number"
    assert _problem(lambda: read_count(text)).code == "not_a_number"


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [("8000?", 8000, Hedge.ABOUT), ("1.2万？？", 12000, Hedge.ABOUT), ("税后8000", 8000, None),
     ("实发 8,000 元", 8000, None),
     ("没活", 0, None), ("没上班", 0, None), ("没工资", 0, None)],
)  # fmt: skip
def test_words_around_a_sum(text, value, hedge) -> None:
    read = read_amount(text)
    assert (read.value, read.hedge) == (value, hedge)


def test_pay_before_tax_is_not_what_reaches_somebody() -> None:
    assert _problem(lambda: read_amount("税前8000")).code == "not_a_number"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("日息 万分之 5", "0.0005", "day"), ("月息 1 分 5", "0.015", "month"), ("年 化 18", "0.18", "year"),
     ("百分之 十八", "0.18", "year"), ("日 利率 0.05 %", "0.0005", "day"), ("18﹪，", "0.18", "year")],
)  # fmt: skip
def test_spaces_between_the_words_of_a_rate_part_nothing(text, value, unit) -> None:
    read = read_rate(text)
    assert (str(read.value), read.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "count"),
    [("一 年 半", 18), ("1 年 3 个 月", 15), ("1年3月", 15), ("还剩12期", 12), ("剩下 12 期", 12), ("还有12期", 12),
     ("余12期", 12), ("x12", 12), ("×12", 12), ("12期，", 12)],
)  # fmt: skip
def test_number_of_payments_in_the_words_of_an_app(text, count) -> None:
    assert read_count(text, unit=Interval.MONTH) == count


@pytest.mark.parametrize(("text", "days"), [("半个月", 15), ("半月", 15), ("一个半月", 45), ("两个半月", 75)])
def test_half_months_are_days_and_not_rounded_to_payments(text, days) -> None:
    problem = _problem(lambda: read_count(text, unit=Interval.MONTH))
    assert (problem.code, problem.numbers["value"], problem.numbers["length"]) == ("unit_conflict", days, "day")
    assert read_count(text, unit=Interval.DAY) == days


# Money where a rate belongs


@pytest.mark.parametrize(
    "text",
    ["手续费1200", "利息1500", "每月150", "利息150", "服务费 800", "一天5块", "一天一块", "每天5元",
     "每月150元利息", "1200元",
     "¥300", "RMB 300", "月息100", "每期120", "120 per month", "fee 500"],
)  # fmt: skip
def test_sum_of_money_is_no_rate(text) -> None:
    assert _problem(lambda: read_rate(text)).code == "sum_not_rate"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("150", "1.5"),
        ("150%", "1.5"),
        ("年化150", "1.5"),
        ("年利率 120", "1.2"),
        ("150% APR", "1.5"),
        ("利息150%", "1.5"),
    ],
)
def test_rate_that_is_called_one_may_be_large(text, value) -> None:
    read = read_rate(text)
    assert (read.value, read.doubt) == (Decimal(value), "very_high")


@pytest.mark.parametrize(
    "text", ["1万一天5块", "每1000元每天0.5元", "一万一天五块", "1块一天1分钱", "5 a day on 10,000"]
)
def test_money_on_money_is_a_rate(text) -> None:
    assert read_rate(text).unit == "day"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("24/36", "0.24", "0.36"),
        ("18%/24%", "0.18", "0.24"),
        ("7.2/24", "0.072", "0.24"),
        ("年化 12/18", "0.12", "0.18"),
    ],
)
def test_two_rates_with_a_stroke_are_no_fraction(text, low, high) -> None:
    problem = _problem(lambda: read_rate(text))
    assert problem.code == "range"
    assert (problem.numbers["a"], problem.numbers["b"]) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["10%/7天", "10%/10天", "18%/360", "18%/365"])
def test_rate_for_days_counted_out_is_refused(text) -> None:
    assert _problem(lambda: read_rate(text)).code == "not_a_number"


@pytest.mark.parametrize(("text", "value"), [("5/1000每天", "0.005"), ("3/100 per month", "0.03")])
def test_share_of_a_round_whole_is_a_rate(text, value) -> None:
    assert read_rate(text).value == Decimal(value)
