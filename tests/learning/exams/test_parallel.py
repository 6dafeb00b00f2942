"""Two presses at once, with real connections: one open check, one row an item, one result."""

import pytest

from courses.accounts.models import User
from courses.accounts.visitors.guests import lock_guest
from courses.learning.exams.actions import AlreadySent, save_answer, send_check, start_check
from courses.learning.models import CheckAnswer, CheckAttempt
from literacy.demo.learner import right_answer
from tests.conftest import NOW, VISITOR_TOKEN
from tests.learning.exams.sitting import question_of
from tests.learning.lessons.test_parallel import AT_ONCE, together

pytestmark = pytest.mark.django_db(transaction=True)


def learner(now):
    return lock_guest(VISITOR_TOKEN, now=now)


def begin(course, number: int, key: str) -> CheckAttempt:
    return start_check(learner=learner, course=course, kind=CheckAttempt.FINAL, key=key, seed=number, now=NOW)


@pytest.mark.parametrize("key", ["same", "key-{}"])
def test_check_begun_many_times_at_once_is_one_open_attempt(course, key) -> None:
    results = together(lambda number: begin(course, number, key.format(number)))

    assert {getattr(one, "pk", one) for one in results} == {CheckAttempt.objects.get().pk}
    assert User.objects.count() == 1


def test_answers_saved_at_once_are_one_row_an_item(course) -> None:
    attempt = begin(course, 1, "key")

    results = together(
        lambda number: save_answer(
            learner=learner, attempt=attempt.pk, question=question_of(attempt, number % 4 + 1),
            given=right_answer(question_of(attempt, number % 4 + 1)), now=NOW,
        )
    )  # fmt: skip

    assert all(isinstance(one, CheckAnswer) for one in results), results
    assert attempt.answers.count() == 4


def test_check_sent_many_times_at_once_has_one_result_that_its_rows_bear_out(course) -> None:
    attempt = begin(course, 1, "key")
    for place in range(1, 11):
        question = question_of(attempt, place)
        given = right_answer(question) if place > 3 else ""
        save_answer(learner=learner, attempt=attempt.pk, question=question, given=given, now=NOW)

    def act(number: int):
        if number % 2:
            return send_check(learner=learner, attempt=attempt.pk, course=course, now=NOW)
        question = question_of(attempt, 1)
        return save_answer(learner=learner, attempt=attempt.pk, question=question, given="", now=NOW)

    results = together(act)

    attempt.refresh_from_db()
    assert all(isinstance(one, CheckAttempt | CheckAnswer | AlreadySent) for one in results), results
    assert len(results) == AT_ONCE
    assert (attempt.right, attempt.asked, attempt.passed) == (7, 10, False)
    assert attempt.answers.filter(result=CheckAnswer.RIGHT).count() == attempt.right
