"""A whole plan in one line is read where it says so, and left open or unread where it does not."""

from decimal import Decimal

import pytest

from courses.loans.parsing.payment_plan import SaidPlan, read_plan
from courses.loans.schedules.flows import Interval

MONTH, WEEK, DAY = Interval.MONTH, Interval.WEEK, Interval.DAY


@pytest.mark.parametrize(
    ("text", "count", "gap", "amount", "is_each"),
    [
        ("12期共1.2万", 12, None, 12000, False),
        ("分12期，一共还12000", 12, None, 12000, False),
        ("１２期，共１２０００元", 12, None, 12000, False),
        ("十二期共1.2万", 12, None, 12000, False),
        ("总共1.2万，12期", 12, None, 12000, False),
        ("共12000分12期", 12, None, 12000, False),
        ("每期1000元，共12期", 12, None, 1000, True),
        ("每月1000,12期", 12, MONTH, 1000, True),
        ("月还1000，12期", 12, MONTH, 1000, True),
        ("每两周500，10期", 10, Interval.TWO_WEEKS, 500, True),
        ("每周100,3个月", 13, WEEK, 100, True),
        ("分12个月还，一共12000", 12, MONTH, 12000, False),
        ("1000元×12期", 12, None, 1000, True),
        ("12 payments, 12,000 in all", 12, None, 12000, False),
        ("12,000 in 12 payments", 12, None, 12000, False),
        ("total of 12000 in 12 monthly payments", 12, MONTH, 12000, False),
        ("12 monthly payments of ¥1,000", 12, MONTH, 1000, True),
        ("1000 a month for 12 months", 12, MONTH, 1000, True),
        ("12 payments, ¥1,000 each", 12, None, 1000, True),
        ("1000 x 12", 12, None, 1000, True),
        ("12期 1000", 12, None, 1000, None),
        ("分12期还1000", 12, None, 1000, None),
        ("12 payments, 12000", 12, None, 12000, None),
    ],
)
def test_line_says_how_many_payments_and_which_sum(text, count, gap, amount, is_each) -> None:
    assert read_plan(text) == SaidPlan(count=count, gap=gap, amount=Decimal(amount), is_each=is_each)


@pytest.mark.parametrize(
    ("text", "count", "gap", "is_each", "is_once"),
    [
        ("12个月共1.2万", 12, MONTH, False, False),
        ("共1.2万，12个月还清", 12, MONTH, False, False),
        ("一年共1.2万", 12, MONTH, False, False),
        ("半年一共1.2万", 6, MONTH, False, False),
        ("7天还1.2万", 7, DAY, None, False),
        ("7天后还1.2万", 7, DAY, False, True),
        ("3个月后一次性还1.2万", 3, MONTH, False, True),
    ],
)
def test_time_alone_may_be_that_of_one_payment(text, count, gap, is_each, is_once) -> None:
    assert read_plan(text) == SaidPlan(
        count=count, gap=gap, amount=Decimal(12_000), is_each=is_each, is_time=True, is_once=is_once
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "12000", "1.2万", "12期", "8k", "一万二", "1000元/月", "12期,大约共1.2万", "12期,共1万到2万",
        "两期三期共1000", "每月一共1000,12期", "0期共1000", "9999期共1000",
        "12期共0", "1.5 x 1.5", "x 12", "12期共1.2万" + " " * 60 + "1",
    ],
)  # fmt: skip
def test_what_is_no_clear_plan_is_not_read_as_one(text) -> None:
    assert read_plan(text) is None


def test_total_is_the_sum_of_all_payments_only_where_it_is_that_of_one() -> None:
    plan = SaidPlan(count=12, gap=None, amount=Decimal(1000), is_each=None)

    assert (plan.total(is_each=True), plan.total(is_each=False)) == (12_000, 1_000)
