"""Many presses at once, with real connections: one row per key, one guest per visitor."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from courses.accounts.models import User
from courses.accounts.visitors.guests import lock_guest
from courses.learning.course_progress.progress import lesson_state
from courses.learning.lessons import actions
from courses.learning.models import Answer, LessonProgress
from literacy.demo.learner import right_answer
from tests.conftest import NOW, VISITOR_TOKEN
from tests.learning.answers import wrong_answer

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def together(act: Callable[[int], object], times: int = AT_ONCE) -> list[object]:
    """What `act(0)`, `act(1)` … return or raise when all begin at the same moment."""
    results: list[object] = [None] * times
    gate = threading.Barrier(times)

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = act(number)
        except Exception as problem:
            results[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def answer(lesson, question, given, key):
    return actions.record_answer(
        learner=lambda now: lock_guest(VISITOR_TOKEN, now=now), lesson=lesson, question=question, occasion="lesson",
        given=given, key=key, now=NOW,
    )  # fmt: skip


def test_first_answer_of_a_visitor_pressed_many_times_makes_one_guest_and_one_row(lesson) -> None:
    question = lesson.marked_questions[0]

    results = together(lambda number: answer(lesson, question, right_answer(question), "same"))

    assert {getattr(result, "pk", result) for result in results} == {Answer.objects.get().pk}
    assert User.objects.count() == 1
    assert LessonProgress.objects.count() == 1


def test_different_keys_at_once_never_pass_the_limit_of_tries(lesson) -> None:
    question = lesson.marked_questions[0]

    results = together(lambda number: answer(lesson, question, wrong_answer(question), f"k{number}"))

    assert Answer.objects.count() == 3
    assert sum(isinstance(result, actions.AlreadyResolved) for result in results) == AT_ONCE - 3
    assert sum(isinstance(result, Answer) for result in results) == 3


def test_all_questions_answered_at_once_complete_the_lesson(lesson) -> None:
    questions = lesson.marked_questions

    results = together(
        lambda number: answer(lesson, questions[number], right_answer(questions[number]), f"k{number}"), len(questions)
    )

    guest = User.objects.get()
    assert all(isinstance(result, Answer) for result in results), results
    assert lesson_state(guest, lesson).is_complete
    assert LessonProgress.objects.get().completed_at == NOW


def test_sqlite_settings_are_those_that_lose_nothing() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite only")
    with connection.cursor() as cursor:
        read = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete")
        }

    assert read == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
