"""Who counts in a term, and for what: only what is shared, only inside the term, nobody who has left."""

from datetime import timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.learning.models import Answer, CheckAttempt, ExerciseOutcome, LessonProgress
from courses.organizations.models import Group, Meeting
from literacy.demo.learner import right_answer
from tests.organizations.cast import make_group, make_organization
from tests.organizations.reports.evaluation.terms import (
    AFTER,
    BEFORE,
    ENDS_ON,
    IN_TERM,
    attend,
    both_checks,
    do_exercise,
    finish,
    first_course,
    first_lesson,
    learner_of,
    make_term,
    people_in,
    take_up,
)
from tests.organizations.reports.learning import answer, check, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(organization):
    return make_term(organization)


def only(term):
    (person,) = people_in(term)
    return person


@pytest.mark.parametrize(
    "take_part",
    [
        lambda member: work(member.learner, first_lesson(), at=IN_TERM, done=False),
        lambda member: work(member.learner, first_lesson(), at=BEFORE, completed_at=IN_TERM),
        lambda member: check(member.learner, first_course(), 5, at=IN_TERM),
        lambda member: attend(member, 1),
        do_exercise,
        take_up,
    ],
)
def test_whoever_did_one_thing_in_the_term_took_part(term, group, take_part) -> None:
    take_part(learner_of(group))

    assert len(people_in(term)) == 1


@pytest.mark.parametrize("at", [BEFORE, AFTER])
def test_nothing_outside_the_term_counts(term, group, at) -> None:
    member = learner_of(group)
    finish(member, at=at)
    both_checks(member, 2, 9, at=at - timedelta(days=30) if at < IN_TERM else at)
    attend(member, 1, at=at)
    do_exercise(member, at=at)
    take_up(member, at=at)

    assert people_in(term) == ()


def test_last_day_belongs_to_the_term_in_the_organisations_own_time(term, group) -> None:
    """16:00 UTC is midnight in Shanghai."""
    last_evening = AFTER.replace(month=8, day=31, hour=15, minute=59)
    assert last_evening.date() == ENDS_ON
    work(learner_of(group).learner, first_lesson(), at=last_evening)
    work(learner_of(group).learner, first_lesson(), at=last_evening + timedelta(minutes=1))

    assert len(people_in(term)) == 1


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_whoever_withdrew_is_in_nothing(term, group, gone) -> None:
    member = learner_of(group)
    finish(member)
    both_checks(member, 2, 9)
    attend(member, 3)
    take_up(member, "done", "done")
    answer(member.learner, first_lesson().marked_questions[0], right_answer(first_lesson().marked_questions[0]))
    setattr(member, gone, AFTER)
    member.save()

    assert people_in(term) == ()


def test_learning_before_joining_is_not_shared_unless_it_was_ticked(term, group) -> None:
    joined = IN_TERM + timedelta(days=30)
    finish(learner_of(group, joined_at=joined))
    assert people_in(term) == ()

    finish(learner_of(group, joined_at=joined, shares_earlier=True))
    assert only(term).has_finished


def test_learning_after_the_groups_end_is_not_shared(term, group) -> None:
    Group.objects.filter(pk=group.pk).update(archived_at=IN_TERM - timedelta(days=1))
    finish(learner_of(group))

    assert people_in(term) == ()


def test_one_person_in_two_groups_is_one(term, organization, group) -> None:
    member = learner_of(group)
    learner_of(make_group(organization, "Morning"), learner=member.learner)
    finish(member)
    both_checks(member, 2, 9)

    person = only(term)
    assert (person.has_finished, len(person.pairs)) == (True, 1)


def test_course_is_finished_in_the_term_of_its_last_lesson(term, group) -> None:
    first, *others = first_course().lessons
    member = learner_of(group)
    work(member.learner, first, at=BEFORE)
    for lesson in others[:-1]:
        work(member.learner, lesson, at=IN_TERM)
    assert not only(term).has_finished

    work(member.learner, others[-1], at=IN_TERM)
    assert only(term).has_finished


def test_lesson_that_went_to_another_course_is_no_lesson_of_this_one(term, group) -> None:
    member = learner_of(group)
    finish(member)
    moved = next(one for one in catalog().courses["before-you-borrow"].lessons)
    work(member.learner, moved, at=IN_TERM)
    LessonProgress.objects.filter(lesson=moved.slug).update(course=first_course().slug)

    assert only(term).has_finished


def test_pair_is_the_first_check_before_and_the_first_final_one_after_it(term, group) -> None:
    member = learner_of(group)
    check(member.learner, first_course(), 9, at=IN_TERM - timedelta(days=9))  # a final one before any first check
    check(member.learner, first_course(), 3, kind=CheckAttempt.DIAGNOSTIC, at=IN_TERM)
    both_checks(member, 6, 8)  # as a guest's learning may have brought a second one
    check(member.learner, first_course(), 10, at=IN_TERM + timedelta(days=40))

    assert [(pair.before, pair.after, pair.change) for pair in only(term).pairs] == [(30, 80, 50)]


def test_only_paired_people_have_a_pair(term, group) -> None:
    check(learner_of(group).learner, first_course(), 9, at=IN_TERM)

    assert only(term).pairs == []


def test_help_with_one_exercise_is_help(term, group) -> None:
    for number in range(2):
        ExerciseOutcome.objects.create(
            learner=learner_of(group).learner, key="k", kind="spot-ad", at=IN_TERM, is_assisted=not number
        )

    assert sorted((person.did_exercise, person.is_assisted) for person in people_in(term)) == [
        (True, False), (True, True),
    ]  # fmt: skip


def test_help_with_one_answer_or_check_is_help(term, group) -> None:
    question = first_lesson().marked_questions[0]
    first, second, alone = (learner_of(group) for _ in range(3))
    for member in (first, second, alone):
        work(member.learner, first_lesson(), at=IN_TERM)
    answer(first.learner, question, right_answer(question), at=IN_TERM, is_assisted=True)
    both_checks(second, 3, 8, is_assisted=True)
    answer(alone.learner, question, right_answer(question), at=IN_TERM)
    answer(alone.learner, question, right_answer(question), at=AFTER, is_assisted=True)

    assert sorted(person.is_assisted for person in people_in(term)) == [False, True, True]


def test_what_was_said_after_7_and_30_days_counts_when_it_was_said_in_the_term(term, group) -> None:
    take_up(learner_of(group), "not-yet", "done")

    person = only(term)
    assert (person.after_7, person.after_30) == ("not-yet", "done")


def test_done_after_7_days_is_done_after_30(term, group) -> None:
    take_up(learner_of(group), "done")

    assert only(term).after_30 == "done"


def test_what_was_said_after_the_term_is_no_answer(term, group) -> None:
    take_up(learner_of(group), "done", "done", late=True)

    person = only(term)
    assert (person.after_7, person.after_30) == ("", "")


def test_nobody_is_asked_before_7_days_are_over(term, group) -> None:
    take_up(learner_of(group), at=AFTER.replace(month=8, day=20))

    person = only(term)
    assert (person.after_7, person.after_30) == ("", None)


def test_whoever_was_not_told_of_such_reports_is_not_in_what_they_meant_to_do(term, group) -> None:
    member = learner_of(group)
    member.told = "2026-11"
    member.save()
    take_up(member, "done")
    work(member.learner, first_lesson(), at=IN_TERM)

    assert only(term).after_7 is None


def test_exercise_that_was_taken_back_counts_nowhere(term, group) -> None:
    do_exercise(learner_of(group), taken_back_at=IN_TERM)

    assert people_in(term) == ()


def test_meeting_that_was_taken_off_the_sheet_counts_for_nobody(term, group) -> None:
    attend(learner_of(group), 2)
    Meeting.objects.filter(day=IN_TERM.date()).update(removed_at=AFTER)

    assert only(term).attended == 1


def test_only_reviews_are_coming_back(term, group) -> None:
    question = first_lesson().marked_questions[0]
    member = learner_of(group)
    work(member.learner, first_lesson(), at=IN_TERM)
    answer(member.learner, question, right_answer(question), at=IN_TERM + timedelta(days=31))

    assert only(term).came_back_after is None


def test_review_counts_from_the_first_lesson(term, group) -> None:
    question = first_lesson().marked_questions[0]
    member = learner_of(group)
    work(member.learner, first_lesson(), at=IN_TERM)
    answer(
        member.learner, question, right_answer(question), at=IN_TERM + timedelta(days=31), occasion=Answer.REVIEW
    )  # fmt: skip

    assert only(term).came_back_after == timedelta(days=31)


def test_other_organisations_are_not_in_it(term, group) -> None:
    finish(learner_of(make_group(make_organization("Elsewhere"), "Other")))

    assert people_in(term) == ()


def test_queries_are_as_many_however_many_people(term, group, django_assert_num_queries) -> None:
    for _ in range(7):
        member = learner_of(group)
        finish(member)
        both_checks(member, 2, 9)
        take_up(member, "done")

    with django_assert_num_queries(8):
        people_in(term)
