"""Checks marked again by a corrected key: only the one that holds the answer."""

from dataclasses import replace

import pytest

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.exams.drawing import DrawnItem
from courses.learning.exams.regrading import regrade
from courses.learning.models import CheckAttempt, CourseProgress, LessonProgress, Regrade
from tests.conftest import NOW, make_guest
from tests.learning.exams.results.marked import marked_parts
from tests.learning.exams.results.taken_checks import all_unknown, result
from tests.learning.exams.sitting import question_of
from tests.learning.exams.test_regrading import correct, mark_again, sent

pytestmark = pytest.mark.django_db


def test_check_before_the_course_is_never_passed_by_a_corrected_key(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr", "diagnostic")
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)
    mark_again()

    attempt.refresh_from_db()
    row = Regrade.objects.get()
    assert (row.right_was, row.right_became, row.passed_became) == (9, 10, False)
    assert (attempt.right, attempt.passed) == (10, False)


def test_corrected_key_changes_only_the_check_that_holds_the_answer(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.wrong(attempt, place)
    taker.send(attempt)
    other = all_unknown(make_guest("another-guest-of-the-tests"), [], sent_at=NOW, right=0, asked=1, passed=False)
    correct(author, attempt, place)

    assert mark_again() == 1

    other.refresh_from_db()
    assert (other.right, other.passed) == (0, False)


def test_check_that_is_passed_by_a_corrected_key_is_so_in_the_summary_of_the_course(taker, author, course) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    for other in [one for one in range(1, 11) if one != place][:2]:
        taker.unknown(attempt, other)
    taker.wrong(attempt, place)
    taker.send(attempt)
    LessonProgress.objects.create(
        learner=attempt.learner, course=course.slug, lesson=course.lessons[0].slug, opened_at=NOW, touched_at=NOW
    )
    summarize(attempt.learner_id, course.slug)
    before = CourseProgress.objects.get().has_passed
    correct(author, attempt, place)
    mark_again()

    assert (before, CourseProgress.objects.get().has_passed) == (False, True)


def test_answers_to_other_questions_and_in_other_courses_are_not_marked_again(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)
    CheckAttempt.objects.filter(pk=attempt.pk).update(course="before-you-borrow")

    assert mark_again() == 0


def test_two_corrected_keys_of_a_check_are_told_in_their_order(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    other = next(one for one in range(1, 11) if one != place and question_of(attempt, one).kind == "single")
    for one in (place, other):
        taker.wrong(attempt, one)
    taker.send(attempt)
    for one in (place, other):
        correct(author, attempt, one)
        mark_again()
    attempt.refresh_from_db()

    found = result(attempt.learner, attempt)

    assert [(one.right_was, one.right_became) for one in found.regrades] == [(8, 9), (9, 10)]
    assert (found.right_by_keys, found.attempt.right) == (10, 10)


def test_i_dont_know_is_not_marked_again_where_nothing_chosen_is_an_answer(guest) -> None:
    course, lesson, found = marked_parts()
    rows = [DrawnItem(lesson.slug, found.body.slot, found.id, "0" * 16).as_row()]
    all_unknown(guest, rows, course=course.slug, sent_at=NOW, right=0, asked=1, passed=False)
    corrected = replace(found, body=found.body.model_copy(update={"corrected": NOW.date()}))
    lesson = replace(lesson, pool={**lesson.pool, found.id: corrected})
    course = replace(course, lessons=tuple(lesson if one.slug == lesson.slug else one for one in course.lessons))

    assert regrade(replace(catalog(), courses={course.slug: course}), now=NOW) == 0
    assert corrected.mark("").code == "wrong"


def test_check_of_which_no_question_is_left_needs_nothing(guest) -> None:
    attempt = all_unknown(guest, [], sent_at=NOW, right=0, asked=0, passed=False)

    assert result(guest, attempt).needed == 0
