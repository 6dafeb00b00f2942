"""A wrong answer key is corrected: sent checks are marked again on record, both scores are kept, nobody loses."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.catalog.published import library
from courses.learning.exams import regrading
from courses.learning.exams.regrading import regrade
from courses.learning.exams.results import result_of
from courses.learning.models import CheckAttempt, Regrade
from courses.privacy.export import collect
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.learning.exams.editing import Author
from tests.learning.exams.sitting import Taker, question_of

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def mark_again() -> int:
    return regrade(library.catalog(), now=timezone.now())


def sent(taker: Taker, marks: str, kind: str = "check") -> tuple[CheckAttempt, int]:
    """A sent check, and the place of a question with one right option; that one is answered last."""
    attempt = taker.begun(kind)
    place = next(place for place in range(1, 11) if question_of(attempt, place).kind == "single")
    taker.fill(attempt, marks)
    return attempt, place


def correct(author: Author, attempt: CheckAttempt, place: int, on: date | None = None) -> None:
    """What `wrong_answer` gives is the right option now."""
    question = question_of(attempt, place)
    author.turn_key(question, wrong_answer(question), corrected=on or today())


def result_page(taker: Taker, attempt: CheckAttempt) -> str:
    return taker.get(taker.page(attempt, "result")).content.decode()


def test_answer_that_was_right_after_all_counts_and_both_scores_are_kept(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    for other in [one for one in range(1, 11) if one != place][:2]:
        taker.unknown(attempt, other)
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)

    assert mark_again() == 1

    attempt.refresh_from_db()
    row = Regrade.objects.get()
    assert (row.was, row.became, row.right_was, row.right_became) == ("wrong", "right", 7, 8)
    assert (row.passed_was, row.passed_became) == (False, True)
    assert (attempt.right, attempt.passed, row.answer.result) == (8, True, "right")
    page = result_page(taker, attempt)
    assert "Before: 7 of 10 right. By the corrected key: 8 of 10." in page
    assert "Your answer counts as right now." in page


def test_answer_that_was_not_right_after_all_is_noted_and_nobody_loses(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    for other in [one for one in range(1, 11) if one != place][:2]:
        taker.unknown(attempt, other)
    taker.send(attempt)
    correct(author, attempt, place)

    assert mark_again() == 1

    attempt.refresh_from_db()
    row = Regrade.objects.get()
    assert (row.was, row.became, row.right_was, row.right_became) == ("right", "wrong", 8, 7)
    assert (row.passed_was, row.passed_became) == (True, False)
    assert (attempt.right, attempt.passed, row.answer.result) == (8, True, "right")
    page = result_page(taker, attempt)
    assert "Before: 8 of 10 right. By the corrected key: 7 of 10." in page
    assert "you lose nothing" in page


def test_marking_again_twice_marks_once(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    correct(author, attempt, place)
    mark_again()

    assert mark_again() == 0
    author.reword(question_of(attempt, place))
    assert mark_again() == 0
    assert Regrade.objects.count() == 1


def test_key_that_is_corrected_on_another_day_again_is_marked_again(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    asked = question_of(attempt, place)
    first, second, *_others = [key for key in asked.body.options if key != right_answer(asked)]
    author.turn_key(asked, first, corrected=today())
    mark_again()
    author.turn_key(question_of(attempt, place), second, corrected=today() + timedelta(days=1))

    assert mark_again() == 1
    first_time, second_time = Regrade.objects.order_by("pk")
    assert [one.corrected_on for one in (first_time, second_time)] == [today(), today() + timedelta(days=1)]
    lines = result_of(attempt.learner, attempt, library.catalog(), "en").lines
    assert lines[place - 1].regrade == second_time


def test_answer_that_another_run_has_just_marked_is_not_marked_again(taker, author, monkeypatch) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    correct(author, attempt, place)
    answers = list(attempt.answers.filter(question=question_of(attempt, place).id))
    mark_again()
    monkeypatch.setattr(regrading, "_answered_before", lambda _course, _correction: answers)

    assert mark_again() == 0
    assert Regrade.objects.count() == 1


def test_answer_that_was_erased_meanwhile_is_not_marked_again(taker, author, monkeypatch) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    correct(author, attempt, place)
    answers = list(attempt.answers.filter(question=question_of(attempt, place).id))
    attempt.delete()
    monkeypatch.setattr(regrading, "_answered_before", lambda _course, _correction: answers)

    assert mark_again() == 0
    assert Regrade.objects.count() == 0


def test_first_right_answer_of_a_check_may_come_from_a_corrected_key(taker, author) -> None:
    attempt, place = sent(taker, "uuuuuuuuuu")
    taker.wrong(attempt, place)
    taker.send(attempt)
    correct(author, attempt, place)
    mark_again()

    attempt.refresh_from_db()
    row = Regrade.objects.get()
    assert (row.right_was, row.right_became, attempt.right) == (0, 1, 1)


def test_check_that_was_passed_stays_passed_when_more_is_needed_since(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.wrong(attempt, place)
    taker.unknown(attempt, next(one for one in range(1, 11) if one != place))
    taker.send(attempt)
    author.publish(passing=10)
    correct(author, attempt, place)
    mark_again()

    attempt.refresh_from_db()
    assert (attempt.right, attempt.passed) == (9, True)


def test_answer_that_is_wrong_by_both_keys_is_not_noted(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    asked = question_of(attempt, place)
    others = [key for key in asked.body.options if key not in (right_answer(asked), wrong_answer(asked))]
    taker.answer(attempt, place, others[0])
    taker.send(attempt)
    correct(author, attempt, place)

    assert mark_again() == 0
    assert Regrade.objects.count() == 0


def test_key_that_is_changed_without_saying_so_changes_no_result(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    author.turn_key(question_of(attempt, place), wrong_answer(question_of(attempt, place)))

    assert mark_again() == 0
    assert "corrected key" not in result_page(taker, attempt)


def test_what_is_not_sent_or_was_answered_after_the_correction_is_left_alone(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    correct(author, attempt, place)
    assert mark_again() == 0

    taker.send(attempt)
    question = question_of(attempt, place)
    author.reword(question, corrected=today() - timedelta(days=1))

    assert mark_again() == 0


def test_unknown_stays_unknown_and_a_choice_that_is_gone_keeps_its_result(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    other = next(one for one in range(1, 11) if one != place and question_of(attempt, one).kind == "single")
    taker.unknown(attempt, place)
    taker.wrong(attempt, other)
    taker.send(attempt)
    correct(author, attempt, place)
    gone = question_of(attempt, other)
    author._change(author.drop_option(gone, wrong_answer(gone)), corrected=today())

    assert mark_again() == 0


def test_regrade_is_exported_and_goes_with_the_person(taker, author) -> None:
    attempt, place = sent(taker, "rrrrrrrrrr")
    taker.send(attempt)
    correct(author, attempt, place)
    call_command("regrade")

    exported = {one.table.model: one.rows for one in collect(attempt.learner)}
    assert len(exported["learning.Regrade"]) == 1
    taker.client.post("/en/me/data/delete/", {"sure": "on"})
    assert Regrade.objects.count() == 0
