"""Which answers count for the figures of a question, and which do not."""

from datetime import timedelta

import pytest

from courses.learning.models import Answer, CheckAnswer, CheckAttempt
from courses.organizations.reports.watching.tries import Asking, Try, first_tries, questions_of, shared_times
from literacy.demo.learner import right_answer
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import LATER, answer
from tests.organizations.reports.watching.answered import COURSE, course, first_single

pytestmark = pytest.mark.django_db


SECOND = timedelta(seconds=1)


def tries_now() -> list[Try]:
    return list(first_tries(course(), Asking.LESSON, shared_times()))


def test_first_answers_of_members_count_and_nobody_elses(group, guest) -> None:
    place, question = first_single()
    member = make_member(group, "Learner")
    answer(member.learner, question, question.body.wrong_given, language="zh-hans")
    answer(member.learner, question, right_answer(question))
    answer(guest, question, right_answer(question))

    (one,) = tries_now()
    assert (one.place, one.language, one.given, one.is_right) == (
        place, "zh-hans", question.body.wrong_given, False,
    )  # fmt: skip


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_answers_of_whoever_withdrew_do_not_count(group, gone) -> None:
    _place, question = first_single()
    member = make_member(group, "Learner", **{gone: LATER})
    answer(member.learner, question, right_answer(question))

    assert tries_now() == []


def test_answer_before_joining_hides_the_question_and_sharing_shows_it(group) -> None:
    _place, question = first_single()
    for nickname, shares in (("Learner", False), ("Other", True)):
        member = make_member(group, nickname, shares_earlier=shares)
        answer(member.learner, question, question.body.wrong_given, at=NOW - timedelta(days=1))
        answer(member.learner, question, right_answer(question))

    assert [one.is_right for one in tries_now()] == [False]  # the second answer of the other is no first one


@pytest.mark.parametrize(
    ("at", "is_watched"),
    [(NOW, True), (NOW - SECOND, False), (LATER, True), (LATER + SECOND, False)],
)
def test_answers_count_from_joining_to_the_last_moment_of_the_group(group, at, is_watched) -> None:
    _place, question = first_single()
    answer(make_member(group, "Learner").learner, question, right_answer(question), at=at)
    group.archived_at = LATER
    group.save()

    assert bool(tries_now()) is is_watched


def test_answer_counts_that_is_shared_with_one_of_several_groups(group) -> None:
    _place, question = first_single()
    first = make_member(group, "Learner")
    make_member(make_group(group.organization, "Later"), "Learner", learner=first.learner, joined_at=LATER + SECOND)
    answer(first.learner, question, right_answer(question))

    assert [one.is_right for one in tries_now()] == [True]


def test_answers_to_another_meaning_and_shown_ones_do_not_count(group) -> None:
    _place, question = first_single()
    first, second = make_member(group, "Learner"), make_member(group, "Other")
    answer(first.learner, question, right_answer(question), version="older")
    answer(second.learner, question, right_answer(question), result=Answer.SHOWN)

    assert tries_now() == []


def test_sent_checks_count_and_open_ones_do_not(group) -> None:
    place, question = next(iter(questions_of(course(), Asking.CHECK).items()))
    elsewhere = "before-you-borrow"  # where a lesson may have the same name
    for nickname, sent_at, of in (("Learner", LATER, COURSE), ("Other", None, COURSE), ("Third", LATER, elsewhere)):
        result = {"right": 0, "asked": 1, "passed": False} if sent_at else {}
        attempt = CheckAttempt.objects.create(
            learner=make_member(group, nickname).learner, key="k", course=of, course_version=1, kind="final",
            seed=1, drawn=[], started_at=LATER, sent_at=sent_at, **result,
        )  # fmt: skip
        CheckAnswer.objects.create(
            attempt=attempt, lesson=place[0], question=place[1], version=question.version, given="",
            result=CheckAnswer.UNKNOWN, language="en", at=LATER,
        )  # fmt: skip

    (one,) = first_tries(course(), Asking.CHECK, shared_times())
    assert (one.place, one.given, one.is_right) == (place, "", False)
