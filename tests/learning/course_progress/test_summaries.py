"""The summary row of a learner and course agrees with the rows of their lessons after every write."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from courses.catalog.published.library import catalog
from courses.learning.claims.actions import add_guest_learning, undo
from courses.learning.course_progress.summaries import summarize, wrong_summaries
from courses.learning.lessons import actions
from courses.learning.models import CheckAttempt, CourseProgress, LessonProgress
from literacy.demo.learner import right_answer
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW


def answer(learner, lesson, question, given: str, at=NOW) -> None:
    actions.record_answer(
        learner=lambda _now: learner, lesson=lesson, question=question, occasion="lesson", given=given,
        key=f"{learner.pk}-{question.id}-{given}-{at}", now=at, known=learner,
    )  # fmt: skip


def finish(learner, lesson, at=NOW) -> None:
    for question in lesson.marked_questions:
        answer(learner, lesson, question, right_answer(question), at)


def begun(learner) -> tuple[str, str]:
    summary = CourseProgress.objects.get(learner=learner)
    return summary.begun, summary.finished


def test_summary_follows_the_answers(account, course) -> None:
    first, second = course.lessons[:2]
    finish(account, first)
    question = second.marked_questions[0]
    answer(account, second, question, wrong_answer(question), NOW + timedelta(days=1))

    summary = CourseProgress.objects.get(learner=account)

    assert begun(account) == (f"|{first.slug}|{second.slug}|", f"|{first.slug}|")
    assert (summary.begun_count, summary.finished_count) == (2, 1)
    assert (summary.opened_at, summary.touched_at) == (NOW, NOW + timedelta(days=1))
    assert summary.stuck_at is None
    assert wrong_summaries() == []


def test_summary_knows_who_is_stuck(account, lesson) -> None:
    question = lesson.marked_questions[0]
    for day in range(3):
        answer(account, lesson, question, wrong_answer(question), NOW + timedelta(days=day))

    assert CourseProgress.objects.get(learner=account).stuck_at == NOW + timedelta(days=2)
    assert wrong_summaries() == []


def check(learner, course, right: int, *, day: int, key: str) -> CheckAttempt:
    return CheckAttempt.objects.create(
        learner=learner, key=key, course=course.slug, course_version=1, kind=CheckAttempt.FINAL, seed=1, drawn=[],
        started_at=NOW, sent_at=NOW + timedelta(days=day), right=right, asked=10, passed=right >= 8,
    )  # fmt: skip


def test_summary_has_the_first_final_check_and_whether_the_best_was_passed(account, course) -> None:
    check(account, course, 5, day=1, key="failed")
    finish(account, course.lessons[0])
    failed = CourseProgress.objects.get().has_passed
    check(account, course, 9, day=2, key="passed")
    check(account, course, 4, day=3, key="later")
    summarize(account.pk, course.slug)

    summary = CourseProgress.objects.get()

    assert failed is False
    assert (summary.checked_at, summary.has_passed) == (NOW + timedelta(days=1), True)
    assert wrong_summaries() == []


def test_summaries_made_before_checks_stood_in_them_are_filled(account, guest, course) -> None:
    for learner in (account, guest):
        finish(learner, course.lessons[0])
    check(account, course, 5, day=1, key="failed")
    check(account, course, 9, day=2, key="passed")

    import_module("courses.learning.migrations.0014_final_checks_in_summaries").fill(apps, None)

    found = CourseProgress.objects.order_by("pk").values_list("learner", "checked_at", "has_passed")
    assert list(found) == [(account.pk, NOW + timedelta(days=1), True), (guest.pk, None, None)]
    assert wrong_summaries() == []


def test_clock_that_went_back_leaves_no_summary(account, lesson) -> None:
    first, second = lesson.marked_questions[:2]
    answer(account, lesson, first, wrong_answer(first))
    answer(account, lesson, second, wrong_answer(second), NOW - timedelta(days=1))

    assert CourseProgress.objects.count() == 0


def test_missing_summary_is_made_at_the_next_answer(account, lesson) -> None:
    first, second = lesson.marked_questions[:2]
    answer(account, lesson, first, wrong_answer(first))
    CourseProgress.objects.all().delete()
    answer(account, lesson, second, wrong_answer(second), NOW + timedelta(days=1))

    assert begun(account) == (f"|{lesson.slug}|", "|")
    assert wrong_summaries() == []


def test_answer_costs_at_most_one_query_more(account, lesson, django_assert_max_num_queries) -> None:
    first, second = lesson.marked_questions[:2]
    answer(account, lesson, first, wrong_answer(first))

    with django_assert_max_num_queries(7):  # two of them the savepoint's, one looks again whether all is as read
        answer(account, lesson, second, wrong_answer(second), NOW + timedelta(minutes=1))


def test_merge_and_its_undo_keep_summaries_right(account, guest, course) -> None:
    first, second = course.lessons[:2]
    finish(account, first)
    finish(guest, second)

    add_guest_learning(account=account, guest=guest, catalog=catalog(), now=NOW)
    merged = begun(account)
    guests = CourseProgress.objects.filter(learner=guest).count()
    undo(account=account, catalog=catalog(), now=NOW + timedelta(minutes=1))

    assert sorted(merged[1].strip("|").split("|")) == sorted([first.slug, second.slug])
    assert guests == 0
    assert (begun(account)[1], begun(guest)[1]) == (f"|{first.slug}|", f"|{second.slug}|")
    assert wrong_summaries() == []


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(
    "changes",
    [
        {"finished": "|"},
        {"begun_count": 9},
        {"touched_at": NOW + timedelta(days=9)},
        {"has_passed": True},
    ],
)
def test_doctor_finds_a_summary_that_is_wrong(account, lesson, changes, capsys) -> None:
    finish(account, lesson)
    CourseProgress.objects.update(**changes)

    with pytest.raises(CommandError):
        call_command("doctor")

    assert "the summary of reading-a-loan is not what its lessons and checks say" in capsys.readouterr().out


def test_summary_of_nothing_goes(account, lesson) -> None:
    finish(account, lesson)
    LessonProgress.objects.all().delete()

    summarize(account.pk, lesson.course)

    assert CourseProgress.objects.count() == 0
