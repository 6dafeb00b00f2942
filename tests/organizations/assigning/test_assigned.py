"""What learners are asked for, on their own pages first: in the group's time zone, open when overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.organizations.assigning.learner_assignments import assigned_to
from courses.organizations.models import Assignment, Member
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import give, work

DUE = date(2026, 12, 12)


def test_assigned_lists_what_stands_for_them(group, member, course) -> None:
    give(group, course, due_on=DUE, note="Bring a pen")
    give(group, course, course.lessons[2].slug, people=(make_member(group, "Lee"),))
    give(group, course, course.lessons[3].slug, withdrawn_at=NOW)
    work(member.learner, course.lessons[0], at=NOW - timedelta(days=300))

    (one,) = assigned_to(member.learner, NOW)

    assert (one.group, one.course, one.due_on, one.note) == ("Evening group", course, DUE, "Bring a pen")
    assert (one.done, one.count, one.is_overdue, one.go_on_with) == (1, len(course.lessons), False, course.lessons[1])


def test_lessons_of_one_form_are_one_thing(group, member, course) -> None:
    give(group, course, course.lessons[1].slug, course.lessons[0].slug, people=(member,))

    (one,) = assigned_to(member.learner, NOW)

    assert one.lessons == course.lessons[:2]


@pytest.mark.parametrize(
    ("zone", "now", "is_overdue"),
    [
        ("Asia/Shanghai", datetime(2026, 12, 12, 15, 59, tzinfo=UTC), False),  # 23:59 there
        ("Asia/Shanghai", datetime(2026, 12, 12, 16, 0, tzinfo=UTC), True),
        ("America/New_York", datetime(2026, 12, 13, 4, 59, tzinfo=UTC), False),
        ("America/New_York", datetime(2026, 12, 13, 5, 0, tzinfo=UTC), True),
    ],
)
def test_day_ends_where_the_group_is(organization, course, zone, now, is_overdue) -> None:
    group = make_group(organization, time_zone=zone)
    member = make_member(group)
    give(group, course, due_on=DUE)

    assert [one.is_overdue for one in assigned_to(member.learner, now)] == [is_overdue]


def test_done_work_is_never_overdue_and_comes_last(group, member, course) -> None:
    give(group, course, course.lessons[0].slug, due_on=date(2026, 11, 1))
    give(group, course, course.lessons[1].slug)
    work(member.learner, course.lessons[0])

    found = assigned_to(member.learner, NOW + timedelta(days=9))

    assert [(one.is_done, one.is_overdue) for one in found] == [(False, False), (True, False)]


@pytest.mark.parametrize("gone", ["left", "removed", "group archived", "organisation archived", "retired"])
def test_nothing_is_asked_for_any_more(group, member, course, gone) -> None:
    give(group, course)
    if gone == "left":
        Member.objects.update(left_at=NOW)
    elif gone == "removed":
        Member.objects.update(removed_at=NOW)
    elif gone == "group archived":
        group.archived_at = NOW
        group.save()
    elif gone == "organisation archived":
        group.organization.archived_at = NOW
        group.organization.save()
    else:
        Assignment.objects.update(course="gone")

    assert assigned_to(member.learner, NOW) == ()


def test_queries_do_not_grow_with_groups(organization, course, django_assert_num_queries) -> None:
    learner = make_member(make_group(organization, "First")).learner
    for number in range(12):
        group = make_group(organization, f"Group {number}")
        make_member(group, learner=learner)
        give(group, course)
        give(group, course, course.lessons[0].slug)

    with django_assert_num_queries(3):
        found = assigned_to(learner, NOW)

    assert len(found) == 24


def test_visitor_costs_no_query(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert assigned_to(None, NOW) == ()


def test_home_of_a_visitor_still_costs_no_query(client: Client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/en/")


@pytest.mark.parametrize("page", ["/en/", "/en/me/"])
def test_learner_reads_it_first(member_client, group, member, course, page) -> None:
    give(group, course, due_on=date(2099, 12, 12))

    shown = member_client.get(page).content.decode()

    assert "From your group “<bdi>Evening group</bdi>”: Reading a loan" in shown
    assert "by Dec. 12, 2099" in shown
    below = "Where this is kept" if "/me/" in page else "Courses, one after another</h2>"
    assert shown.index("From your group “") < shown.index(below)


def test_overdue_is_said_plainly_and_stays_open(member_client, group, member, course) -> None:
    give(group, course, due_on=date(2020, 1, 2), note="<script>")

    shown = member_client.get("/en/").content.decode()

    assert "It was due on Jan. 2, 2020. It stays open: you can still do it." in shown
    assert f"/en/learn/{course.slug}/{course.lessons[0].slug}/" in shown
    assert "<script>" not in shown.partition("<main")[2]


def test_done_work_leaves_home_but_stays_in_my_progress(member_client, group, member, course) -> None:
    give(group, course, course.lessons[0].slug)
    work(member.learner, course.lessons[0])

    home, me = (member_client.get(page).content.decode() for page in ("/en/", "/en/me/"))

    assert ("From your group" in home, "From your group" in me) == (False, True)


def test_member_of_no_group_sees_nothing(account_client, account: User) -> None:
    assert "From your group" not in account_client.get("/en/me/").content.decode()
