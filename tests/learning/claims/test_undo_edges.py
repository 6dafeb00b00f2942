"""What was done before a claim goes back with an undo, and what the account did by itself stays; open checks too."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from courses.catalog.published.library import catalog
from courses.learning.claims import actions, waiting
from courses.learning.models import CheckAnswer, CheckAttempt, LearningRecord, LessonProgress
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account
from tests.learning.claims.claimer import LATER, add, answer
from tests.learning.claims.test_claim_rules import NEW, checked

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def undo(account) -> None:
    actions.undo(account=account, catalog=catalog(), now=LATER + timedelta(days=1))


@pytest.mark.parametrize(("after", "owner"), [(0 * SECOND, "guest"), (SECOND, "account")])
def test_open_check_goes_back_unless_the_account_answered_in_it(account, guest, lesson, after, owner) -> None:
    attempt = checked(guest, "open")
    add(account, guest)
    name, question = next(iter(lesson.pool.items()))
    CheckAnswer.objects.create(
        attempt=attempt, lesson=lesson.slug, question=name, version=question.version, given="",
        result=CheckAnswer.UNKNOWN, language="en", at=LATER + after,
    )  # fmt: skip

    undo(account)

    assert CheckAttempt.objects.get().learner == {"guest": guest, "account": account}[owner]


@pytest.mark.parametrize(
    ("is_own", "course", "after", "owner"),
    [
        (True, "reading-a-loan", SECOND, "account"), (True, "reading-a-loan", 0 * SECOND, "guest"),
        (False, "reading-a-loan", SECOND, "guest"), (True, "before-you-borrow", SECOND, "guest"),
    ],
)  # fmt: skip
def test_passed_check_stays_where_the_account_made_a_record_of_it(account, guest, is_own, course, after, owner) -> None:
    checked(guest, "passed", sent_at=NOW, right=8, asked=10, passed=True)
    add(account, guest)
    NEW["record"](account if is_own else make_account("somebody"), LATER + after)
    LearningRecord.objects.update(course=course)

    undo(account)

    assert CheckAttempt.objects.get().learner == {"guest": guest, "account": account}[owner]


@pytest.mark.parametrize(
    "values",
    [
        {"sent_at": NOW, "right": 8, "asked": 10, "passed": True},
        {"kind": "diagnostic"},
        {"course": "before-you-borrow"},
    ],
)
def test_open_check_moves_where_the_account_has_none_that_is_open_and_like_it(account, guest, values) -> None:
    checked(account, "of the account", **values)
    checked(guest, "open")

    add(account, guest)

    keys = CheckAttempt.objects.filter(learner=account).values_list("key", flat=True)
    assert set(keys) == {"of the account", "open"}


def test_undo_leaves_a_lesson_complete_that_the_account_finished_by_itself(account, guest, lesson) -> None:
    *before, last = lesson.marked_questions
    for number, question in enumerate(before):
        answer(account, lesson, question, right_answer(question), f"a{number}")
    answer(guest, lesson, before[0], right_answer(before[0]), "g")
    add(account, guest)
    answer(account, lesson, last, right_answer(last), "last", LATER + SECOND)

    undo(account)

    assert LessonProgress.objects.get(learner=account).completed_at == LATER + SECOND


def test_lesson_that_the_guest_finished_goes_back_finished(account, guest, lesson) -> None:
    for number, question in enumerate(lesson.marked_questions):
        answer(guest, lesson, question, right_answer(question), f"g{number}")
    add(account, guest)

    undo(account)

    assert LessonProgress.objects.get(learner=guest).completed_at == NOW


def test_undo_leaves_a_lesson_without_questions_complete(account, guest, lesson) -> None:
    """No answers say whether it is."""
    without = SimpleNamespace(courses={lesson.course: SimpleNamespace(lessons=[replace(lesson, questions={})])})
    for person in (account, guest):
        LessonProgress.objects.create(
            learner=person, course=lesson.course, lesson=lesson.slug, opened_at=NOW, touched_at=NOW
        )
    actions.add_guest_learning(account=account, guest=guest, catalog=without, now=LATER)
    LessonProgress.objects.filter(learner=account).update(completed_at=LATER + SECOND)

    actions.undo(account=account, catalog=without, now=LATER + timedelta(days=1))

    assert LessonProgress.objects.get(learner=account).completed_at == LATER + SECOND


def test_page_that_a_package_registers_shows_the_question_too(monkeypatch) -> None:
    monkeypatch.setattr(waiting, "SHOWN_ON", ["me"])

    waiting.asks_on("groups", "workshops")

    assert waiting.SHOWN_ON == ["me", "groups", "workshops"]
