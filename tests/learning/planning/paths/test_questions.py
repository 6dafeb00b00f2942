"""The questions before a path: no answer is lost, none is counted twice."""

import re

import pytest

from courses.learning.models import LearningPath
from literacy.demo.learner import right_answer
from tests.learning.planning.paths.page_texts import mains
from tests.learning.planning.paths.walker import asked

pytestmark = pytest.mark.django_db


def test_each_answer_is_kept_and_leads_to_the_next(walker) -> None:
    walker.begun("late")

    assert walker.answer(1)["Location"] == walker.page(2)
    assert walker.wrong(2)["Location"] == walker.page(3)
    assert walker.press("unknown", 3)["Location"] == walker.page(4)
    assert walker.press("leave-out", 4)["Location"] == walker.page(5)

    path = walker.path
    assert path.results == {"1": "right", "2": "wrong", "3": "unknown", "4": "left-out"}
    assert path.given["1"] == [right_answer(asked(path, 1)), asked(path, 1).version]
    assert set(path.given) == {"1", "2", "3"}
    assert path.made_at is None


def test_question_page_says_nothing_about_right_and_shows_the_way_out(walker) -> None:
    walker.begun("late")
    walker.wrong(1)

    page = walker.read(walker.page(1))

    assert "checked" in page or 'value="' in page
    for words in ("Leave this one out", "Leave out the rest: show my path", "I don’t know", "No test"):
        assert words in page
    for words in ("Not yet", "Correct", "Here is how it works"):
        assert words not in page
    assert len(mains(page)) == 1


def test_same_answer_again_and_another_one_leave_one_answer(walker) -> None:
    walker.begun()
    for _ in range(2):
        walker.answer(1)
    assert walker.path.results == {"1": "right"}

    walker.wrong(1)

    assert walker.path.results == {"1": "wrong"}


def test_no_answer_chosen_comes_back_with_the_reason(walker) -> None:
    walker.begun()
    reply = walker.client.post(f"{walker.page(1)}save/", {"key": walker.key(1)})

    assert reply.status_code == 422
    assert "There is a problem" in reply.content.decode()
    assert walker.path.results == {}


@pytest.mark.parametrize("name", ["save", "unknown", "leave-out", "make"])
def test_press_with_a_key_of_nobody_comes_back(walker, name) -> None:
    walker.begun()

    assert walker.press(name, 1, key="made-up.mark").status_code == 422
    assert (walker.path.results, walker.path.made_at) == ({}, None)


def test_last_answer_makes_the_path(walker) -> None:
    path = walker.begun("month")
    last = len(path.drawn)
    for place in range(1, last):
        walker.press("leave-out", place)
    assert walker.path.made_at is None

    assert walker.answer(last)["Location"] == "/en/me/path/"
    assert walker.path.made_at is not None


def test_leaving_out_the_rest_makes_the_path_of_what_there_is(walker) -> None:
    walker.begun("month")
    walker.wrong(1)

    assert walker.press("make", 2)["Location"] == "/en/me/path/"

    page = walker.read()
    assert "Made of what you said and of 1 answer." in page
    assert "So few questions measure little: this is a hint, not a test, and all lessons stay open." in page
    assert "Right so far: 0 of 1 question on it." in page
    assert "was not right yet; the lesson shows how." in page


def test_making_and_answering_twice_changes_nothing(walker) -> None:
    walker.begun("month")
    key = walker.key(1)
    walker.answer(1, key=key)
    walker.press("make", 2)
    before = LearningPath.objects.values().get()

    assert walker.press("make", 2, key=key).status_code == 303
    assert walker.press("unknown", 1, key=key)["Location"] == walker.page(2)  # the first one left out

    assert LearningPath.objects.values().get() == before


def test_questions_left_out_can_be_answered_later_and_answered_ones_stay(walker) -> None:
    walker.begun("month")
    walker.answer(1)
    walker.press("make", 2)

    assert f'href="{walker.page(2)}"' in walker.read()
    assert walker.wrong(2)["Location"] == walker.page(3)
    assert walker.client.get(walker.page(1))["Location"] == walker.page(3)
    assert walker.path.results == {"1": "right", "2": "wrong"}


def test_going_on_later_comes_to_the_first_question_without_an_answer(walker) -> None:
    walker.begun("month")
    walker.answer(1)
    walker.press("leave-out", 2)

    page = walker.read(f"{walker.root}new/")
    assert f'href="{walker.page(3)}"' in page
    assert "Your answers so far are saved" in page
    assert re.search(r'value="month"[^>]*checked', page)


def test_other_goals_on_the_way_keep_the_answers(walker) -> None:
    walker.begun("month")
    walker.answer(1)

    walker.begun("late", "calls")

    assert LearningPath.objects.count() == 1
    assert (walker.path.goals, walker.path.results) == (["calls", "late"], {"1": "right"})


def test_question_that_left_its_course_is_passed(walker) -> None:
    path = walker.begun()
    path.drawn[0][3] = "no-longer-there"
    path.save()

    assert walker.client.get(walker.page(1))["Location"] == walker.page(2)
    assert walker.client.get(walker.page(99)).status_code == 404
    assert f"Question 1 of {len(path.drawn) - 1}" in walker.read(walker.page(2))
