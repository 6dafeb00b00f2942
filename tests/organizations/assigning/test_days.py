"""The day of an assignment is changed: learners read it, reminders follow, and there is a way back."""

from datetime import date, timedelta

import pytest
from django.core import mail

from courses.accounts.models import User
from courses.organizations.assigning import actions
from courses.organizations.assigning.reminders import send_due_reminders
from courses.organizations.models import Assignment, Event, GroupMail
from tests.conftest import sign_in
from tests.organizations.cast import NOW
from tests.organizations.pages import text_of, url
from tests.organizations.reports.learning import give, work

DAY = timedelta(days=1)
OLD, NEW = date(2026, 12, 5), date(2026, 12, 19)


def change(client, group, row, day: date | None):
    sent = {"due": "day", "day": day.isoformat()} if day else {"due": "never"}
    return client.post(url("assignment-day", group.pk, row.pk), sent)


@pytest.fixture
def today(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def test_day_of_all_that_was_given_together_changes(today, facilitator_client, group, course) -> None:
    rows = give(group, course, course.lessons[0].slug, course.lessons[1].slug, due_on=OLD)

    assert change(facilitator_client, group, rows[0], NEW).url == url("assignments", group.pk)

    found = set(Assignment.objects.values_list("due_on", "due_before", "due_changed_at"))
    assert found == {(NEW, OLD, NOW)}
    assert Event.objects.filter(what="assignment-day-changed").count() == 1


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        (OLD, NEW, "The day was changed on Nov. 25, 2026: before, it was Dec. 5, 2026."),
        (OLD, None, "The day was taken away on Nov. 25, 2026: before, it was Dec. 5, 2026."),
        (None, NEW, "The day was set on Nov. 25, 2026: before, there was none."),
    ],
)
def test_learner_reads_what_changed_and_when(
    today, facilitator_client, member, client, group, course, before, after, read
) -> None:
    (row,) = give(group, course, due_on=before)
    assert "The day was" not in text_of(sign_in(client, member.learner), "/en/")

    change(facilitator_client, group, row, after)

    assert all(read in text_of(client, page) for page in ("/en/", "/en/me/"))


def test_change_is_no_news_once_everything_is_done(today, facilitator_client, member_client, member, group, course):
    (row,) = give(group, course, course.lessons[0].slug, due_on=OLD)
    work(member.learner, course.lessons[0])
    change(facilitator_client, group, row, NEW)

    assert "The day was changed" not in text_of(member_client, "/en/me/")


def test_same_day_again_changes_nothing(today, facilitator_client, group, course) -> None:
    (row,) = give(group, course, due_on=OLD)

    change(facilitator_client, group, row, OLD)

    row.refresh_from_db()
    assert (row.due_changed_at, Event.objects.count()) == (None, 0)


def test_wrong_day_is_taken_back_the_next_day_and_pressing_twice_takes_it_back_once(
    today, facilitator, facilitator_client, group, course
) -> None:
    (row,) = give(group, course, due_on=OLD)
    change(facilitator_client, group, row, NEW)
    today.move_to(NOW + DAY, tick=False)
    facilitator_client.logout()
    sign_in(facilitator_client, facilitator)
    back = url("assignment-day-back", group.pk, row.pk, "2026-12-05")

    assert back in facilitator_client.get(url("assignments", group.pk)).content.decode()
    assert [facilitator_client.post(back).status_code for _press in range(2)] == [303, 303]

    row.refresh_from_db()
    assert (row.due_on, row.due_before) == (OLD, NEW)


@pytest.mark.parametrize("day", ["2027-01-01", "none", "soon"])
def test_way_back_leads_only_to_the_day_before(today, facilitator_client, group, course, day) -> None:
    (row,) = give(group, course, due_on=OLD)
    change(facilitator_client, group, row, NEW)

    facilitator_client.post(url("assignment-day-back", group.pk, row.pk, day))

    row.refresh_from_db()
    assert row.due_on == NEW


def test_day_that_has_passed_is_refused(today, facilitator_client, group, course) -> None:
    (row,) = give(group, course, due_on=OLD)

    response = change(facilitator_client, group, row, date(2026, 11, 1))

    assert response.status_code == 422
    assert "This day has passed. Enter today or a later day." in response.content.decode()


def test_reminders_follow_the_new_day(group, member, facilitator, course) -> None:
    User.objects.filter(pk=member.learner_id).update(email="lin@example.org")
    GroupMail.objects.create(learner=member.learner, since=NOW)
    (row,) = give(group, course, due_on=OLD)
    sent = []
    for number in range(40):
        now = NOW + number * DAY
        if now.date() == OLD - DAY:  # after the reminder for the old day
            actions.change_day(assignment=row, due_on=NEW, actor=facilitator, now=now)
        if send_due_reminders(site="https://learn.example.org", now=now).sent:
            sent.append(now.date())

    assert sent == [date(2026, 12, 3), date(2026, 12, 17), date(2026, 12, 20)]
    assert "by Dec. 19, 2026" in mail.outbox[1].body
