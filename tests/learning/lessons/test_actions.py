"""Recording answers: once per key, nothing after resolution, progress from rows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from courses.catalog.model.asking import NotAChoice
from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import TRIES, LessonStatus, lesson_state
from courses.learning.course_progress.standing import CourseStanding
from courses.learning.lessons import actions
from courses.learning.models import Answer, LessonProgress
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.learning.answers import wrong_answer

pytestmark = pytest.mark.django_db


def record(learner, lesson, question, given, key, now=NOW, occasion="lesson"):
    return actions.record_answer(
        learner=lambda _now: learner, lesson=lesson, question=question, occasion=occasion, given=given, key=key, now=now
    )


def test_answer_keeps_what_was_given_and_the_version_of_the_question(guest, lesson) -> None:
    question = lesson.marked_questions[0]

    answer = record(guest, lesson, question, right_answer(question), "k1")

    assert (answer.given, answer.result, answer.version) == (right_answer(question), "right", question.version)
    assert (answer.course, answer.lesson, answer.question) == (lesson.course, lesson.slug, question.id)
    assert answer.at == NOW


def test_same_key_again_returns_the_first_answer(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    first = record(guest, lesson, question, wrong_answer(question), "k1")

    again = record(guest, lesson, question, wrong_answer(question), "k1", NOW + timedelta(hours=1))

    assert again == first
    assert Answer.objects.count() == 1


def test_same_key_with_another_choice_is_refused_and_keeps_the_first(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    record(guest, lesson, question, wrong_answer(question), "k1")

    with pytest.raises(actions.KeyAlreadyUsed) as refused:
        record(guest, lesson, question, right_answer(question), "k1")

    assert refused.value.answer.given == wrong_answer(question)
    assert list(Answer.objects.values_list("result", flat=True)) == ["wrong"]


def test_question_is_resolved_after_three_wrong_tries(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    for number in range(TRIES):
        record(guest, lesson, question, wrong_answer(question), f"k{number}")

    with pytest.raises(actions.AlreadyResolved):
        record(guest, lesson, question, right_answer(question), "k9")

    assert lesson_state(guest, lesson).of(question.id).is_resolved
    assert Answer.objects.count() == TRIES


def test_shown_answer_resolves_the_question(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    record(guest, lesson, question, wrong_answer(question), "k1")

    actions.show_answer(
        learner=lambda _now: guest, lesson=lesson, question=question, occasion="lesson", key="show", now=NOW
    )

    state = lesson_state(guest, lesson).of(question.id)
    assert (state.is_resolved, state.is_right, state.was_shown) == (True, False, True)


def meanwhile(guest, act):
    """The lock of a learner, before which another request of theirs was quicker: after all was read for this answer."""

    def lock(_now):
        act()
        return guest

    return lock


def test_same_key_kept_between_reading_and_lock_is_returned(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    given, kept = right_answer(question), []

    again = actions.record_answer(
        learner=meanwhile(guest, lambda: kept.append(record(guest, lesson, question, given, "k1"))), known=guest,
        lesson=lesson, question=question, occasion="lesson", given=given, key="k1", now=NOW,
    )  # fmt: skip

    assert (kept, Answer.objects.count()) == ([again], 1)


def test_question_resolved_between_reading_and_lock_is_not_answered_twice(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    given = right_answer(question)

    with pytest.raises(actions.AlreadyResolved):
        actions.record_answer(
            learner=meanwhile(guest, lambda: record(guest, lesson, question, given, "k1")), known=guest,
            lesson=lesson, question=question, occasion="lesson", given=given, key="k2", now=NOW,
        )  # fmt: skip


def test_lesson_answered_on_between_reading_and_lock_is_complete(guest, lesson) -> None:
    *others, last = lesson.marked_questions

    def answer_others() -> None:
        for question in others:
            record(guest, lesson, question, right_answer(question), question.id)

    actions.record_answer(
        learner=meanwhile(guest, answer_others), known=guest, lesson=lesson, question=last, occasion="lesson",
        given=right_answer(last), key="last", now=NOW,
    )  # fmt: skip

    assert LessonProgress.objects.get().completed_at == NOW


def test_what_another_person_did_is_not_taken_for_whoever_is_locked(guest, account, lesson) -> None:
    question = lesson.marked_questions[0]
    record(guest, lesson, question, wrong_answer(question), "g")

    actions.record_answer(
        learner=lambda _now: account, known=guest, lesson=lesson, question=question, occasion="lesson",
        given=right_answer(question), key="k", now=NOW,
    )  # fmt: skip

    assert lesson_state(account, lesson).of(question.id).is_right_at_first_try


def test_little_is_asked_while_others_wait_for_the_lock(guest, lesson) -> None:
    """Between the lock and the end of the transaction: one look, the answer, the lesson, the course."""
    first, second = lesson.marked_questions[:2]
    record(guest, lesson, first, wrong_answer(first), "k1")
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql.split()[0])
        return execute(sql, params, many, context)

    def lock(_now):
        asked.clear()
        return guest

    with connection.execute_wrapper(note):
        actions.record_answer(
            learner=lock, known=guest, lesson=lesson, question=second, occasion="lesson",
            given=wrong_answer(second), key="k2", now=NOW + timedelta(minutes=1),
        )  # fmt: skip

    assert [one for one in asked if one not in ("SAVEPOINT", "RELEASE")] == ["SELECT", "INSERT", "UPDATE", "UPDATE"]


def test_what_is_no_choice_is_not_recorded(guest, lesson) -> None:
    question = next(one for one in lesson.marked_questions if one.kind == "single")

    with pytest.raises(NotAChoice):
        record(guest, lesson, question, "no-such-choice", "k1")

    assert Answer.objects.count() == 0
    assert LessonProgress.objects.count() == 0


def test_lesson_is_complete_when_all_questions_are_resolved_and_stays_so(guest, lesson) -> None:
    for number, question in enumerate(lesson.marked_questions):
        assert LessonProgress.objects.filter(completed_at__isnull=False).count() == 0
        record(guest, lesson, question, right_answer(question), f"k{number}", NOW + timedelta(minutes=number))

    progress = LessonProgress.objects.get()
    assert progress.opened_at == NOW
    assert progress.completed_at == NOW + timedelta(minutes=len(lesson.marked_questions) - 1)
    state = lesson_state(guest, lesson)
    assert (state.right, state.right_at_first_try, state.missed) == (len(lesson.marked_questions),) * 2 + ((),)


def test_missed_question_once_more_does_not_move_the_completion(guest, lesson) -> None:
    first, *others = lesson.marked_questions
    record(guest, lesson, first, wrong_answer(first), "w")
    for number, question in enumerate([first, *others]):
        record(guest, lesson, question, right_answer(question), f"k{number}")
    completed_at = LessonProgress.objects.get().completed_at

    record(guest, lesson, first, right_answer(first), "again", NOW + timedelta(days=1), occasion="again")

    assert LessonProgress.objects.get().completed_at == completed_at
    assert lesson_state(guest, lesson).missed == (first.id,)
    assert lesson_state(guest, lesson).of(first.id, "again").is_right


def test_course_state_says_where_to_go_on(guest, course) -> None:
    first, second, *_ = course.lessons
    for number, question in enumerate(first.marked_questions):
        record(guest, first, question, right_answer(question), f"a{number}")
    record(guest, second, second.marked_questions[0], right_answer(second.marked_questions[0]), "b")

    state = next(one for one in CourseStanding(guest, catalog(), NOW).states if one.course is course)

    assert [line.status for line in state.lines[:3]] == [
        LessonStatus.COMPLETED,
        LessonStatus.IN_PROGRESS,
        LessonStatus.NOT_STARTED,
    ]
    assert state.done == 1
    assert state.continue_with.slug == second.slug


def test_retired_lesson_keeps_its_result(guest, course) -> None:
    LessonProgress.objects.create(
        learner=guest, course=course.slug, lesson="once-there", opened_at=NOW, touched_at=NOW, completed_at=NOW
    )

    state = next(one for one in CourseStanding(guest, catalog(), NOW).states if one.course is course)

    assert [(line.slug, line.lesson, line.status) for line in state.lines][-1] == (
        "once-there",
        None,
        LessonStatus.COMPLETED,
    )
    assert state.done == 0


def test_retired_question_shows_as_retired_and_a_reworded_one_keeps_its_old_result(guest, lesson) -> None:
    question = lesson.marked_questions[0]
    for asked, version in (("once-there", "0" * 16), (question.id, "another-version1")):
        Answer.objects.create(
            learner=guest, key=asked, course=lesson.course, lesson=lesson.slug, question=asked, version=version,
            given=wrong_answer(question), result="right", at=NOW,
        )  # fmt: skip

    state = lesson_state(guest, lesson)

    assert state.retired == ("once-there",)
    assert state.of(question.id).is_right  # as it was marked then, whatever the question says now


@pytest.mark.parametrize("change", [{"result": "maybe"}, {"occasion": "never"}, {"key": "taken"}])
def test_database_refuses_rows_that_make_no_sense(guest, lesson, change) -> None:
    whole = {
        "learner": guest, "key": "free", "course": "c", "lesson": "l", "question": "q", "version": "v",
        "given": "a", "result": "right", "at": NOW,
    }  # fmt: skip
    Answer.objects.create(**{**whole, "key": "taken"})

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**{**whole, **change})


def test_two_learners_may_use_the_same_key(guest, account, lesson) -> None:
    question = lesson.marked_questions[0]

    record(guest, lesson, question, right_answer(question), "k1")
    record(account, lesson, question, wrong_answer(question), "k1")

    assert sorted(Answer.objects.values_list("result", flat=True)) == ["right", "wrong"]
