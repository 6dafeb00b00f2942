"""The order of courses and lessons, and the reasons for it: every course exactly once, whatever was said."""

from dataclasses import replace

import yaml
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import CourseState, LessonLine, LessonStatus
from courses.learning.planning.paths.drawing import MOST, MOST_OF_A_COURSE, draw_path
from courses.learning.planning.paths.goals import GOALS, chosen
from courses.learning.planning.paths.ordering import Because, ordered

RESULTS = ("right", "wrong", "unknown", "left-out")
LATE, INCOME, READING, TRAPS = "missing-a-payment", "money-in-money-out", "reading-a-loan", "spotting-traps"


def state(course: Course, done: tuple[str, ...] = (), begun: tuple[str, ...] = ()) -> CourseState:
    status = {**dict.fromkeys(begun, LessonStatus.IN_PROGRESS), **dict.fromkeys(done, LessonStatus.COMPLETED)}
    lines = (LessonLine(one.slug, one, status.get(one.slug, LessonStatus.NOT_STARTED)) for one in course.lessons)
    return CourseState(course, tuple(lines))


def states(**done: tuple[str, ...]) -> list[CourseState]:
    """Every course of these tests; `done` by course, its hyphens written as underscores."""
    found = catalog().courses
    return [state(found[slug], done.get(slug.replace("-", "_"), ())) for slug in (INCOME, READING, TRAPS, LATE)]


def all_of(slug: str) -> tuple[str, ...]:
    return tuple(lesson.slug for lesson in catalog().courses[slug].lessons)


def slugs(path) -> list[str]:
    return [one.course.slug for one in path.courses]


def lessons(path, course: str) -> list[str]:
    return [one.lesson.slug for one in path.of(catalog().courses[course]).lessons]


def reasons(path, course: str, lesson: str = "") -> list[str]:
    one = path.of(catalog().courses[course])
    if lesson:
        one = next(each for each in one.lessons if each.lesson.slug == lesson)
    return [reason.because for reason in one.reasons]


PLACES = [(course.slug, lesson.slug) for course in catalog().courses.values() for lesson in course.lessons]


@given(
    st.sets(st.sampled_from(sorted(GOALS))),
    st.dictionaries(st.sampled_from(PLACES), st.sampled_from([[one] for one in RESULTS]), max_size=MOST),
    st.sets(st.sampled_from(PLACES), max_size=len(PLACES)),
)
def test_every_published_course_and_lesson_stands_in_it_once_whatever_was_said(goals, results, done) -> None:
    here = [
        state(course, tuple(slug for of, slug in done if of == course.slug)) for course in catalog().courses.values()
    ]

    path = ordered(here, chosen(goals), results)

    assert sorted(slugs(path)) == sorted(catalog().courses)
    for one in path.courses:
        assert sorted(each.lesson.slug for each in one.lessons) == sorted(all_of(one.course.slug))
        assert [each.is_done for each in one.lessons] == sorted(each.is_done for each in one.lessons)
        assert one.reasons
        assert all(reason.words for reason in one.reasons)
        assert not any(each.is_done for each in one.first)
    assert [one.is_done for one in path.courses] == sorted(one.is_done for one in path.courses)
    wanted = [any(one.course.slug in dict(goal.leads) for goal in chosen(goals)) for one in path.courses]
    open_ones = [is_wanted for is_wanted, one in zip(wanted, path.courses, strict=True) if not one.is_done]
    assert open_ones == sorted(open_ones, reverse=True)  # what was said comes before what was answered


def test_nothing_said_and_nothing_answered_is_the_usual_order() -> None:
    path = ordered(states(), (), {})

    assert slugs(path) == [INCOME, READING, TRAPS, LATE]
    assert all(reasons(path, slug) == [Because.IN_ORDER] for slug in slugs(path))
    assert lessons(path, READING) == list(all_of(READING))


def test_most_pressing_goal_comes_first_and_each_goal_before_the_second_course_of_any() -> None:
    path = ordered(states(), chosen(["month", "late", "calls"]), {})

    assert slugs(path)[:2] == [LATE, INCOME]
    assert lessons(path, LATE)[:4] == ["collectors-limits", "family-and-contacts", "real-or-fake", "true-or-scare"]
    assert lessons(path, INCOME)[:2] == ["which-bill-first", "month-on-a-page"]
    assert reasons(path, LATE) == [Because.SAID, Because.SAID]


def test_what_was_said_outranks_what_was_answered() -> None:
    known = {(INCOME, slug): ["right"] for slug in all_of(INCOME)[:2]}
    unknown = {(TRAPS, slug): ["wrong"] for slug in all_of(TRAPS)[:2]}

    path = ordered(states(), chosen(["month"]), known | unknown)

    assert slugs(path) == [INCOME, TRAPS, READING, LATE]


def test_courses_of_which_less_is_known_come_first_and_unasked_ones_between() -> None:
    results = {
        (INCOME, "month-on-a-page"): ["right"], (INCOME, "choose-a-budget"): ["right"],
        (LATE, "ask-early"): ["wrong"], (LATE, "first-48-hours"): ["unknown"],
    }  # fmt: skip

    path = ordered(states(), (), results)

    assert slugs(path) == [LATE, READING, TRAPS, INCOME]
    with override("en"):
        assert [reason.words for reason in path.of(catalog().courses[LATE]).reasons] == [
            "Right so far: 0 of 2 questions on it."
        ]


def test_lessons_whose_question_was_not_right_come_first_with_the_reason() -> None:
    results = {
        (READING, "if-late"): ["wrong"],
        (READING, "one-yardstick"): ["unknown"],
        (READING, "who-lends"): ["right"],
    }

    path = ordered(states(), (), results)

    assert lessons(path, READING)[:3] == ["one-yardstick", "if-late", "who-lends"]
    assert reasons(path, READING, "if-late") == [Because.NOT_RIGHT]
    assert reasons(path, READING, "one-yardstick") == [Because.NOT_KNOWN]
    assert reasons(path, READING, "who-lends") == [Because.RIGHT]
    assert reasons(path, READING) == [Because.ANSWERED]


def test_left_out_question_says_nothing() -> None:
    path = ordered(states(), (), {(LATE, "ask-early"): ["left-out"], (INCOME, "cushion-first"): ["left-out"]})

    assert slugs(path) == [INCOME, READING, TRAPS, LATE]
    assert reasons(path, LATE) == [Because.IN_ORDER]


def test_finished_lessons_and_courses_go_last_and_are_not_begun_with() -> None:
    path = ordered(
        states(missing_a_payment=("first-48-hours",), money_in_money_out=all_of(INCOME)), chosen(["late", "month"]), {}
    )

    assert slugs(path) == [LATE, READING, TRAPS, INCOME]
    assert lessons(path, LATE)[0] == "ask-early"
    assert lessons(path, LATE)[-1] == "first-48-hours"
    assert [one.lesson.slug for one in path.courses[0].first] == ["ask-early", "weigh-the-plan"]
    assert reasons(path, INCOME) == [Because.FINISHED]


def test_lessons_to_begin_with_are_a_few_and_all_that_were_not_right() -> None:
    path = ordered(states(), chosen(["calls"]), {(LATE, "evidence-and-doors"): ["unknown"]})

    first = path.of(catalog().courses[LATE]).first
    assert [one.lesson.slug for one in first] == [
        "collectors-limits", "family-and-contacts", "real-or-fake", "evidence-and-doors",
    ]  # fmt: skip
    assert [one.lesson.slug for one in path.of(catalog().courses[READING]).first] == ["who-lends"]


def test_course_published_later_stands_in_it() -> None:
    new = replace(catalog().courses[READING], slug="before-you-borrow")

    path = ordered([*states(), state(new)], chosen(["offer"]), {})

    assert slugs(path) == ["before-you-borrow", READING, TRAPS, INCOME, LATE]


def test_goals_name_courses_and_lessons_that_are_planned() -> None:
    plans = {
        one.parent.name: yaml.safe_load(one.read_text())["lessons"]
        for one in (settings.CONTENT_DIR / "courses").glob("*/course.yaml")
    }

    named = [(course, lesson) for goal in GOALS.values() for course, ones in goal.leads for lesson in ones]

    assert [place for place in named if place[1] not in plans.get(place[0], ())] == []


def test_goal_that_is_no_more_is_passed_over() -> None:
    assert [goal.key for goal in chosen(["month", "gone", 3, "calls"])] == ["calls", "month"]


# ---- drawing


def test_at_most_two_of_a_course_and_twelve_in_all_are_drawn() -> None:
    many = [
        state(replace(catalog().courses[READING], slug=f"{READING}-{number}", code=f"C{number}"))
        for number in range(9)
    ]  # fmt: skip

    few, lots = draw_path(states(), (), 5), draw_path(many, (), 5)

    assert [item.course for item in few] == [slug for slug in (INCOME, READING, TRAPS, LATE) for _ in range(2)]
    assert len({(item.course, item.drawn.lesson) for item in few}) == len(few)  # of two lessons each
    assert (MOST, MOST_OF_A_COURSE) == (12, 2)
    assert [item.course for item in lots] == [f"{READING}-{number}" for number in range(9)]


def test_same_seed_draws_the_same_and_another_one_something_else() -> None:
    assert draw_path(states(), (), 5) == draw_path(states(), (), 5)
    assert draw_path(states(), (), 5) != draw_path(states(), (), 6)


def test_what_matters_is_asked_about_first_in_the_lessons_that_answer_to_it() -> None:
    found = draw_path(states(), chosen(["calls"]), 5)

    assert [item.course for item in found[:2]] == [LATE, LATE]
    assert {item.drawn.lesson for item in found[:2]} <= set(dict(GOALS["calls"].leads)[LATE])


def test_finished_lessons_and_courses_are_not_asked_about() -> None:
    here = states(money_in_money_out=all_of(INCOME), missing_a_payment=all_of(LATE)[1:])

    found = draw_path(here, (), 5)

    assert INCOME not in {item.course for item in found}
    assert {item.drawn.lesson for item in found if item.course == LATE} == {all_of(LATE)[0]}


def test_questions_met_before_are_drawn_only_when_there_is_no_other() -> None:
    before = draw_path(states(), (), 5)

    after = draw_path(states(), (), 5, [item.drawn.item for item in before])

    assert {item.drawn.item for item in after} & {item.drawn.item for item in before} == set()
