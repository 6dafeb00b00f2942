"""The report and the evaluators' file of the same people: small numbers hidden in both, and both say the same."""

import random
from collections import Counter
from datetime import timedelta
from statistics import fmean

import pytest
from django.utils import translation
from hypothesis import given as for_all
from hypothesis import strategies as st

from courses.organizations.reports.evaluation.counting import Pair, Person
from courses.organizations.reports.evaluation.evaluator_file import (
    BEFORE,
    CHANGE,
    COLUMNS,
    WITHHELD,
    codebook,
    lines_of,
)
from courses.organizations.reports.evaluation.intervals import change_interval
from courses.organizations.reports.evaluation.report import PARTS, GroupPart, report_of
from courses.organizations.reports.suppression import LEAST
from tests.organizations.reports.evaluation.persons import shown_counts, some

ANSWERS = ("", "done", "partly", "not-yet", "not-for-me", None)


def _pair(chance: random.Random, course: str) -> Pair:
    before, after = chance.choice([10.0, 33.3, 70.0]), chance.choice([40.0, 66.7, 100.0])
    return Pair(course, before, after, chance.random() < chance.random())


def somebody(chance: random.Random) -> Person:
    return Person(
        attended=chance.randrange(5),
        has_finished=chance.random() < 0.8,
        is_assisted=chance.random() < 0.2,
        did_exercise=chance.random() < 0.5,
        came_back_after=chance.choice([None, timedelta(days=chance.randrange(60))]),
        after_7=chance.choice(ANSWERS),
        after_30=chance.choice(ANSWERS),
        pairs=[_pair(chance, course) for course in ("loans", "budget") if chance.random() < 0.6],
    )


@st.composite
def crowds(draw) -> list[Person]:
    """Up to forty people: many groups are near the border of five."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    return [somebody(chance) for _ in range(draw(st.integers(0, 40)))]


people = crowds()


def counted(found: list[Person]) -> dict[str, Counter[str]]:
    """How often each value of each part stands in the file."""
    parts: dict[str, Counter[str]] = {}
    for part, value, *_rest in lines_of(report_of(found)):
        parts.setdefault(part, Counter())[value] += 1
    return parts


@for_all(people)
def test_whoever_counts_the_file_gets_the_page(found) -> None:
    report, parts = report_of(found), counted(found)

    for part, shares in report.parts.items():
        said = {share.value: share.count for share in shares if share.count is not None}
        assert {value: parts[part][value] for value in said} == said
        assert parts[part].total() == report.people


@for_all(people)
def test_whoever_counts_the_file_gets_means_and_intervals_of_the_page(found) -> None:
    lists: dict[tuple[str, str, str], list[float]] = {}
    for part, _value, course, with_help, points in lines_of(report_of(found)):
        if part in (BEFORE, CHANGE):
            lists.setdefault((part, course, with_help), []).append(float(points))

    gains = report_of(found).gains
    assert len(lists) == 2 * len(gains)
    for gain in gains:
        before, change = (lists[part, gain.course, gain.help] for part in (BEFORE, CHANGE))
        assert len(before) == len(change) == gain.people
        assert (fmean(before), fmean(change)) == pytest.approx((gain.before, gain.change))
        interval = change_interval(change)
        assert (interval.low, interval.high) == pytest.approx((gain.interval.low, gain.interval.high))


@for_all(people)
def test_no_number_of_page_or_file_is_of_fewer_than_five_people(found) -> None:
    report = report_of(found)

    shown = [share.count for shares in report.parts.values() for share in shares if share.count is not None]
    assert all(count >= LEAST for count in shown)
    assert all(gain.people >= LEAST for gain in report.gains)
    quasi = Counter(line[:4] for line in lines_of(report_of(found)))  # all but the points
    assert all(count >= LEAST for count in quasi.values())


@for_all(people)
def test_no_hidden_number_follows_from_the_page(found) -> None:
    """Of no part is one number alone missing, and what is missing together is of five people or more."""
    report = report_of(found)

    for shares in report.parts.values():
        hidden = [share for share in shares if share.count is None]
        rest = (report.people or 0) - sum(share.count or 0 for share in shares)
        assert len(hidden) != 1
        assert not hidden or rest >= LEAST
    for course in {gain.course for gain in report.gains}:
        rest = (report.people or 0) - sum(gain.people for gain in report.gains if gain.course == course)
        assert rest == 0 or rest >= LEAST


@for_all(people)
def test_order_of_the_file_says_nothing_of_who_stands_next_to_whom(found) -> None:
    assert list(lines_of(report_of(found))) == list(lines_of(report_of(list(reversed(found)))))


def test_fewer_than_five_people_are_no_report_and_no_file() -> None:
    found = [Person(has_finished=True) for _ in range(4)]

    assert report_of(found).people is None
    assert (report_of(found).parts, report_of(found).gains, list(lines_of(report_of(found)))) == ({}, (), [])


def test_numbers_of_five_or_more_are_told_with_share_and_interval() -> None:
    found = [*some(12, has_finished=True), *some(8)]

    yes, no = report_of(found).parts[GroupPart.FINISHED]
    assert (yes.count, yes.percent, no.count) == (12, 60, 8)
    assert (round(yes.interval.low, 3), round(yes.interval.high, 3)) == (0.387, 0.781)


def test_small_number_hides_what_it_would_follow_from() -> None:
    found = [*some(10, attended=3), *some(3, attended=1), *some(6)]

    assert shown_counts(found, GroupPart.ATTENDANCE) == {"3-or-more": 10, "1-or-2": None, "none": None}
    assert counted(found)[GroupPart.ATTENDANCE] == {"3-or-more": 10, WITHHELD: 9}


def test_attendance_is_left_out_where_nobody_noted_any() -> None:
    assert GroupPart.ATTENDANCE not in report_of(some(9)).parts


def pair(before: float, after: float, *, is_assisted: bool = False, course: str = "loans") -> dict[str, object]:
    return {"pairs": [Pair(course, before, after, is_assisted)]}


def test_change_is_that_of_the_same_people() -> None:
    found = [*some(3, **pair(20, 60)), *some(3, **pair(40, 60)), *some(6)]

    (gain,) = report_of(found).gains
    assert (gain.people, gain.before, gain.after, gain.change, gain.is_small) == (6, 30, 60, 30, True)
    assert (round(gain.interval.low, 1), round(gain.interval.high, 1)) == (18.5, 41.5)


def test_checks_with_help_stand_apart_where_both_sides_are_of_five() -> None:
    found = [*some(7, **pair(20, 60)), *some(5, **pair(10, 30, is_assisted=True)), *some(5)]

    assert [(gain.help, gain.people, gain.change) for gain in report_of(found).gains] == [("no", 7, 40), ("yes", 5, 20)]


def test_checks_with_help_of_few_people_stand_with_all_others_and_that_is_said() -> None:
    found = [*some(7, **pair(20, 60)), *some(4, **pair(10, 30, is_assisted=True)), *some(5)]

    assert [(gain.help, gain.people) for gain in report_of(found).gains] == [("mixed", 11)]


@pytest.mark.parametrize(("others", "is_shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_change_is_hidden_where_it_tells_of_the_few_who_have_none(others, is_shown) -> None:
    found = [*some(9, **pair(20, 60)), *some(others)]

    assert bool(report_of(found).gains) is is_shown


def test_lines_cannot_be_joined_and_hold_no_name() -> None:
    assert COLUMNS == ("part", "value", "course", "with_help", "points")


@translation.override("en")
def test_codebook_explains_each_column_part_and_value_and_how_to_count() -> None:
    lines = list(codebook())[1:]
    values = {f"{part.value}: {value}" for part, (found, _kind) in PARTS.items() for value in found}

    assert {column for column, *_ in lines} == {*COLUMNS, ""}
    assert {value for column, value, _ in lines if column == "value"} > {*values, "withheld"}
    assert len([meaning for column, _, meaning in lines if not column and "interval" in meaning]) == 2
    assert {value for column, value, _ in lines if column == "part" and value} == {*PARTS, BEFORE, CHANGE}
    assert all(meaning for *_, meaning in lines)
