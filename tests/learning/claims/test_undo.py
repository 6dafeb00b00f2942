"""Undo of a merge: everything as before, and nothing lost of what the account has done since."""

from datetime import timedelta

import pytest

from courses.accounts.http.refusals import TooLateError
from courses.catalog.published.library import catalog
from courses.learning.claims import actions
from courses.learning.models import (
    Answer,
    CheckAnswer,
    CheckAttempt,
    Claim,
    LearningRecord,
    LessonProgress,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.claims.claimer import LATER, add, answer, everything, fill

pytestmark = pytest.mark.django_db


def test_undo_within_thirty_days_restores_every_row(account, guest, lesson) -> None:
    fill(account)
    fill(guest, reviewed_at=LATER)
    for number, question in enumerate(lesson.marked_questions):
        answer(account if number % 2 else guest, lesson, question, right_answer(question), f"k{number}")
    before = everything()

    add(account, guest)
    assert everything() != before
    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(days=29))

    assert everything() == before
    assert Claim.objects.count() == 0


def test_undo_is_refused_after_thirty_days_and_changes_nothing(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")
    add(account, guest)

    with pytest.raises(TooLateError):
        actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(days=30))

    assert Answer.objects.get().learner == account


def test_undo_leaves_what_the_account_did_since(account, guest, lesson) -> None:
    first, second, *_ = lesson.marked_questions
    answer(account, lesson, first, right_answer(first), "a1")
    answer(guest, lesson, second, right_answer(second), "g1")
    add(account, guest)
    third = lesson.marked_questions[2]
    answer(account, lesson, third, right_answer(third), "a2", LATER + timedelta(minutes=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert sorted(Answer.objects.filter(learner=account).values_list("key", flat=True)) == ["a1", "a2"]
    assert list(Answer.objects.filter(learner=guest).values_list("key", flat=True)) == ["g1"]
    assert LessonProgress.objects.get(learner=account).touched_at == LATER + timedelta(minutes=1)


@pytest.mark.parametrize("account_had_it", [True, False])
def test_undo_keeps_an_answer_to_a_step_that_was_given_since(account, guest, lesson, account_had_it) -> None:
    place = {"course": lesson.course, "lesson": lesson.slug, "action": "find-yearly-rate", "choice": "will"}
    StepChoice.objects.create(learner=guest, chosen_at=NOW, after_7="not-yet", after_7_at=NOW, **place)
    if account_had_it:
        StepChoice.objects.create(learner=account, chosen_at=NOW, **place)
    add(account, guest)
    StepChoice.objects.filter(learner=account).update(after_30="done", after_30_at=LATER + timedelta(minutes=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert StepChoice.objects.get(learner=account).after_30 == "done"
    back = StepChoice.objects.get(learner=guest)
    assert (back.after_7, back.after_7_at, back.after_30) == ("not-yet", NOW, "")


def test_undo_leaves_progress_to_both_when_the_account_went_on_in_the_guests_lesson(account, guest, lesson) -> None:
    first, second, *_ = lesson.marked_questions
    answer(guest, lesson, first, right_answer(first), "g1")
    add(account, guest)
    answer(account, lesson, second, right_answer(second), "a1", LATER + timedelta(minutes=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert LessonProgress.objects.get(learner=account).touched_at == LATER + timedelta(minutes=1)
    assert LessonProgress.objects.get(learner=guest).touched_at == NOW


@pytest.mark.parametrize("had_begun", [False, True])
def test_undo_leaves_no_lesson_complete_that_the_account_has_not_answered(account, guest, lesson, had_begun) -> None:
    *most, last = lesson.marked_questions
    for number, question in enumerate(most):
        answer(account if had_begun and not number else guest, lesson, question, right_answer(question), f"g{number}")
    add(account, guest)
    answer(account, lesson, last, right_answer(last), "a1", LATER + timedelta(minutes=1))
    assert LessonProgress.objects.get(learner=account).completed_at == LATER + timedelta(minutes=1)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert LessonProgress.objects.get(learner=guest).completed_at is None
    assert LessonProgress.objects.get(learner=account).completed_at is None


def test_undo_opens_a_lesson_again_that_the_guest_completed_and_the_account_went_on_with(
    account, guest, lesson
) -> None:
    first = lesson.marked_questions[0]
    for number, question in enumerate(lesson.marked_questions):
        answer(guest, lesson, question, right_answer(question), f"g{number}")
    add(account, guest)
    answer(account, lesson, first, right_answer(first), "a1", LATER + timedelta(minutes=1), occasion="again")

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert LessonProgress.objects.get(learner=guest).completed_at == NOW
    assert LessonProgress.objects.get(learner=account).completed_at is None


def test_undo_restores_each_of_several_lessons_that_both_had(account, guest, course) -> None:
    for person in (account, guest):
        for number, one in enumerate(course.lessons[:3]):
            at = NOW + timedelta(minutes=number + (10 if person == guest else 0))
            answer(person, one, one.marked_questions[0], right_answer(one.marked_questions[0]), f"k{number}", at)
    before = everything()

    add(account, guest)
    changed = everything() != before
    actions.undo(account=account, catalog=catalog(), now=LATER)

    assert changed
    assert everything() == before


def test_undo_leaves_a_check_to_the_account_that_has_sent_it(account, guest) -> None:
    attempt = CheckAttempt.objects.create(
        learner=guest, key="open", course="reading-a-loan", course_version=1, kind="final", seed=1, drawn=[],
        started_at=NOW,
    )  # fmt: skip
    add(account, guest)
    sent = {"sent_at": LATER + timedelta(minutes=1), "right": 8, "asked": 10, "passed": True}
    CheckAttempt.objects.filter(pk=attempt.pk).update(**sent)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert CheckAttempt.objects.get().learner == account


def open_check(guest, **more) -> CheckAttempt:
    return CheckAttempt.objects.create(
        learner=guest, key="check", course="reading-a-loan", course_version=1, kind="final", seed=1, drawn=[],
        started_at=NOW, **more,
    )  # fmt: skip


def test_undo_leaves_a_check_to_the_account_that_has_answered_in_it(account, guest) -> None:
    attempt = open_check(guest)
    add(account, guest)
    place = {"lesson": "one-yardstick", "question": "q", "version": "v", "result": "unknown"}
    CheckAnswer.objects.create(attempt=attempt, at=LATER + timedelta(minutes=1), **place)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert CheckAttempt.objects.get().learner == account


def test_undo_leaves_the_check_on_which_a_record_of_the_account_rests(account, guest) -> None:
    open_check(guest, sent_at=NOW, right=9, asked=10, passed=True)
    add(account, guest)
    LearningRecord.objects.create(
        learner=account, key="r", code="CODE", course="reading-a-loan", course_version=1, right=9, asked=10,
        passed_on=NOW.date(), issued_at=LATER + timedelta(minutes=1),
    )  # fmt: skip

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert CheckAttempt.objects.get().learner == LearningRecord.objects.get().learner == account


def test_undo_brings_no_code_back_that_was_revoked_since(account, guest) -> None:
    fill(guest)
    add(account, guest)
    LearningRecord.objects.update(revoked_at=LATER + timedelta(minutes=1))

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    record = LearningRecord.objects.get()
    assert (record.learner, record.revoked_at) == (guest, LATER + timedelta(minutes=1))


def test_undo_leaves_a_review_to_both_that_the_account_has_done(account, guest) -> None:
    fill(guest)
    add(account, guest)
    at = LATER + timedelta(minutes=1)
    ReviewCard.objects.filter(learner=account).update(reviewed_at=at, rounds=1)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert ReviewCard.objects.get(learner=account).reviewed_at == at
    assert ReviewCard.objects.get(learner=guest).reviewed_at == NOW


def test_undo_brings_no_questionnaire_back_that_was_removed_since(account, guest) -> None:
    fill(guest)
    add(account, guest)
    WellbeingResult.objects.all().delete()

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert WellbeingResult.objects.count() == 0


def test_undo_returns_a_record_without_the_name_that_the_account_gave_it(account, guest) -> None:
    fill(guest)
    add(account, guest)
    LearningRecord.objects.update(name="Lin", shows_name=True)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    record = LearningRecord.objects.get()
    assert (record.learner, record.name, record.shows_name) == (guest, "", False)
