"""The schedule: wrong comes tomorrow, right later than last time, the same input always gives the same day."""

from datetime import date, timedelta

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.course_progress.progress import TRIES, QuestionState
from courses.learning.models import Answer
from courses.learning.practice.reviews.schedule import MOST_DAYS, Scheduled, first_schedule, next_schedule, rating_of

START = date(2026, 11, 25)
RATINGS = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good])
HISTORIES = st.lists(st.tuples(RATINGS, st.integers(0, 40)), max_size=12)  # rating, and days late at the next round


def after(history: list[tuple[Rating, int]], *, start: date = START) -> tuple[Scheduled, int, date]:
    """The schedule after a history that begins with a right answer, the days then waited, and the day to go on."""
    day = start
    scheduled = first_schedule(Rating.Good, day)
    waited = (scheduled.due_on - day).days
    for rating, late in history:
        day = scheduled.due_on + timedelta(days=late)
        scheduled = next_schedule(scheduled.state, rating, day)
        waited = (scheduled.due_on - day).days
    return scheduled, waited, scheduled.due_on


@pytest.mark.parametrize(
    ("results", "rating"),
    [
        (["right"], Rating.Good),
        (["wrong", "right"], Rating.Hard),
        (["wrong", "wrong", "right"], Rating.Hard),
        (["wrong"] * TRIES, Rating.Again),
        (["wrong", "shown"], Rating.Again),
        (["shown"], Rating.Again),
    ],
)
def test_rating_follows_from_the_tries(results, rating) -> None:
    assert rating_of(QuestionState(tuple(Answer(result=result) for result in results))) is rating


def test_first_days_are_one_after_wrong_and_later_after_right() -> None:
    days = [(first_schedule(rating, START).due_on - START).days for rating in (Rating.Again, Rating.Hard, Rating.Good)]

    assert days == [1, 1, 2]


def test_right_every_time_comes_less_and_less_often() -> None:
    waits = [after([(Rating.Good, 0)] * rounds)[1] for rounds in range(5)]

    assert waits == [2, 11, 46, 163, MOST_DAYS]


@given(history=HISTORIES, late=st.integers(0, 400))
def test_wrong_comes_tomorrow(history, late) -> None:
    scheduled, _, due = after(history)
    day = due + timedelta(days=late)

    assert next_schedule(scheduled.state, Rating.Again, day).due_on == day + timedelta(days=1)


@given(history=HISTORIES, late=st.integers(0, 400))
def test_right_at_once_waits_longer_than_last_time(history, late) -> None:
    scheduled, waited, due = after(history)
    day = due + timedelta(days=late)

    days = (next_schedule(scheduled.state, Rating.Good, day).due_on - day).days

    assert min(waited + 1, MOST_DAYS) <= days <= MOST_DAYS


@given(history=HISTORIES, late=st.integers(0, 400))
def test_right_after_a_wrong_try_waits_no_longer_than_last_time(history, late) -> None:
    scheduled, waited, due = after(history)
    day = due + timedelta(days=late)

    days = (next_schedule(scheduled.state, Rating.Hard, day).due_on - day).days

    assert 1 <= days <= waited


@given(history=HISTORIES)
def test_same_history_gives_the_same_state(history) -> None:
    assert after(history) == after(history)


@given(history=HISTORIES, back=st.integers(1, 400))
def test_clock_set_back_still_gives_a_later_day(history, back) -> None:
    scheduled, _, due = after(history)
    day = due - timedelta(days=back)

    assert next_schedule(scheduled.state, Rating.Good, day).due_on > day


@pytest.mark.parametrize("start", [date(2028, 2, 27), date(2026, 12, 30), date(2026, 3, 28), date(2026, 10, 24)])
def test_waits_do_not_depend_on_the_calendar(start) -> None:
    history = [(Rating.Good, 0), (Rating.Again, 1), (Rating.Good, 0), (Rating.Hard, 3)]

    assert after(history, start=start)[1] == after(history)[1]


@pytest.mark.parametrize("state", [{}, {"of": 1}, {"card_id": None}, {"card_id": 0, "state": 9}])
def test_state_that_cannot_be_read_begins_anew(state) -> None:
    assert next_schedule(state, Rating.Good, START) == first_schedule(Rating.Good, START)
