"""The group's list and one person's page: what is shown, what is not, and that the learner reads the very same."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.learning.models import LessonProgress
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import AccessLog, Member
from courses.organizations.reports.people.lines import lines_of
from courses.organizations.reports.people.lists import results_page
from courses.organizations.reports.people.person import seen_of
from courses.organizations.reports.people.ranking import RankOrder, counts_of, measure_of
from courses.organizations.reports.people.results import AttentionReason, TaskStanding
from tests.conftest import make_account, sign_in
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_lead, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, answer, check, give, work

TODAY = NOW + timedelta(days=10)
YESTERDAY = timezone.now() - timedelta(days=1)


def only_result(member: Member, now=TODAY):
    (result,) = seen_of(Member.objects.select_related("group").get(pk=member.pk), catalog(), now).results
    return result


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


DAYS = st.integers(min_value=-40, max_value=12)
ROW = st.tuples(st.integers(0, 3), DAYS, DAYS, st.none() | DAYS, st.none() | DAYS)
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


def write(learner, lesson, opened: int, touched: int, completed: int | None, stuck: int | None) -> None:
    """A row with moments at these days."""
    moments = [None if one is None else NOW + timedelta(days=one) for one in (opened, touched, completed, stuck)]
    row = work(learner, lesson, at=moments[0], touched_at=max(moments[0], moments[1]))
    row.completed_at, row.stuck_at = moments[2], moments[3]
    row.save()


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


@pytest.mark.parametrize("is_whole", [True, False])
def test_people_stand_by_the_week_of_what_they_did_in_the_task(group, course, is_whole) -> None:
    """Also where a summary of the whole course knows of something later."""
    first, second = course.lessons[:2]
    early, late = (make_member(group, name) for name in ("Early", "Late"))
    work(early.learner, first, at=LATER)
    work(early.learner, second, at=LATER + timedelta(days=21))
    work(late.learner, first, at=LATER + timedelta(days=7))
    for member in (early, late):
        summarize(member.learner_id, course.slug)
    give(group, course, *(() if is_whole else (first.slug,)))
    (task,) = tasks_of(group, catalog(), TODAY.date())

    people = measure_of(task, group, order=RankOrder.ACTIVE, now=NOW + timedelta(days=40)).people

    assert people == ((early.pk, late.pk) if is_whole else (late.pk, early.pk))


def test_people_for_whom_the_task_is_are_counted(group, member, course) -> None:
    make_member(group, "Lee")
    give(group, course, people=(member,))
    (task,) = tasks_of(group, catalog(), TODAY.date())

    assert measure_of(task, group, order=RankOrder.DONE, now=TODAY).people == (member.pk,)


def test_counts_of_nobody(group, course) -> None:
    give(group, course)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    assert counts_of(task, group, TODAY) == dict.fromkeys(set(TaskStanding) - {TaskStanding.NOT_JOINED}, 0)


# ---- pages


def test_list_says_how_it_goes_and_who_needs_attention(facilitator_client, group, course) -> None:
    give(group, course)
    lee, _lin = (make_member(group, name, joined_at=YESTERDAY) for name in ("Lee", "小林"))
    work(lee.learner, course.lessons[0], at=timezone.now(), stuck=True)

    shown = facilitator_client.get(url("results", group.pk)).content.decode()

    assert "1 person may need help" in shown
    assert "1 person has not started" in shown
    assert shown.index("Lee</bdi>") < shown.index("小林</bdi>")


@pytest.mark.parametrize("order", ["pressing", "name", "done", "active"])
def test_every_order_shows_everybody(facilitator_client, group, member, course, order) -> None:
    give(group, course)
    make_member(group, "=1+1")

    shown = facilitator_client.get(url("results", group.pk), {"order": order}).content.decode()

    assert ("小林" in shown, "=1+1" in shown) == (True, True)


@pytest.mark.parametrize(
    "asked", [{"order": "x"}, {"page": "-1"}, {"page": "99999"}, {"task": "\x00"}, {"task": "9" * 99}]
)
def test_odd_addresses_are_no_crash(facilitator_client, group, member, course, asked) -> None:
    give(group, course)

    assert facilitator_client.get(url("results", group.pk), asked).status_code == 200


def test_learner_and_facilitator_see_the_very_same(facilitator_client, member_client, group, member, course) -> None:
    give(group, course)
    give(group, course, course.lessons[0].slug, people=(member,), due_on=date(2026, 12, 1))
    work(member.learner, course.lessons[0], stuck=True)
    check(member.learner, course, 7)

    theirs = facilitator_client.get(url("person", group.pk, member.pk))
    own = member_client.get(url("seen", member.pk))

    assert own.context["seen"] == theirs.context["seen"]
    assert len(own.context["seen"].results) == 2
    section = re.compile(r'<section class="result">.*?</section>', re.S)
    assert section.findall(own.content.decode()) == section.findall(theirs.content.decode()) != []


def test_list_and_person_agree(group, member, course) -> None:
    give(group, course)
    work(member.learner, course.lessons[0])
    check(member.learner, course, 7)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    (line,) = results_page(task, group, order=RankOrder.NAME, number=1, now=TODAY).lines

    assert line.result == only_result(member)


def test_person_page_shows_nothing_else(facilitator_client, group, course) -> None:
    learner = make_account("canary-username")
    learner.email = "canary@example.org"
    learner.save()
    member = make_member(group, learner=learner)
    other = make_group(group.organization, "canary-group")
    make_member(other, "canary-nickname", learner=learner)
    give(group, course)
    give(other, course, note="canary-note")
    question = course.lessons[0].marked_questions[0]
    answer(learner, question, wrong_answer(question))
    work(learner, course.lessons[0], done=False, stuck=True)

    pages = [url("person", group.pk, member.pk), url("results", group.pk), url("results-print", group.pk)]
    shown = "".join(facilitator_client.get(page).content.decode() for page in pages)

    assert "canary" not in shown
    assert question.id not in shown
    assert re.search(r"\d{1,2}:\d{2}", shown.partition("<main")[2].partition("</main")[0]) is None  # no hour anywhere


def test_looks_are_noted_for_the_learner(facilitator_client, member_client, group, member, course) -> None:
    give(group, course)
    Member.objects.update(joined_at=YESTERDAY)
    for _look in range(2):
        facilitator_client.get(url("results", group.pk))
        facilitator_client.get(url("person", group.pk, member.pk))
    facilitator_client.get(url("results-file", group.pk, "csv"))

    shown = member_client.get(url("seen", member.pk)).content.decode()

    assert sorted(AccessLog.objects.values_list("what", flat=True)) == ["export", "list", "person", "person"]
    assert shown.count("<bdi>facilitator</bdi>") == 4
    assert "the list as a file or on paper" in shown


def test_looks_before_joining_and_at_others_are_not_theirs(facilitator_client, group, member, course) -> None:
    facilitator_client.get(url("person", group.pk, member.pk))
    AccessLog.objects.update(at=NOW)
    late = make_member(group, "Lee", joined_at=timezone.now())

    shown = sign_in(Client(), late.learner).get(url("seen", late.pk)).content.decode()

    assert "Nobody has looked yet." in shown


def test_erased_viewer_stays_as_somebody(facilitator, facilitator_client, member_client, group, member) -> None:
    facilitator_client.get(url("person", group.pk, member.pk))
    facilitator.delete()

    assert "somebody whose account has been deleted" in member_client.get(url("seen", member.pk)).content.decode()


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_who_left_is_not_shown(facilitator_client, member_client, group, member, course, gone) -> None:
    give(group, course)
    Member.objects.update(**{gone: timezone.now()})

    assert "小林" not in facilitator_client.get(url("results", group.pk)).content.decode()
    assert facilitator_client.get(url("person", group.pk, member.pk)).status_code == 404
    assert member_client.get(url("seen", member.pk)).status_code == 404


def test_who_is_only_listed_has_no_page(facilitator_client, group) -> None:
    listed = make_member(group, "Lee", joined_at=None)

    assert facilitator_client.get(url("person", group.pk, listed.pk)).status_code == 404
    assert AccessLog.objects.count() == 0


def test_nobody_sees_a_person_without_leading_the_group(
    viewer_client, stranger_client, member_client, organization, group, member, course
) -> None:
    give(group, course)
    colleague = make_account("colleague")
    make_lead(make_group(organization, "Morning group"), colleague)
    other = make_member(group, "Lee")
    clients = (viewer_client, stranger_client, member_client, sign_in(Client(), colleague))
    names = [
        ("results",),
        ("results-print",),
        ("results-file", "csv"),
        ("person", member.pk),
        ("questions",),
        ("gains",),
    ]

    codes = {one.get(url(name, group.pk, *more)).status_code for one in clients for name, *more in names}

    assert codes == {404}
    assert member_client.get(url("seen", other.pk)).status_code == 404
    assert AccessLog.objects.count() == 0


def test_person_of_another_group_is_not_there(facilitator, facilitator_client, organization, group) -> None:
    other = make_group(organization, "Morning group")
    make_lead(other, facilitator)
    member = make_member(other)

    assert facilitator_client.get(url("person", group.pk, member.pk)).status_code == 404


@pytest.mark.parametrize("people", [1, 120])
def test_queries_do_not_grow_with_people(
    facilitator_client, group, course, people, django_assert_max_num_queries
) -> None:
    give(group, course)
    give(group, course, course.lessons[0].slug, due_on=date(2026, 12, 1))
    for number in range(people):
        learner = make_member(group, f"Learner {number}").learner
        work(learner, course.lessons[0])
        check(learner, course, 7)
    first = Member.objects.first()
    facilitator_client.get(url("people", group.pk))  # the sign-in is noted once

    for page in (url("results", group.pk), url("person", group.pk, first.pk), url("results-print", group.pk)):
        with django_assert_max_num_queries(10):
            assert facilitator_client.get(page).status_code == 200


def test_fifty_rows_a_page(facilitator_client, group, course) -> None:
    give(group, course)
    for number in range(51):
        make_member(group, f"Learner {number:02}")

    pages = [facilitator_client.get(url("results", group.pk), {"page": number}) for number in (1, 2)]

    assert [page.content.decode().count("<bdi>Learner ") for page in pages] == [50, 1]
