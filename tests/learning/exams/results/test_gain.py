"""What was gained from the diagnostic to the final check, and the items that each draws."""

from dataclasses import replace
from fractions import Fraction

import pytest

from courses.learning.exams.drawing import pool_of, slots_of
from courses.learning.exams.results import ResultLine
from courses.learning.models import CheckAnswer, CheckAttempt
from tests.learning.exams.results.taken_checks import result, taken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("result", "is_right", "is_unknown"),
    [(CheckAnswer.RIGHT, True, False), (CheckAnswer.WRONG, False, False), (CheckAnswer.UNKNOWN, False, True)],
)
def test_line_is_right_unknown_or_neither(result, is_right, is_unknown) -> None:
    line = ResultLine(1, None, None, result)

    assert (line.is_right, line.is_unknown) == (is_right, is_unknown)


def test_diagnostic_and_final_check_have_no_item_in_common(guest, course) -> None:
    before = taken(guest, course, "u" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")
    items = {(row[0], row[2]) for row in before.drawn}

    for number in range(5):
        after = taken(guest, course, "r" * 10, seed=number, key=f"after-{number}")
        assert items.isdisjoint((row[0], row[2]) for row in after.drawn)
        assert sorted(row[:2] for row in after.drawn) == sorted(row[:2] for row in before.drawn)


def test_retake_draws_items_not_met_before(guest, course) -> None:
    first = taken(guest, course, "r" * 10, key="one")
    second = taken(guest, course, "r" * 10, seed=1, key="two")

    assert {(row[0], row[2]) for row in first.drawn}.isdisjoint((row[0], row[2]) for row in second.drawn)


def test_items_of_the_first_check_come_again_when_all_were_met(guest, course) -> None:
    *_, in_pool = [len(pool_of(*place)) for place in slots_of(course)]
    drawn = [
        {(row[0], row[2]) for row in taken(guest, course, "r" * 10, seed=number, key=f"key-{number}").drawn}
        for number in range(in_pool + 1)
    ]

    assert drawn[0].isdisjoint(drawn[1])
    assert drawn[-1] == drawn[0]


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("rrrrwwwwuu", "rrrrrrrrww", Fraction(4, 6)),
        ("uuuuuuuuuu", "rrrrrrrrrr", Fraction(1)),
        ("rrrrrrrrrr", "rrrrrrrrww", None),
        ("rrrrruuuuu", "wwwwwrrrww", Fraction(-2, 5)),
        ("wwwwwwwwww", "wwwwwwwwww", Fraction(0)),
    ],
)
def test_gain_is_post_minus_pre_over_what_was_left_to_gain(guest, course, before, after, share) -> None:
    taken(guest, course, before, kind=CheckAttempt.DIAGNOSTIC, key="before")
    final = taken(guest, course, after, key="after")

    gain = result(guest, final).gain

    assert (gain.before, gain.after, gain.count) == (before.count("r"), after.count("r"), 10)
    assert gain.share == share


def test_gain_pairs_slot_with_slot(guest, course) -> None:
    taken(guest, course, "rwuwwwwwww", kind=CheckAttempt.DIAGNOSTIC, key="before")
    final = taken(guest, course, "wrruuuuuuu", key="after")

    lines = result(guest, final).gain.lines

    assert [(line.before, line.after) for line in lines[:3]] == [
        ("right", "wrong"), ("wrong", "right"), ("unknown", "right"),
    ]  # fmt: skip
    assert lines[0].outcome == course.lessons[0].outcomes["o1"]


def test_gain_leaves_out_slots_that_only_one_of_the_two_asked(guest, course) -> None:
    taken(guest, course, "r" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")
    shorter = replace(course, draw={**course.draw, "who-lends": ()})
    final = taken(guest, shorter, "r" * 9, key="after")

    assert result(guest, final).gain.count == 9


def test_without_a_diagnostic_or_with_a_later_one_there_is_no_gain(guest, course) -> None:
    final = taken(guest, course, "r" * 10, key="after")
    taken(guest, course, "r" * 10, kind=CheckAttempt.DIAGNOSTIC, key="before")

    assert result(guest, final).gain is None
