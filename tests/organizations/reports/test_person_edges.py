"""One person among others: only their own checks and lessons, from the first day to the last, and who looked when."""

from datetime import date, timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.models import CheckAttempt, LessonProgress, WellbeingResult
from courses.organizations.access.audit_log import note_list
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import Member
from courses.organizations.reports.counts.first_checks import first_checks_of
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.people.person import looks_at, seen_of
from courses.organizations.reports.people.ranking import RankOrder, counts_of, measure_of
from courses.organizations.reports.people.results import AttentionReason, TaskStanding, result_of_waiting
from tests.organizations.cast import NOW, make_member
from tests.organizations.reports.learning import LATER, check, give, work

TODAY = NOW + timedelta(days=10)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def task_of(group):
    return tasks_of(group, catalog(), TODAY.date())[0]


def seen(member: Member, now=TODAY):
    return seen_of(Member.objects.select_related("group").get(pk=member.pk), catalog(), now)


def only_result(member: Member, now=TODAY):
    (result,) = seen(member, now).results
    return result


# ---- one person


def test_check_of_somebody_else_is_not_theirs(group, member, course) -> None:
    give(group, course)
    check(make_member(group, "Lee").learner, course, 9)

    assert (only_result(member).passed, only_result(member).percent) == (False, None)


def test_check_before_the_course_or_not_sent_is_no_result(group, member, course) -> None:
    give(group, course)
    check(member.learner, course, 9, kind=CheckAttempt.DIAGNOSTIC)
    begun = check(member.learner, course, 9)
    CheckAttempt.objects.filter(pk=begun.pk).update(sent_at=None, right=None, asked=None, passed=None)

    assert (only_result(member).passed, only_result(member).percent) == (False, None)


@pytest.mark.parametrize(("hour", "day"), [(15, 25), (16, 26)])
def test_day_of_joining_is_that_of_the_group(group, hour, day) -> None:
    """16:00 UTC is midnight in Shanghai."""
    member = make_member(group, joined_at=NOW.replace(hour=hour, minute=0))

    assert seen(member).joined_on == date(2026, 11, day)
    assert seen(make_member(group, "Listed", joined_at=None)).joined_on is None


def test_lesson_that_was_retired_since_is_no_part_of_what_is_done(group, member, course) -> None:
    give(group, course)
    for lesson in course.lessons[1:]:
        work(member.learner, lesson)
    LessonProgress.objects.create(
        learner=member.learner, course=course.slug, lesson="retired", opened_at=LATER, touched_at=LATER,
        completed_at=LATER,
    )  # fmt: skip

    result = only_result(member)

    assert (result.done, result.reasons) == (len(course.lessons) - 1, (AttentionReason.UNDER_WAY,))


@pytest.mark.parametrize(("later", "reasons"), [(timedelta(0), "under-way"), (SECOND, "nothing-yet")])
def test_lesson_begun_in_the_last_moment_of_the_group_is_seen(group, member, course, later, reasons) -> None:
    give(group, course)
    work(member.learner, course.lessons[0], at=LATER + later, done=False)
    group.archived_at = LATER
    group.save()

    assert only_result(member, LATER + DAY).reasons == (AttentionReason(reasons),)


@pytest.mark.parametrize(("due_on", "more"), [(NOW.date(), ("day-passed",)), (None, ())])
def test_whoever_never_came_is_late_where_the_day_has_passed(group, course, due_on, more) -> None:
    give(group, course, due_on=due_on)

    result = result_of_waiting(task_of(group))

    assert result.reasons == tuple(map(AttentionReason, ("never-came", *more)))
    assert (result.standing, result.passed, result.done) == (TaskStanding.NOT_JOINED, False, 0)


@pytest.mark.parametrize(("place", "standing"), [(0, TaskStanding.HELP), (1, TaskStanding.ON_TRACK)])
def test_whoever_is_stuck_in_another_lesson_of_the_course_is_not_stuck_in_this_one(
    group, member, course, place, standing
) -> None:
    give(group, course, course.lessons[0].slug)
    for number in range(2):
        work(member.learner, course.lessons[number], done=False, stuck=number == place)
    summarize(member.learner_id, course.slug)

    found = counts_of(task_of(group), group, TODAY)

    assert {one for one, count in found.items() if count} == {standing} == {only_result(member).standing}


@pytest.mark.parametrize(("days", "is_seen"), [(0, True), (-1, False)])
def test_look_at_the_list_on_the_day_of_coming_is_theirs(group, member, facilitator, days, is_seen) -> None:
    note_list(viewer=facilitator, group=group, now=NOW + days * DAY)

    assert bool(looks_at(member, 1).lines) is is_seen


def test_nothing_after_the_end_of_a_group_changes_its_order(group, course) -> None:
    give(group, course)
    people = [make_member(group, name) for name in ("A", "B")]
    for number, member in enumerate(people):
        work(member.learner, course.lessons[0], at=NOW + DAY, touched_at=LATER + (10 + 20 * number) * DAY)
    group.archived_at = LATER
    group.save()

    found = measure_of(task_of(group), group, order=RankOrder.ACTIVE, now=LATER + 60 * DAY)

    assert found.people == tuple(member.pk for member in people)  # both in the last week: by name


# ---- all together


def test_first_checks_stand_as_they_were_given_and_final_ones_are_none(group, course) -> None:
    other = catalog().courses["before-you-borrow"]
    for one in (course, other):
        give(group, one, is_first_check=True)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        check(learner, course, 4, kind=CheckAttempt.DIAGNOSTIC)
        check(learner, other, 4)

    found = first_checks_of(group, catalog(), ())

    assert [(one.course, one.people) for one in found] == [(course, 5), (other, None)]


def both_checks(learner, course, *, helped: bool = False, asked: int = 10) -> None:
    for kind, right in ((CheckAttempt.DIAGNOSTIC, 0), (CheckAttempt.FINAL, asked)):
        sent = check(learner, course, right, kind=kind, is_assisted=helped)
        CheckAttempt.objects.filter(pk=sent.pk).update(asked=asked)


def test_side_of_five_people_stands_alone_only_beside_another_one_of_five(group, course) -> None:
    give(group, course)
    for number in range(9):
        both_checks(make_member(group, f"Learner {number}").learner, course, helped=number < 4)

    gains = gains_of(task_of(group), group)

    assert (gains.gain.people, gains.alone, gains.helped) == (9, None, None)


def test_check_of_a_single_question_counts(group, course) -> None:
    give(group, course)
    for number in range(5):
        both_checks(make_member(group, f"Learner {number}").learner, course, asked=1)

    gain = gains_of(task_of(group), group).gain

    assert (gain.people, gain.before, gain.after) == (5, 0, 100)


@pytest.mark.parametrize("read_out", ["before", "after", ""])
def test_questionnaire_read_out_before_or_after_is_said(group, course, read_out) -> None:
    give(group, course)
    for number in range(5):
        learner = make_member(group, f"Learner {number}").learner
        for occasion, score in (("before", 45), ("after", 52)):
            WellbeingResult.objects.create(
                learner=learner, occasion=occasion, score=score, at=LATER, key=occasion, answers=[2] * 10,
                age="18-61", mode="other" if (occasion, number) == (read_out, 0) else "self",
            )  # fmt: skip

    assert gains_of(task_of(group), group).change.has_help is bool(read_out)
