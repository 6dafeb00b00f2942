"""The list of a group: its order, its counts, its pages, and how few queries it needs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.catalog.published.library import catalog
from courses.learning.course_progress.summaries import summarize
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import Member
from courses.organizations.reports.people.ranking import RankOrder, counts_of, measure_of
from courses.organizations.reports.people.results import TaskStanding
from tests.organizations.cast import NOW, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import LATER, check, give, work
from tests.organizations.reports.people.results import TODAY, YESTERDAY


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
