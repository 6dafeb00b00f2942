"""A guest's learning added to an account: a union, nothing lost, undone within thirty days."""

from datetime import timedelta

import pytest

from courses.learning.course_progress.progress import lesson_state
from courses.learning.models import (
    Answer,
    CheckAttempt,
    Claim,
    LearningRecord,
    LessonProgress,
    ReminderSent,
    ReviewCard,
    StepChoice,
    WellbeingResult,
)
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import wrong_answer
from tests.learning.claims.claimer import LATER, add, answer, fill

pytestmark = pytest.mark.django_db


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
    assert "1 lesson ·" in page
    assert "1 answer ·" in page

    reply = both.post("/en/me/claim/add/")
    assert (reply.status_code, reply["Location"]) == (303, "/en/me/")
    assert Answer.objects.get().learner == account
    for page in ("/en/me/", "/en/courses/"):  # for ten minutes everywhere
        assert "/en/me/claim/undo/" in both.get(page).content.decode()

    both.post("/en/me/claim/undo/")
    assert Answer.objects.get().learner == guest
    assert "taken out of your account again" in both.get("/en/me/").content.decode()


def test_no_is_remembered_and_adds_nothing(both, guest, lesson) -> None:
    question = lesson.marked_questions[0]
    answer(guest, lesson, question, right_answer(question), "g1")

    before = both.get("/en/me/").content.decode()
    both.post("/en/me/claim/leave-out/")
    after = both.get("/en/me/").content.decode()

    assert ["/en/me/claim/?again=on" in page for page in (before, after)] == [False, True]
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
