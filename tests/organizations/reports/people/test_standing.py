"""What one result holds, what is not seen of a person, and when somebody is stuck or idle."""

from datetime import date, timedelta

import pytest

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.reports.people.ranking import counts_of
from courses.organizations.reports.people.results import AttentionReason, TaskStanding
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import LATER, check, give, work
from tests.organizations.reports.people.results import TODAY, only_result


def test_result_holds_lessons_check_and_week(group, member, course) -> None:
    give(group, course)
    work(member.learner, course.lessons[0])
    work(member.learner, course.lessons[1], done=False)
    check(member.learner, course, 6)
    check(member.learner, course, 9)

    result = only_result(member)

    assert (result.done, result.count, result.passed, result.percent) == (1, len(course.lessons), True, 90)
    assert result.week == date(2026, 11, 23)  # the Monday of that week: no day, no hour
    assert (result.standing, result.reasons) == (TaskStanding.ON_TRACK, (AttentionReason.UNDER_WAY,))


def test_what_came_before_joining_is_not_seen(group, course) -> None:
    member = make_member(group)
    sharing = make_member(group, "Lee", shares_earlier=True)
    give(group, course)
    for one in (member, sharing):
        work(one.learner, course.lessons[0], at=NOW - timedelta(minutes=1), stuck=True)
        work(one.learner, course.lessons[1], at=NOW - timedelta(days=2), touched_at=LATER)
        check(one.learner, course, 9, at=NOW - timedelta(minutes=1))

    seen, shared = only_result(member), only_result(sharing)

    assert (seen.done, seen.passed, seen.percent, seen.week) == (0, False, None, date(2026, 11, 23))
    assert (shared.done, shared.passed, shared.percent) == (2, True, 90)


def test_what_came_after_the_group_ended_is_not_seen(group, member, course) -> None:
    give(group, course)
    work(member.learner, course.lessons[0], at=NOW + timedelta(days=1), touched_at=NOW + timedelta(days=30))
    work(member.learner, course.lessons[1], at=NOW + timedelta(days=30))
    check(member.learner, course, 9, at=NOW + timedelta(days=30))
    group.archived_at = NOW + timedelta(days=2)
    group.save()

    result = only_result(member, NOW + timedelta(days=31))

    assert (result.done, result.percent, result.week) == (1, None, date(2026, 11, 23))


def test_only_what_was_assigned_is_seen(group, member, course) -> None:
    other = make_member(group, "Lee")
    give(group, course, course.lessons[0].slug)
    give(group, course, course.lessons[1].slug, people=(other,))
    for lesson in course.lessons:
        work(member.learner, lesson)
    check(member.learner, course, 9)

    result = only_result(member)

    assert ([one.slug for one in result.lessons], result.passed, result.percent) == (
        [course.lessons[0].slug], None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "due_on", "expected"),
    [
        ([], None, (TaskStanding.NOT_STARTED, (AttentionReason.NOTHING_YET,))),
        ([], date(2026, 12, 4), (TaskStanding.OVERDUE, (AttentionReason.DAY_PASSED,))),
        ([], date(2026, 12, 5), (TaskStanding.NOT_STARTED, (AttentionReason.NOTHING_YET, AttentionReason.FAR_BEHIND))),
        ([], date(2027, 1, 5), (TaskStanding.NOT_STARTED, (AttentionReason.NOTHING_YET,))),
        ([{}], date(2026, 12, 5), (TaskStanding.HELP, (AttentionReason.FAR_BEHIND,))),
        ([{}, {}], date(2026, 12, 5), (TaskStanding.ON_TRACK, (AttentionReason.UNDER_WAY,))),
        ([{}], None, (TaskStanding.ON_TRACK, (AttentionReason.UNDER_WAY,))),
        ([{"stuck": True}], None, (TaskStanding.HELP, (AttentionReason.STUCK,))),
        ([{"at": TODAY - timedelta(days=15)}], None, (TaskStanding.HELP, (AttentionReason.IDLE,))),
        ([{"stuck": True, "at": TODAY - timedelta(days=15)}], None, (TaskStanding.HELP, (AttentionReason.IDLE,))),
        (
            [{"stuck": True}],
            date(2026, 12, 1),
            (TaskStanding.OVERDUE, (AttentionReason.DAY_PASSED, AttentionReason.STUCK)),
        ),
        ([{"stuck": True}, {}, {}], date(2026, 12, 1), (TaskStanding.ON_TRACK, (AttentionReason.ALL_DONE,))),
    ],
)
def test_standing_has_its_reason(organization, course, rows, due_on, expected) -> None:
    group = make_group(organization)
    member = make_member(group, joined_at=NOW - timedelta(days=60), listed_at=NOW - timedelta(days=60))
    give(group, course, *(lesson.slug for lesson in course.lessons[:3]), due_on=due_on)
    for lesson, values in zip(course.lessons, rows, strict=False):
        work(member.learner, lesson, **values)

    result = only_result(member)

    assert (result.standing, result.reasons) == expected


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (9, (TaskStanding.ON_TRACK, (AttentionReason.UNDER_WAY,))),
        (5, (TaskStanding.HELP, (AttentionReason.CHECK_FAILED,))),
    ],
)
def test_whoever_has_sent_the_check_has_started_though_no_lesson_was_begun(
    group, member, course, right, expected
) -> None:
    give(group, course)
    check(member.learner, course, right)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    result = only_result(member)

    assert (result.standing, result.reasons) == expected
    assert counts_of(task, group, TODAY)[expected[0]] == 1
