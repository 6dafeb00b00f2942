"""The day of a debt, and how late it is, read as people write and say it; what does not say is refused."""

from datetime import date

import pytest

from courses.exercises.debts.due import read_due

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12-3", 4), ("12/3", 4), ("12月3日", 4), ("12 月 3 号", 4), ("2026-12-03", 4), ("3", 4), ("3号", 4),
        ("the 3rd", 4), ("on the 3rd", 4), ("每月3号", 4), ("三号", 4), ("三十号", 1), ("29", 0), ("28", 29),
        ("31", 1), ("11-20", -9), ("2026-11-20", -9), ("1-5", 37), ("还有4天", 4), ("4 天后", 4), ("in 4 days", 4),
        ("晚了12天", -12), ("逾期 12 天", -12), ("12 days late", -12), ("十二天后", 12), ("二十一号", 22),
        ("下个月5号", 6), ("下月五号", 6), ("本月30号", 1), ("月底", 1), ("下月底", 32), ("上个月20号", -40),
        ("今天", 0), ("明天", 1), ("后天", 2), ("昨天", -1), ("tomorrow", 1), ("周五", 5), ("下周三", 3), ("星期天", 0),
        ("这周五", -2), ("一周后", 7), ("in 2 weeks", 14), ("半个月后", 15), ("一个月后", 30), ("一个半月后", 45),
        ("3天前", -3), ("5 days ago", -5), ("Dec 3", 4), ("3 December 2026", 4), ("the 3rd of each month", 4),
        ("已逾期一个月", -31), ("逾期两周", -14), ("晚了半个月", -15), ("过期一年", -365), ("a month late", -31),
        ("overdue by 2 weeks", -14), ("late since Nov 20", -9), ("20号逾期的", -9),
        ("逾期九十天", -90), ("逾期一百二十天", -120), ("晚了四十五天", -45), ("一百零五天后", 105),
        ("１２－３", 4), ("20261203", 4), ("3号，", 4), ("每月3号；", 4), ("12月3日\u200b", 4), ("3 号。", 4),
    ],
)  # fmt: skip
def test_day_is_read_as_people_write_it(text: str, days: int) -> None:
    due = read_due(text, TODAY)
    assert due is not None
    assert due.days == days


@pytest.mark.parametrize("text", ["逾期", "逾期很久了", "逾期2期", "晚了3次", "late by 2 payments"])
def test_late_without_a_time_is_late_for_unknown_days(text: str) -> None:
    due = read_due(text, TODAY)
    assert due is not None
    assert (due.is_late, due.days, due.days_late) == (True, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "soon", "2-30", "32", "0", "晚0天", "1-2-3-4", "9" * 41, "late 3 or 4 days", "--", "一个月", "几天后",
        "12/05/2026", "9999年后", "半周后", "12-5 逾期", "next month",
        "逾期三四天", "逾期1.5个月", "逾期一百二", "逾期十百天", "逾期十零一天",
    ],
)  # fmt: skip
def test_day_that_says_nothing_is_refused(text: str) -> None:
    assert read_due(text, TODAY) is None
