"""Writing a check: begun once, answered while it is open, by its own learner; and what sending it notes."""

from datetime import timedelta

import pytest

from courses.learning.exams.actions import AlreadySent, NotYoursError, save_answer, send_check, start_check
from courses.learning.models import CheckAnswer, CheckAttempt, CourseProgress, LessonProgress
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_guest

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def begun(learner, course, *, kind=CheckAttempt.FINAL, key="key", at=NOW) -> CheckAttempt:
    return start_check(learner=lambda _now: learner, course=course, kind=kind, key=key, seed=1, now=at)


def questions_of(attempt, course):
    return [course.by_slug[row[0]].pool[row[2]] for row in attempt.drawn]


def saved(learner, attempt, question, given="", *, at=NOW) -> CheckAnswer:
    return save_answer(
        learner=lambda _now: learner, attempt=attempt.pk, question=question, given=given, now=at, language="en"
    )


def sent(learner, attempt, course, *, right: int, at=NOW) -> CheckAttempt:
    """With so many right answers, and none known otherwise."""
    for number, question in enumerate(questions_of(attempt, course)):
        saved(learner, attempt, question, right_answer(question) if number < right else "")
    send_check(learner=lambda _now: learner, attempt=attempt.pk, course=course, now=at)
    return CheckAttempt.objects.get(pk=attempt.pk)


@pytest.mark.parametrize(
    ("kind", "right", "passed"),
    [(CheckAttempt.FINAL, 8, True), (CheckAttempt.FINAL, 7, False), (CheckAttempt.DIAGNOSTIC, 10, False)],
)
def test_result_is_kept_with_its_moment_and_only_a_final_check_is_passed(guest, course, kind, right, passed) -> None:
    attempt = sent(guest, begun(guest, course, kind=kind), course, right=right, at=NOW + DAY)

    assert (attempt.asked, attempt.right, attempt.passed, attempt.sent_at) == (10, right, passed, NOW + DAY)


def test_sending_notes_in_the_summary_of_the_course_that_it_was_passed(guest, course) -> None:
    place = {"course": course.slug, "lesson": course.lessons[0].slug}
    LessonProgress.objects.create(learner=guest, opened_at=NOW, touched_at=NOW, **place)
    sent(guest, begun(guest, course), course, right=10)

    assert CourseProgress.objects.get(learner=guest, course=course.slug).has_passed


def test_sending_again_leaves_the_first_result_and_its_moment(guest, course) -> None:
    attempt = sent(guest, begun(guest, course), course, right=9)

    again = send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW + DAY)

    assert (again.sent_at, again.right) == (NOW, 9)


def test_beginning_answering_and_sending_are_activity_of_their_day(guest, course) -> None:
    attempt = begun(guest, course, at=NOW + DAY)
    days = [type(guest).objects.get().last_active_on]
    first, *others = questions_of(attempt, course)
    saved(guest, attempt, first, at=NOW + 2 * DAY)
    days.append(type(guest).objects.get().last_active_on)
    for question in others:
        saved(guest, attempt, question, at=NOW + 2 * DAY)
    send_check(learner=lambda _now: guest, attempt=attempt.pk, course=course, now=NOW + 3 * DAY)
    days.append(type(guest).objects.get().last_active_on)

    assert days == [(NOW + number * DAY).date() for number in (1, 2, 3)]


def test_answer_is_kept_once_as_it_was_given_last(guest, course) -> None:
    attempt = begun(guest, course)
    question = questions_of(attempt, course)[0]
    saved(guest, attempt, question)
    saved(guest, attempt, question, right_answer(question), at=NOW + DAY)

    row = attempt.answers.get()
    assert (row.given, row.result, row.version) == (right_answer(question), CheckAnswer.RIGHT, question.version)
    assert (row.language, row.at) == ("en", NOW + DAY)


def test_question_that_was_not_drawn_is_not_answered(guest, course) -> None:
    attempt = begun(guest, course)
    asked = questions_of(attempt, course)
    other = next(one for one in course.by_slug[asked[0].lesson].pool.values() if one.is_marked and one not in asked)

    with pytest.raises(NotYoursError):
        saved(guest, attempt, other)


def test_check_of_somebody_else_is_neither_answered_nor_sent(guest, course) -> None:
    attempt, other = begun(guest, course), make_guest("another-guest-of-the-tests")
    begun(other, course)

    with pytest.raises(NotYoursError):
        saved(other, attempt, questions_of(attempt, course)[0])
    with pytest.raises(NotYoursError):
        send_check(learner=lambda _now: other, attempt=attempt.pk, course=course, now=NOW)


def test_check_that_was_sent_takes_no_answer(guest, course) -> None:
    attempt = sent(guest, begun(guest, course), course, right=0)

    with pytest.raises(AlreadySent):
        saved(guest, attempt, questions_of(attempt, course)[0])


def test_open_check_goes_on_and_a_key_begins_one_only(guest, course) -> None:
    first = begun(guest, course)
    assert begun(guest, course, key="other") == first
    assert begun(guest, course, kind=CheckAttempt.DIAGNOSTIC, key="before") != first

    sent(guest, first, course, right=0)

    assert begun(guest, course) == first
    assert begun(guest, course, key="third") != first


def test_check_before_the_course_is_begun_once(guest, course) -> None:
    attempt = sent(guest, begun(guest, course, kind=CheckAttempt.DIAGNOSTIC), course, right=0)

    assert begun(guest, course, kind=CheckAttempt.DIAGNOSTIC, key="other") == attempt
