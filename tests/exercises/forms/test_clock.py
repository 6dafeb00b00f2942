"""Days and times as people write them where no picker helps; what could be another day is refused."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from courses.exercises.forms.clock import read_clock
from courses.exercises.forms.words_fields import DayField, TimeField


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("22:40", (22, 40)), ("22：40", (22, 40)), ("２２：４０", (22, 40)), ("22.40", (22, 40)), ("22点", (22, 0)),
        ("22点40分", (22, 40)), ("22 点 40 分", (22, 40)), ("晚上10点半", (22, 30)), ("晚上十点四十", (22, 40)),
        ("下午3点", (15, 0)), ("下午三点一刻", (15, 15)), ("早上7点", (7, 0)), ("凌晨1点", (1, 0)), ("中午12点",
        (12, 0)),
        ("中午1点", (13, 0)), ("上午11:05", (11, 5)), ("10:40pm", (22, 40)), ("10:40 PM", (22, 40)),
        ("12:05 pm", (12, 5)),
        ("7 am", (7, 0)), ("晚上22:10", (22, 10)), ("0:05", (0, 5)), ("22:40，", (22, 40)), ("22:40\u200b", (22, 40)),
        ("十点零五分", (10, 5)),
    ],
)  # fmt: skip
def test_time_is_read_as_written(text: str, found: tuple[int, int]) -> None:
    assert TimeField(label="").clean(text) == time(*found)


@pytest.mark.parametrize(
    "text",
    [
        "晚上12点",
        "夜里1点",
        "晚上2点",
        "22",
        "2240",
        "25:00",
        "22:60",
        "上午12点",
        "12 am",
        "上午15点",
        "三更",
        "10点多",
        "-1:00",
    ],
)
def test_time_that_may_be_of_another_day_or_is_none_is_refused(text: str) -> None:
    assert read_clock(text) is None
    with pytest.raises(ValidationError):
        TimeField(label="").clean(text)


def test_time_with_its_seconds_and_an_empty_box() -> None:
    assert TimeField(label="").clean("22:40:05") == time(22, 40, 5)
    assert TimeField(label="").clean("") is None


@pytest.mark.parametrize(
    "text",
    ["2026-03-10", "2026/3/10", "2026.3.10", "2026年3月10日", "2026年3月10号", "2026 年 3 月 10 日",
     "２０２６-０３-１０", "20260310",
     "2026-03-10，", "2026/3/10\u200b", "２０２６年３月１０日。", "2026年3月10"],
)  # fmt: skip
def test_day_is_read_as_written(text: str) -> None:
    assert DayField(label="").clean(text) == date(2026, 3, 10)


@pytest.mark.parametrize(
    "text", ["12.3", "26/3/10", "2026年3月", "2026-02-30", "腊月二十三", "每月15号", "三月初十", "2026-3"]
)
def test_day_without_its_year_or_of_another_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DayField(label="").clean(text)
