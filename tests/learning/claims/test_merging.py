"""Which of two values stays where a guest's row and the account's own are of the same lesson, card or step."""

from datetime import timedelta
from itertools import permutations

import pytest

from courses.learning.claims.merging import as_json, from_json, rule_named
from courses.learning.models import LearningPath, LessonProgress, ReviewCard, StepChoice
from tests.conftest import NOW

FIRST, LAST = NOW, NOW + timedelta(days=2)
PAIRS = list(permutations([FIRST, LAST]))


def combined(mine, theirs):
    return rule_named(type(mine).__name__).combine(mine, theirs)


@pytest.mark.parametrize(("mine", "theirs"), PAIRS)
@pytest.mark.parametrize(
    ("name", "stays"), [("opened_at", FIRST), ("touched_at", LAST), ("completed_at", FIRST), ("stuck_at", FIRST)]
)
def test_lesson_was_opened_completed_and_stuck_first_and_touched_last(name, stays, mine, theirs) -> None:
    rows = [LessonProgress(opened_at=NOW, touched_at=NOW) for _ in range(2)]
    setattr(rows[0], name, mine)
    setattr(rows[1], name, theirs)

    assert combined(*rows)[name] == stays


@pytest.mark.parametrize("name", ["completed_at", "stuck_at"])
@pytest.mark.parametrize(("mine", "theirs", "stays"), [(None, LAST, LAST), (LAST, None, LAST), (None, None, None)])
def test_moment_that_only_one_of_both_has_is_that_one(name, mine, theirs, stays) -> None:
    rows = [LessonProgress(opened_at=NOW, touched_at=NOW, **{name: at}) for at in (mine, theirs)]

    assert combined(*rows)[name] == stays


@pytest.mark.parametrize(("mine", "theirs"), PAIRS)
def test_later_review_of_a_card_stays_with_the_higher_number_of_rounds(mine, theirs) -> None:
    cards = [
        ReviewCard(reviewed_at=at, due_at=at + timedelta(days=7), state={"at": at.isoformat()}, rounds=rounds)
        for at, rounds in ((mine, 4), (theirs, 2))
    ]

    assert combined(*cards) == {
        "reviewed_at": LAST, "due_at": LAST + timedelta(days=7), "state": {"at": LAST.isoformat()}, "rounds": 4,
    }  # fmt: skip
    assert combined(*reversed(cards))["rounds"] == 4


def test_later_review_stays_although_the_earlier_one_is_due_later() -> None:
    earlier = ReviewCard(reviewed_at=FIRST, due_at=LAST + timedelta(days=90), rounds=9)
    later = ReviewCard(reviewed_at=LAST, due_at=LAST + timedelta(days=1), rounds=1)

    assert combined(earlier, later)["due_at"] == combined(later, earlier)["due_at"] == LAST + timedelta(days=1)


def test_answer_to_a_step_that_is_given_stays_and_one_that_lacks_is_taken() -> None:
    mine = StepChoice(after_7="done", after_7_at=LAST, reason="")
    theirs = StepChoice(after_7="not-yet", after_7_at=FIRST, after_30="done", after_30_at=LAST, reason="time")

    assert combined(mine, theirs) == {
        "after_7": "done", "after_7_at": LAST, "after_30": "done", "after_30_at": LAST, "reason": "time",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("touched", "put_away", "is_kept"),
    [(0, None, False), (1, None, True), (-1, None, False), (-1, 1, True), (-1, 0, False), (1, -1, True)],
)
def test_path_is_kept_when_it_was_used_or_put_away_after_the_merge(touched, put_away, is_kept) -> None:
    path = LearningPath(
        touched_at=NOW + timedelta(seconds=touched),
        put_away_at=None if put_away is None else NOW + timedelta(seconds=put_away),
    )

    assert rule_named("LearningPath").is_kept(path, NOW) is is_kept


@pytest.mark.parametrize("name", ["LessonProgress", "ReviewCard", "StepChoice"])
def test_rows_of_a_place_can_stand_side_by_side(name) -> None:
    assert rule_named(name).is_of_place


@pytest.mark.parametrize("name", ["Answer", "CheckAttempt", "LearningRecord", "LearningPath", "ReminderSent"])
def test_rows_with_a_key_or_of_a_day_are_there_once(name) -> None:
    assert not rule_named(name).is_of_place


def test_values_that_were_put_away_come_back_as_they_were() -> None:
    row = LessonProgress(opened_at=FIRST, touched_at=LAST, completed_at=None)
    names = rule_named("LessonProgress").changes

    assert from_json(as_json(row, names)) == {name: getattr(row, name) for name in names}
    assert from_json({"state": "2026-11-25T09:00:00+00:00"}) == {"state": "2026-11-25T09:00:00+00:00"}


def test_record_comes_back_with_its_name_and_all_that_is_shown_of_it() -> None:
    assert rule_named("LearningRecord").changes == ("name", "shows_name", "shows_date", "shows_score")
