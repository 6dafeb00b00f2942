"""The standing that the database works out is the one that the page shows."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.models import LessonProgress
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.reports.people.lines import lines_of
from courses.organizations.reports.people.ranking import RankOrder, counts_of, measure_of
from courses.organizations.reports.people.results import AttentionReason, TaskStanding
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import check, give, work
from tests.organizations.reports.people.results import DAYS, ROW, TODAY, only_result, write

CHECK = st.tuples(DAYS, st.sampled_from([3, 9]))


def in_order(order: RankOrder, line) -> tuple:
    """What a person's place in the list rests on, as their own line has it."""
    result = line.result
    is_pressing = result.standing is TaskStanding.NOT_STARTED and AttentionReason.FAR_BEHIND in result.reasons
    rank = list(TaskStanding).index(TaskStanding.HELP if is_pressing else result.standing)
    keys = {
        RankOrder.PRESSING: (rank, -len(result.reasons), result.done),
        RankOrder.NAME: (),
        RankOrder.LISTED: (-int(line.nickname[-1]),),
        RankOrder.DONE: (-result.done,),
        RankOrder.ACTIVE: (-(result.week.toordinal() if result.week else 0),),
    }
    return (*keys[order], line.nickname)


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)
@given(
    people=st.lists(
        st.tuples(
            st.sampled_from([None, -60, 0, 9]),
            st.booleans(),
            st.booleans(),
            st.lists(ROW, max_size=4, unique_by=lambda row: row[0]),
            st.lists(CHECK, max_size=2),
        ),
        max_size=5,
    ),
    given_lessons=st.sampled_from([(), (0, 1, 2), (0, 1, 2, 3), (1,)]),
    late=st.sampled_from([(), (1,), (0, 1, 2), (0, 1, 2, 3)]),
    coming=st.none() | st.integers(0, 12),
    archived=st.booleans(),
)
def test_database_and_page_agree(organization, course, people, given_lessons, late, coming, archived) -> None:
    """What the list is sorted and counted by is what it says: with summaries of courses, and without."""
    group = make_group(organization, archived_at=NOW + timedelta(days=5) if archived else None)
    due_on = None if coming is None else TODAY.date() + timedelta(days=coming)
    give(group, course, *(course.lessons[place].slug for place in given_lessons), due_on=due_on)
    for place in set(late) & set(given_lessons or range(4)):
        give(group, course, course.lessons[place].slug, due_on=date(2026, 12, 1))
    for number, (joined, shares, is_summarized, rows, checks) in enumerate(people):
        joined_at = None if joined is None else NOW + timedelta(days=joined)
        listed_at = NOW - timedelta(days=100 + number)
        member = make_member(
            group, f"Learner {number}", shares_earlier=shares, joined_at=joined_at, listed_at=listed_at
        )
        make_member(make_group(organization), f"Learner {number}", learner=member.learner, shares_earlier=True)
        for lesson, *days in rows:
            write(member.learner, course.lessons[lesson], *days)
        for day, right in checks:
            check(member.learner, course, right, at=NOW + timedelta(days=day))
        if is_summarized:
            summarize(member.learner_id, course.slug)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    for order in RankOrder:
        measure = measure_of(task, group, order=order, now=TODAY)
        lines = lines_of(task, group, measure.people, TODAY)

        standings = [line.result.standing for line in lines]
        assert [in_order(order, line) for line in lines] == sorted(in_order(order, line) for line in lines)
        assert dict(measure.counts) == {one: standings.count(one) for one in TaskStanding}
        assert measure.joined == len(people) - standings.count(TaskStanding.NOT_JOINED)
        done = [sum(line.result.lessons[place].is_done for line in lines) for place in range(len(task.lessons))]
        assert [measure.finished.get(slug, 0) for slug in task.slugs] == done


def test_summary_serves_in_place_of_rows(group, member, course) -> None:
    """Nobody's rows are read where the summary says it all."""
    give(group, course)
    work(member.learner, course.lessons[0], stuck=True)
    summarize(member.learner_id, course.slug)
    LessonProgress.objects.all().delete()
    (task,) = tasks_of(group, catalog(), TODAY.date())

    assert counts_of(task, group, TODAY)[TaskStanding.HELP] == 1


@pytest.mark.parametrize("is_summarized", [False, True])
@pytest.mark.parametrize(
    ("before", "stuck", "reason"),
    [
        (timedelta(days=14), False, AttentionReason.UNDER_WAY),
        (timedelta(days=14, seconds=1), False, AttentionReason.IDLE),
        (timedelta(days=14), True, AttentionReason.UNDER_WAY),
        (timedelta(days=14) - timedelta(seconds=1), True, AttentionReason.STUCK),
    ],
)
def test_fourteen_days_without_anything_are_not_idle_and_being_stuck_is_fresh_for_less(
    organization, course, before, stuck, reason, is_summarized
) -> None:
    group = make_group(organization)
    member = make_member(group, joined_at=NOW - timedelta(days=60), listed_at=NOW - timedelta(days=60))
    give(group, course)
    work(member.learner, course.lessons[0], at=TODAY - before, stuck=stuck)
    if is_summarized:
        summarize(member.learner_id, course.slug)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    assert only_result(member).reasons == (reason,)
    assert counts_of(task, group, TODAY)[only_result(member).standing] == 1


def test_being_stuck_fourteen_days_ago_is_not_fresh_beside_another_lesson_that_is(organization, course) -> None:
    first, second = course.lessons[:2]
    group = make_group(organization)
    member = make_member(group, joined_at=NOW - timedelta(days=60), listed_at=NOW - timedelta(days=60))
    give(group, course, first.slug)
    work(member.learner, first, at=TODAY - timedelta(days=14), touched_at=TODAY, stuck=True, done=False)
    work(member.learner, second, at=TODAY - timedelta(days=1), stuck=True)
    summarize(member.learner_id, course.slug)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    assert only_result(member).reasons == (AttentionReason.UNDER_WAY,)
    assert counts_of(task, group, TODAY)[TaskStanding.ON_TRACK] == 1


def test_lessons_that_a_task_does_not_hold_are_not_done_in_it(group, course) -> None:
    """Also where a summary of the whole course counts them."""
    first, second, *others = course.lessons
    one, both = (make_member(group, name) for name in ("First", "Second"))
    for lesson in (first, *others):
        work(one.learner, lesson)
    for lesson in (first, second):
        work(both.learner, lesson)
    for member in (one, both):
        summarize(member.learner_id, course.slug)
    give(group, course, first.slug, second.slug)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    measure = measure_of(task, group, order=RankOrder.DONE, now=TODAY)

    assert measure.people == (both.pk, one.pk)
    assert measure.finished == {first.slug: 2, second.slug: 1}
