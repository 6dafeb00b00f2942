"""How a plan is spread over a term, moved, and read back."""

from datetime import date, timedelta

from courses.catalog.published.library import catalog
from courses.organizations.assigning.plans.lines import PlanLine, by_day, moved, shown_lines, spread

FIRST = date(2027, 3, 1)
WEEK = timedelta(days=7)


def test_lesson_by_lesson_every_week(course) -> None:
    lines = spread([course], by_lesson=True, has_first_check=False, starts_on=FIRST, every=WEEK)

    assert [line.lesson for line in lines] == [lesson.slug for lesson in course.lessons]
    assert [line.due_on for line in lines[:2]] == [date(2027, 3, 8), date(2027, 3, 15)]


def test_first_check_of_each_course_is_due_with_what_follows_it() -> None:
    courses = [one for one in catalog().courses.values() if one.draw][:2]

    lines = spread(courses, by_lesson=False, has_first_check=True, starts_on=FIRST, every=2 * WEEK)

    assert [(line.course, line.is_first_check, line.due_on) for line in lines] == [
        (courses[0].slug, True, date(2027, 3, 15)), (courses[0].slug, False, date(2027, 3, 15)),
        (courses[1].slug, True, date(2027, 3, 29)), (courses[1].slug, False, date(2027, 3, 29)),
    ]  # fmt: skip


def test_without_a_rhythm_nothing_has_a_day(course) -> None:
    lines = spread([course], by_lesson=True, has_first_check=True, starts_on=FIRST, every=None)

    assert {line.due_on for line in lines} == {None}


def test_moving_keeps_the_distances_and_what_has_no_day() -> None:
    lines = (PlanLine("a", due_on=FIRST), PlanLine("b"), PlanLine("c", due_on=FIRST + WEEK))

    assert [line.due_on for line in moved(lines, timedelta(days=30))] == [date(2027, 3, 31), None, date(2027, 4, 7)]


def test_lines_are_kept_and_read_back() -> None:
    lines = [PlanLine("a", "one", due_on=FIRST), PlanLine("a", is_first_check=True), PlanLine("b", note="带上合同")]

    assert [PlanLine.of_row(line.as_row()) for line in lines] == lines
    assert by_day(reversed(lines))[0] == lines[0]


def test_retired_courses_and_lessons_are_not_shown(course) -> None:
    lines = [PlanLine("gone"), PlanLine(course.slug, "gone"), PlanLine(course.slug, course.lessons[0].slug)]

    assert [one.line for one in shown_lines(lines, catalog())] == lines[2:]
