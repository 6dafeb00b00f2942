"""A guest's learning added to an account: a union, nothing lost, undone within ten minutes."""

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from fsrs import Card

from courses.catalog.library import catalog
from courses.learning import actions as learning
from courses.learning.claims import actions
from courses.learning.models import (
    Answer,
    CheckAnswer,
    CheckAttempt,
    Claim,
    LearningRecord,
    LessonProgress,
    ReminderSent,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from courses.learning.progress import lesson_state
from literacy.demo_data import right_answer
from tests.conftest import NOW
from tests.learning.answers import wrong_answer

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


def answer(person, lesson, question, given, key, at=NOW) -> None:
    learning.record_answer(
        learner=lambda _now: person, lesson=lesson, question=question, occasion="lesson", given=given, key=key, now=at
    )


def add(account, guest, now=LATER) -> Claim:
    return actions.add_guest_learning(account=account, guest=guest, catalog=catalog(), now=now)


def everything() -> list:
    tables = (
        Answer,
        LessonProgress,
        CheckAttempt,
        ReviewCard,
        StepChoice,
        WellbeingResult,
        LearningRecord,
        ReminderSent,
    )
    return [model_to_dict(row) | {"pk": row.pk} for table in tables for row in table.objects.order_by("pk")]


def test_answers_of_both_are_all_kept(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(account, lesson, question, wrong_answer(question), "a1")
    answer(guest, lesson, question, right_answer(question), "g1")

    add(account, guest)

    assert list(Answer.objects.filter(learner=account).order_by("id").values_list("key", "result")) == [
        ("a1", "wrong"), ("g1", "right"),
    ]  # fmt: skip
    assert Answer.objects.filter(learner=guest).count() == 0
    assert lesson_state(account, lesson).of(question.id).is_right


def test_earliest_completion_is_kept(account, guest, lesson) -> None:
    for person, at in ((account, LATER), (guest, NOW)):
        for number, question in enumerate(lesson.marked_questions):
            answer(person, lesson, question, right_answer(question), f"{person.pk}-{number}", at)

    add(account, guest, LATER + timedelta(hours=1))

    row = LessonProgress.objects.get(learner=account)
    assert (row.opened_at, row.completed_at, row.touched_at) == (NOW, NOW, LATER)


def test_lesson_half_done_by_each_is_complete_together(account, guest, lesson) -> None:
    for number, question in enumerate(lesson.marked_questions):
        person = account if number % 2 else guest
        answer(person, lesson, question, right_answer(question), f"k{number}", NOW + timedelta(minutes=number))

    add(account, guest)

    row = LessonProgress.objects.get(learner=account)
    assert row.completed_at == NOW + timedelta(minutes=len(lesson.marked_questions) - 1)


def fill(person, *, reviewed_at=NOW) -> None:
    """A row in every other table."""
    place = {"course": "reading-a-loan", "lesson": "one-yardstick"}
    CheckAttempt.objects.create(
        learner=person, key=f"check-{person.pk}", course="reading-a-loan", course_version=1, kind="final", seed=1,
        drawn=[], started_at=NOW, sent_at=NOW, right=8, asked=10, passed=True,
    )  # fmt: skip
    ReviewCard.objects.create(
        learner=person,
        question="which-sum",
        state={**Card().to_dict(), "card_id": person.pk},
        due_at=reviewed_at,
        reviewed_at=reviewed_at,
        **place,
    )
    StepChoice.objects.create(learner=person, action="find-yearly-rate", choice="will", chosen_at=NOW, **place)
    WellbeingResult.objects.create(
        learner=person, key=f"w-{person.pk}", occasion="before", age="18-61", mode="self", answers=[2] * 10, score=50,
        at=NOW,
    )  # fmt: skip
    LearningRecord.objects.create(
        learner=person, key=f"r-{person.pk}", code=f"CODE{person.pk}", course="reading-a-loan", course_version=1,
        right=8, asked=10, passed_on=NOW.date(), issued_at=NOW,
    )  # fmt: skip
    ReminderSent.objects.create(learner=person, day=NOW.date(), about="step", sent_at=NOW)


def test_every_other_table_becomes_one_too(account, guest) -> None:
    fill(account)
    fill(guest, reviewed_at=LATER)

    add(account, guest)

    assert CheckAttempt.objects.filter(learner=account).count() == 2
    assert WellbeingResult.objects.filter(learner=account).count() == 2
    assert LearningRecord.objects.filter(learner=account).count() == 2
    assert ReviewCard.objects.get(learner=account).state["card_id"] == guest.pk  # the later review counts
    assert StepChoice.objects.filter(learner=account).count() == 1
    assert ReminderSent.objects.filter(learner=account).count() == 1


def test_open_check_of_the_guest_stays_behind_when_the_account_has_one(account, guest) -> None:
    for person in (account, guest):
        CheckAttempt.objects.create(
            learner=person, key=f"open-{person.pk}", course="reading-a-loan", course_version=1, kind="final", seed=1,
            drawn=[], started_at=NOW,
        )  # fmt: skip

    add(account, guest)

    assert CheckAttempt.objects.get(learner=account).key == f"open-{account.pk}"
    assert CheckAttempt.objects.get(learner=guest).key == f"open-{guest.pk}"


def test_undo_within_ten_minutes_restores_every_row(account, guest, lesson) -> None:
    fill(account)
    fill(guest, reviewed_at=LATER)
    for number, question in enumerate(lesson.marked_questions):
        answer(account if number % 2 else guest, lesson, question, right_answer(question), f"k{number}")
    before = everything()

    add(account, guest)
    assert everything() != before
    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=9))

    assert everything() == before
    assert Claim.objects.count() == 0


def test_undo_is_refused_after_ten_minutes_and_changes_nothing(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")
    add(account, guest)

    with pytest.raises(actions.TooLateToUndoError):
        actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=10))

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


def test_undo_leaves_no_lesson_complete_that_the_account_has_not_answered(account, guest, lesson) -> None:
    *most, last = lesson.marked_questions
    for number, question in enumerate(most):
        answer(guest, lesson, question, right_answer(question), f"g{number}")
    add(account, guest)
    answer(account, lesson, last, right_answer(last), "a1", LATER + timedelta(minutes=1))
    assert LessonProgress.objects.get(learner=account).completed_at == LATER + timedelta(minutes=1)

    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(minutes=2))

    assert LessonProgress.objects.get(learner=guest).completed_at is None
    assert LessonProgress.objects.get(learner=account).completed_at is None


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


def test_adding_twice_is_adding_once(account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")

    assert add(account, guest) == add(account, guest, LATER + timedelta(minutes=1))
    assert Claim.objects.count() == 1


@pytest.fixture
def both(account_client, settings, guest):
    """The account's browser, in which the guest has learned before."""
    from tests.conftest import VISITOR_TOKEN

    account_client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    return account_client


def test_page_asks_with_numbers_and_adds_on_yes(both, account, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")

    page = both.get("/en/me/claim/").content.decode()
    assert "Is this learning yours?" in page
    assert "1 lesson<" in page
    assert "1 answer<" in page

    reply = both.post("/en/me/claim/add/")
    assert (reply.status_code, reply["Location"]) == (303, "/en/me/")
    assert Answer.objects.get().learner == account
    assert "Undo" in both.get("/en/me/").content.decode()

    both.post("/en/me/claim/undo/")
    assert Answer.objects.get().learner == guest
    assert "taken out of your account again" in both.get("/en/me/").content.decode()


def test_no_is_remembered_and_adds_nothing(both, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")

    both.post("/en/me/claim/leave-out/")

    assert both.get("/en/me/claim/")["Location"] == "/en/me/"
    both.post("/en/me/claim/add/")
    assert Answer.objects.get().learner == guest


def test_nothing_to_add_leads_to_my_progress(both) -> None:
    assert both.get("/en/me/claim/")["Location"] == "/en/me/"
    assert both.post("/en/me/claim/add/")["Location"] == "/en/me/"
    assert both.post("/en/me/claim/undo/").status_code == 409


@pytest.mark.parametrize("path", ["", "add/", "leave-out/", "undo/"])
def test_visitor_is_sent_to_sign_in(client, path) -> None:
    reply = client.get("/en/me/claim/") if not path else client.post(f"/en/me/claim/{path}")

    assert reply.status_code == 302
    assert "next=" in reply["Location"]


def test_another_accounts_claim_cannot_be_undone(both, account, guest, lesson) -> None:
    from tests.conftest import make_account

    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")
    other = make_account("other")
    add(other, guest)

    assert both.post("/en/me/claim/undo/").status_code == 409
    assert Answer.objects.get().learner == other
