"""The demo's data: made once, and enough to show every page of a group at work."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.test import Client

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import Answer
from courses.organizations.assigning.tasks import Task, tasks_of
from courses.organizations.groups.attendance.reading import there_at
from courses.organizations.models import Card, Event, Group, Meeting, Member, SessionRun
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.counts.totals import totals_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.people.results import TaskStanding
from courses.organizations.workshops.runs import read_all
from literacy.demo.group import DEMO_FACILITATOR, SECRET, seed_group
from literacy.demo.learner import DEMO_PASSWORD, DEMO_USERNAME, seed
from literacy.demo.people import PUPILS
from literacy.management.commands.demo import Command

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def group() -> Group:
    seed(now=NOW)
    return seed_group(now=NOW)


def given(group: Group) -> tuple[Task, ...]:
    return tasks_of(group, catalog(), NOW.date())


def test_second_start_makes_nothing_anew(group) -> None:
    before = (User.objects.count(), Member.objects.count(), Answer.objects.count(), Event.objects.count())

    seed(now=NOW)
    again = seed_group(now=NOW)

    assert again.pk == group.pk
    assert (User.objects.count(), Member.objects.count(), Answer.objects.count(), Event.objects.count()) == before


def test_group_shows_every_standing(group) -> None:
    found: Counter[TaskStanding] = Counter()
    for task in given(group):
        found.update(measure_of(task, group, order=RankOrder.NAME, now=NOW).counts)

    assert {standing for standing, count in found.items() if count} == set(TaskStanding)


def test_group_shows_hard_questions_and_what_it_gained(group) -> None:
    whole = next(task for task in given(group) if task.is_whole)
    found = gains_of(whole, group)

    assert questions_of(whole, group).hard != ()
    assert found.gain is not None
    assert found.gain.before < found.gain.after
    assert found.change is not None
    assert whole.due_on.weekday() == 4


def test_counts_of_the_group_can_be_shown(group) -> None:
    whole = next(task for task in given(group) if task.is_whole)

    assert totals_of(whole, group, NOW).standings[TaskStanding.ON_TRACK] == 6


def test_group_has_a_finished_workshop_and_cards(group) -> None:
    run = SessionRun.objects.get(group=group)
    asked = [line for line in read_all(run, language="en") if line.was_asked]

    assert run.closed_at is not None
    assert len(asked) == 4
    assert all(line.phones for line in asked)
    meeting = Meeting.objects.get(group=group)
    assert (there_at(meeting), meeting.others) == (9, 2)
    assert Card.objects.filter(member__group=group, voided_at=None).count() == 2


@pytest.mark.parametrize(("name", "page"), [(DEMO_USERNAME, "me/groups/"), (DEMO_FACILITATOR, "groups/")])
def test_people_of_the_demo_sign_in_with_the_printed_password(group, name, page) -> None:
    client = Client()

    assert client.login(username=name, password=DEMO_PASSWORD)

    assert client.get(f"/en/{page}").status_code == 200
    assert "晨光社区服务中心" in client.get(f"/en/{page}").content.decode()


def test_member_of_the_demo_comes_back_with_the_secret_code(group) -> None:
    client = Client()
    sent = {"code": group.printed_code, "nickname": PUPILS[0].nickname, "secret": SECRET}

    assert client.post("/en/sign-in/group/", sent).status_code == 303

    assert client.get("/en/me/groups/").status_code == 200


def test_welcome_names_people_and_the_group(group) -> None:
    said = Command()._welcome(8123, 7, group)

    assert f"{DEMO_USERNAME}, password {DEMO_PASSWORD}" in said
    assert DEMO_FACILITATOR in said
    assert f"http://localhost:8123/j/{group.code}" in said
