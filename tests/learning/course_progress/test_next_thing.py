"""The one next thing, over a table of all that a learner may have done."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from courses.catalog.model.lessons import Course, Lesson
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import CourseState
from courses.learning.course_progress.way_on import NextThing, WayOnKind, next_thing
from courses.learning.planning.paths.goals import chosen
from courses.learning.planning.paths.ordering import OrderedPath, ordered
from tests.conftest import NOW
from tests.learning.course_progress.standings import (
    ALL,
    HOUR,
    ONE,
    OPEN_LATER,
    PASSED,
    PASSED_LATER,
    TABLE,
    Stood,
    other_course,
    state,
)

pytestmark = pytest.mark.django_db


def said(standing: Stood, *, within: Course | None = None, asked: tuple[Course, Lesson] | None = None) -> str:
    found = next_thing(standing, within=within, asked=asked)
    marks = [name for name in ("first", "begun", "tried", "asked") if getattr(found, f"is_{name}")]
    place = f"{found.course.slug}/{found.position}" if found.lesson else found.course.slug if found.course else ""
    return " ".join([found.kind, *([place] if place else []), *marks])


@pytest.mark.parametrize(("first", "second", "checks", "records", "due", "task", "home", "in_course"), TABLE)
def test_next_thing_of_every_standing(course, first, second, checks, records, due, task, home, in_course) -> None:
    other = other_course()
    standing = Stood((state(course, first), state(other, second)), checks, frozenset(records.split()), due)
    asked = (other, other.lessons[3]) if task else None

    assert (said(standing, asked=asked), said(standing, within=course)) == (home, in_course)


@pytest.mark.parametrize(("kind", "offers"), [(WayOnKind.LESSON, True), (WayOnKind.PRACTICE, False)])
def test_path_is_offered_while_there_is_something_to_order(kind, offers) -> None:
    with override("en"):
        page = render_to_string("courses/learning/planning/paths/line.html", {"paths": {}, "way_on": NextThing(kind)})

    assert ("Make your path" in page) is offers


@pytest.mark.parametrize(("due", "instead"), [(0, "course"), (3, "review")])
def test_learner_who_wants_no_record_is_led_on_too(course, due, instead) -> None:
    standing = Stood((state(course, ALL), state(other_course())), {ONE: PASSED_LATER}, due=due)
    found = next_thing(standing, within=course)

    assert found.kind == "record"
    assert found.instead
    assert found.instead.kind == instead
    assert found.key != replace(found, instead=None).key


def on_path(*states: CourseState, goals: tuple[str, ...] = ("late",)) -> OrderedPath:
    """The path of somebody for whom, of these two courses, what to do about a late payment matters."""
    return ordered(states, chosen(goals), {})


PATHS = [  # lessons of two courses, checks, due review, a task (lesson 4 of the second) → home, first course
    ("", "", {}, 0, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "d", {}, 0, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "d", {}, 3, 0, f"lesson {ONE}/6 first", f"lesson {ONE}/6 first"),
    ("", "p", {}, 0, 0, "lesson another/1 begun", f"lesson {ONE}/6 first"),
    ("", "d", {}, 0, 1, "lesson another/4 asked", f"lesson {ONE}/6 first"),
    ("p", "", {}, 0, 0, f"lesson {ONE}/1 begun", f"lesson {ONE}/1 begun"),
    ("-----d", "", {}, 0, 0, f"lesson {ONE}/7", f"lesson {ONE}/7"),
    ("", "d", {"another": OPEN_LATER}, 0, 0, "check another begun", f"lesson {ONE}/6 first"),
    ("", ALL, {}, 0, 0, "check another", f"lesson {ONE}/6 first"),
    ("", ALL, {"another": PASSED}, 3, 0, "record another", f"lesson {ONE}/6 first"),
    (ALL, "", {ONE: PASSED_LATER}, 0, 0, f"record {ONE}", f"record {ONE}"),
]


@pytest.mark.parametrize(("first", "second", "checks", "due", "task", "home", "in_course"), PATHS)
def test_next_thing_of_every_standing_on_a_path(course, first, second, checks, due, task, home, in_course) -> None:
    other = other_course()
    states = (state(course, first), state(other, second))
    standing = Stood(states, checks, frozenset(), due, on_path(*states))
    asked = (other, other.lessons[3]) if task else None

    assert (said(standing, asked=asked), said(standing, within=course)) == (home, in_course)


def test_next_new_course_is_the_next_of_the_path(course) -> None:
    third = replace(course, slug="missing-a-payment", lessons=catalog().courses["missing-a-payment"].lessons)
    states = (state(course, ALL), state(other_course()), state(third))
    standing = Stood(states, {ONE: PASSED}, frozenset([ONE]), 0, on_path(*states))

    assert said(standing, within=course) == "course missing-a-payment"
    assert said(replace(standing, path=None), within=course) == "course another"


def test_next_lesson_of_a_path_says_why(course) -> None:
    states = (state(course), state(other_course()))

    with override("en"):
        assert next_thing(Stood(states, path=on_path(*states))).because == (
            "You said: “I am late with a repayment, or soon will be”."
        )
    assert next_thing(Stood(states)).because == ""


def test_course_last_worked_on_comes_first(course) -> None:
    standing = Stood((state(course, "d"), state(other_course(), "d", NOW + 2 * HOUR)))

    assert said(standing) == "lesson another/2"


def test_finished_course_without_a_check_leads_to_the_next_course(course) -> None:
    unchecked = replace(course, draw={}, passing=0)

    assert said(Stood((state(unchecked, ALL), state(other_course())))) == "course another"


def test_site_without_courses_leads_to_the_exercises() -> None:
    assert said(Stood(())) == "practice"
