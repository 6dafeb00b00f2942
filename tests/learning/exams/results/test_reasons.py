"""What an unknown, a wrong and a right answer are told."""

from dataclasses import replace

import pytest

from courses.catalog.published.library import catalog
from courses.learning.exams.actions import send_check
from courses.learning.exams.drawing import DrawnItem
from courses.learning.exams.results import result_of
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import wrong_answer
from tests.learning.exams.results.marked import marked_parts
from tests.learning.exams.results.taken_checks import all_unknown, result
from tests.learning.exams.sitting import question_of

pytestmark = pytest.mark.django_db


def test_unknown_answer_has_no_reasons_and_a_wrong_one_has(guest) -> None:
    course, lesson, question = marked_parts()
    rows = [DrawnItem(lesson.slug, question.body.slot, question.id, question.version).as_row()]
    attempt = all_unknown(guest, rows, course=course.slug)
    send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW)
    (unknown,) = result(guest, attempt).lines
    attempt.answers.update(given=wrong_answer(question), result="wrong")
    (wrong,) = result(guest, attempt).lines

    assert (unknown.reasons, unknown.feedback, bool(wrong.reasons)) == ((), None, True)


def test_right_answer_has_no_reasons_though_one_part_too_many_was_marked(guest) -> None:
    course, lesson, question = marked_parts()
    question = replace(question, body=question.body.model_copy(update={"allow": 1}))
    lesson = replace(lesson, pool={**lesson.pool, question.id: question})
    course = replace(course, lessons=tuple(lesson if one.slug == lesson.slug else one for one in course.lessons))
    rows = [DrawnItem(lesson.slug, question.body.slot, question.id, question.version).as_row()]
    attempt = all_unknown(guest, rows, course=course.slug)
    fine = next(key for key in question.body.choices if key not in question.body.right_keys)
    given = ",".join((*question.body.right_keys, fine))
    attempt.answers.update(given=given, result="right")
    send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW)

    (line,) = result_of(guest, attempt, replace(catalog(), courses={course.slug: course}), "en").lines

    assert (question.mark(given).is_right, question.mark(given).alarms) == (True, 1)
    assert (line.reasons, line.feedback) == ((), None)


def test_right_answer_is_not_told_what_is_said_to_wrong_ones(taker, author) -> None:
    """Also where the author has written something for the right option."""
    attempt = taker.begun()
    place = next(place for place in range(1, 11) if question_of(attempt, place).kind == "single")
    question = question_of(attempt, place)
    author.turn_key(question, wrong_answer(question))
    taker.fill(attempt, "r" * 10)
    taker.send(attempt)
    now = question_of(attempt, place)

    line = result(attempt.learner, attempt).lines[place - 1]

    assert now.mark(right_answer(now)).feedback is not None
    assert (line.is_right, line.feedback) == (True, None)
