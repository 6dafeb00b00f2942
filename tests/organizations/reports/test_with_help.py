"""What was answered with somebody's help stands apart in a group's figures, or is said where a figure mixes both."""

import pytest
from django.utils import translation

from courses.learning.models import CheckAttempt, ExerciseOutcome, WellbeingResult
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.counts.spotting import spotting_of
from courses.organizations.reports.people.lines import lines_of
from courses.organizations.reports.wording import check_words
from literacy.demo.learner import right_answer
from tests.conftest import NOW
from tests.organizations.cast import make_member
from tests.organizations.pages import url
from tests.organizations.reports.counted.people import people, task_of
from tests.organizations.reports.learning import LATER, answer, check, give

MIXED = "Some of this was answered with help"


def both_checks(member, course, before: int, after: int, *, helped: bool = False) -> None:
    check(member.learner, course, before, kind=CheckAttempt.DIAGNOSTIC, is_assisted=helped)
    check(member.learner, course, after)


@pytest.mark.parametrize(("helped", "stands_apart"), [(0, False), (4, False), (5, True)])
def test_help_stands_apart_in_before_and_after_where_both_sides_are_five(group, course, helped, stands_apart) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 10)):
        is_helped = number < helped
        both_checks(member, course, 2 if is_helped else 4, 9 if is_helped else 7, helped=is_helped)

    gains = gains_of(task_of(group), group)

    assert (gains.stands_apart, gains.has_help, gains.gain.people) == (stands_apart, helped > 0, 10)
    if stands_apart:
        assert (gains.alone.people, gains.alone.before, gains.alone.after) == (5, 40, 70)
        assert (gains.helped.people, gains.helped.before, gains.helped.after) == (5, 20, 90)


@pytest.mark.parametrize(("helped", "told"), [(0, "none"), (2, "mixed"), (5, "apart")])
def test_page_of_before_and_after_says_whether_help_is_in_it(facilitator_client, group, course, helped, told) -> None:
    give(group, course)
    for number, member in enumerate(people(group, 10)):
        both_checks(member, course, 4, 7, helped=number < helped)

    shown = facilitator_client.get(url("gains", group.pk)).content.decode()

    assert ("Without help" in shown, MIXED in shown) == (told == "apart", told == "mixed")


@translation.override("en")
def test_best_check_given_with_help_is_marked_for_facilitators_and_in_the_file(
    facilitator_client, group, course
) -> None:
    give(group, course)
    helped, alone = make_member(group, "阿明"), make_member(group, "小林")
    check(helped.learner, course, 9, is_assisted=True)
    check(alone.learner, course, 9)
    lines = lines_of(task_of(group), group, [helped.pk, alone.pk], LATER)

    assert [check_words(line.result) for line in lines] == ["passed · 90% · with help", "passed · 90%"]
    rows = facilitator_client.get(url("results-file", group.pk, "csv")).content.decode("utf-8-sig").splitlines()
    assert sorted(row.rpartition(",")[2] for row in rows) == ["With help", "no", "yes"]


def test_question_rounds_and_wellbeing_say_that_some_had_help(group, course) -> None:
    give(group, course)
    question = course.lessons[0].marked_questions[0]
    for number, member in enumerate(people(group, 5)):
        learner, is_helped = member.learner, not number
        answer(learner, question, right_answer(question), is_assisted=is_helped)
        ExerciseOutcome.objects.create(
            learner=learner, key="round", kind="spot-ad", judged={}, at=LATER, is_assisted=is_helped
        )
        for occasion in ("before", "after"):
            WellbeingResult.objects.create(
                learner=learner, key=occasion, occasion=occasion, score=40, at=LATER, answers=[2] * 10, age="18-61",
                mode="other" if is_helped else "self",
            )  # fmt: skip
    task = task_of(group)

    lines = questions_of(task, group).lines
    assert [line.figures.has_help for line in lines if line.figures] == [True]
    assert spotting_of(task, group).has_help
    assert gains_of(task, group).change.has_help


def test_nothing_is_said_of_help_where_nobody_had_any(group, course) -> None:
    give(group, course)
    question = course.lessons[0].marked_questions[0]
    for member in people(group, 5):
        answer(member.learner, question, right_answer(question), at=NOW)
        answer(member.learner, question, right_answer(question))

    assert not any(line.figures.has_help for line in questions_of(task_of(group), group).lines if line.figures)
