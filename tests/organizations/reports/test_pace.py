"""How many lessons an even pace has finished by tonight, by hand: four lessons, and two days left."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.organizations.assigning.tasks import Task
from courses.organizations.reports.people.pace import pace_of

TONIGHT = datetime(2026, 11, 26, tzinfo=UTC)
NOW = TONIGHT - timedelta(hours=15)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def task(due_on: date | None = date(2026, 11, 27), **fields) -> Task:
    values = {"coming": frozenset("abcd"), "coming_since": TONIGHT - 30 * DAY, **fields}
    return Task("key", None, (), is_whole=True, due_on=due_on, **values)


def wanted(joined_at: datetime | None, **fields) -> int:
    return pace_of(task(**fields), "UTC", NOW).wanted(joined_at)


@pytest.mark.parametrize(
    ("ago", "lessons"),
    [  # of the time from coming to the due day, so much is over tonight
        (6 * DAY, 3),  # 6 of 8 days
        (6 * DAY - SECOND, 2),
        (2 * DAY, 2),  # 2 of 4
        (2 * DAY - SECOND, 1),
        (16 * HOUR, 1),  # two thirds of a day, of two and two thirds
        (16 * HOUR - SECOND, 0),
        (29 * DAY, 3),  # the last lesson is wanted on the last day alone
    ],
)
def test_so_many_lessons_are_wanted_of_whoever_came_so_long_ago(ago, lessons) -> None:
    assert wanted(TONIGHT - ago) == lessons


def test_time_begins_when_the_lessons_were_given_or_later() -> None:
    lately = TONIGHT - 2 * DAY

    assert [wanted(joined, coming_since=lately) for joined in (None, TONIGHT - 9 * DAY, TONIGHT)] == [2, 2, 0]


@pytest.mark.parametrize(("late_since", "lessons"), [(date(2026, 11, 23), 2), (date(2026, 11, 24), 1), (None, 3)])
def test_time_for_the_next_lessons_begins_when_the_day_of_the_earlier_ones_is_over(late_since, lessons) -> None:
    assert wanted(None, late_since=late_since) == lessons


def test_earlier_day_before_the_lessons_were_given_changes_nothing() -> None:
    assert wanted(None, coming_since=TONIGHT - 2 * DAY, late_since=date(2026, 11, 1)) == 2


def test_on_the_last_day_all_lessons_are_wanted_of_everybody() -> None:
    assert [wanted(joined, due_on=date(2026, 11, 25)) for joined in (None, NOW)] == [4, 4]


def test_day_ends_where_the_group_is() -> None:
    """At 15:59 UTC it is one minute to midnight in Shanghai; a minute later one day is left in place of two."""
    until, joined = TONIGHT - 8 * HOUR, TONIGHT - 8 * HOUR - 2 * DAY
    found = [pace_of(task(), "Asia/Shanghai", now).wanted(joined) for now in (until - 60 * SECOND, until)]

    assert found == [2, 3]


def test_without_a_day_there_is_no_pace() -> None:
    assert pace_of(task(None), "UTC", NOW) is None
    assert pace_of(task(coming_since=None), "UTC", NOW) is None


@pytest.mark.parametrize(("done", "is_far_behind"), [("", True), ("a", True), ("ab", False), ("axyz", True)])
def test_two_lessons_of_those_that_are_coming_are_far_behind(done, is_far_behind) -> None:
    assert pace_of(task(), "UTC", NOW).is_far_behind(frozenset(done), 3) is is_far_behind
