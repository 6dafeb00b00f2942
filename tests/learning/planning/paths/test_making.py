"""Making a path: nothing is kept before a press, each press counts once."""

import re

import pytest

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import LearningPath
from courses.learning.planning.paths.drawing import MOST, MOST_OF_A_COURSE
from courses.learning.planning.paths.goals import GOALS
from tests.learning.exams.sitting import key_in
from tests.learning.planning.paths.page_texts import headings, mains
from tests.learning.planning.paths.walker import Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "title", "goal"),
    [
        ("en", "What matters to you today?", "I am late with a repayment, or soon will be"),
        ("zh-hans", "你眼下最要紧的是什么？", "已经逾期，或者快还不上了"),
    ],
)
def test_first_page_asks_and_keeps_nothing(client, language, title, goal) -> None:
    page = Walker(client, language).read(f"/{language}/me/path/new/")

    assert title in page
    assert goal in page
    assert len(re.findall(r'type="checkbox"', page)) == len(GOALS) == 6
    assert f'href="/{language}/help-now/"' in page.split("<form", 1)[1]
    assert len(mains(page)) == 1
    assert (User.objects.count(), LearningPath.objects.count()) == (0, 0)


def test_path_that_was_never_made_leads_to_making_one(walker) -> None:
    reply = walker.client.get(walker.root)

    assert (reply.status_code, reply["Location"]) == (302, "/en/me/path/new/")


def test_pressing_begins_a_path_of_a_guest(walker) -> None:
    reply = walker.start("late", "month")

    path = LearningPath.objects.get()
    assert (reply.status_code, reply["Location"]) == (303, f"/en/me/path/{path.pk}/1/")
    assert path.learner.username is None
    assert (path.goals, path.made_at, path.put_away_at) == (["late", "month"], None, None)
    courses = len(catalog().courses)
    assert len(path.drawn) == courses * min(MOST_OF_A_COURSE, MOST // courses)


def test_same_press_twice_makes_one_path(walker) -> None:
    key = key_in(walker.read(f"{walker.root}new/"))

    first, second = walker.start("late", key=key), walker.start("late", key=key)

    assert first["Location"] == second["Location"]
    assert LearningPath.objects.count() == 1


def test_same_press_after_the_path_was_made_leads_to_it(walker) -> None:
    key = key_in(walker.read(f"{walker.root}new/"))
    walker.start("late", key=key)
    walker.press("make", 2)

    assert walker.start("late", key=key)["Location"] == "/en/me/path/"
    assert LearningPath.objects.count() == 1


@pytest.mark.parametrize("goals", [["gone"], ["late", "<b>"], ["late", ""]])
def test_goal_that_is_not_in_the_list_comes_back(walker, goals) -> None:
    reply = walker.start(*goals)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Choose from the list, or choose nothing" in page
    assert LearningPath.objects.count() == 0


@pytest.mark.parametrize("key", ["", "made-up", "made-up.mark"])
def test_form_of_somebody_else_records_nothing_and_keeps_what_was_chosen(walker, key) -> None:
    walker.read(f"{walker.root}new/")
    reply = walker.client.post(f"{walker.root}new/", {"key": key, "goals": ["late"], "questions": "yes"})

    assert reply.status_code == 422
    assert "nothing was recorded" in reply.content.decode()
    assert re.search(r'value="late"[^>]*checked', reply.content.decode())
    assert LearningPath.objects.count() == 0


def test_path_of_what_was_said_alone(walker) -> None:
    reply = walker.start("calls", questions="no")

    page = walker.read()
    assert reply["Location"] == "/en/me/path/"
    assert headings(page)[0] == "If you are going to miss a payment"
    assert "You said: “Calls, messages or threats trouble me”." in page.replace("&quot;", '"')
    assert 'href="/en/help-now/in-danger/"' in page
    assert LearningPath.objects.get().drawn == []


def test_whoever_is_late_is_led_to_the_first_steps(walker) -> None:
    walker.made("late")
    assert 'href="/en/already-late/"' in walker.read()

    walker.made("month")
    assert "Cannot wait for a course?" not in walker.read()


def test_nothing_said_and_no_questions_is_said_to_be_the_usual_order(walker) -> None:
    walker.made()

    page = walker.read()
    assert "so this is the usual order" in page
    assert len(headings(page)) == len(catalog().courses)


def test_answers_alone_make_a_path(walker) -> None:
    walker.begun()
    walker.wrong(1)
    walker.press("make", 2)

    assert "Made of 1 answer." in walker.read()
    assert "You said" not in walker.read()
