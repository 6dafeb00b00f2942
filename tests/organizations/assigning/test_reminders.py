"""Reminders of assignments: two days before, once when late, one mail a day whatever it is about."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from courses.accounts.models import User
from courses.learning.models import ReminderSent
from courses.organizations.assigning.reminders import due_reminders, send_due_reminders
from courses.organizations.models import Assignment, GroupMail, Member
from tests.learning.planning.steps.presser import take_up
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.reports.learning import give, work

SITE = "https://learn.example.org"
DUE = date(2026, 12, 5)
DAY = timedelta(days=1)


def run(now) -> int:
    return send_due_reminders(site=SITE, now=now).sent


def days_with_mail(count: int = 40) -> list[date]:
    return [(NOW + number * DAY).date() for number in range(count) if run(NOW + number * DAY)]


def test_one_mail_before_and_one_after(learner, group, course) -> None:
    give(group, course, due_on=DUE)

    assert days_with_mail() == [date(2026, 12, 3), date(2026, 12, 6)]
    assert [message.to for message in mail.outbox] == [["lin@example.org"]] * 2


def test_nothing_twice_on_one_day(learner, group, course) -> None:
    give(group, course, due_on=DUE)
    give(group, course, course.lessons[0].slug, due_on=DUE)
    now = NOW + 8 * DAY

    assert [run(now), run(now), run(now + DAY), run(now + DAY)] == [1, 0, 1, 0]


def test_things_to_do_wait_when_the_group_has_written(learner, group, course, lesson, settings) -> None:
    """The two kinds share one mail a day."""
    settings.ALLOWED_HOSTS = ["learn.example.org"]
    give(group, course, due_on=timezone.localdate())
    take_up(learner, lesson, wants_mail=True, now=timezone.now() - timedelta(days=8))

    call_command("send_reminders")
    call_command("send_reminders")

    assert len(mail.outbox) == 1
    assert ReminderSent.objects.get().about.startswith("assignment ")


@pytest.mark.parametrize(
    "why", ["did not ask", "no address", "left", "done", "withdrawn", "not for them", "archived", "no date"]
)
def test_nobody_else_is_written_to(learner, group, member, course, why) -> None:
    people = (make_member(group, "Lee"),) if why == "not for them" else ()
    give(group, course, course.lessons[0].slug, due_on=None if why == "no date" else DUE, people=people)
    if why == "did not ask":
        GroupMail.objects.all().delete()
    elif why == "no address":
        User.objects.update(email="")
    elif why == "left":
        Member.objects.update(left_at=NOW)
    elif why == "done":
        work(learner, course.lessons[0], at=NOW)
    elif why == "withdrawn":
        Assignment.objects.update(withdrawn_at=NOW)
    elif why == "archived":
        group.archived_at = NOW
        group.save()

    assert days_with_mail() == []


def test_days_long_past_are_let_be(learner, group, course) -> None:
    give(group, course, due_on=date(2026, 11, 1))

    assert list(due_reminders(NOW)) == []


def test_day_is_the_groups_own(organization, course) -> None:
    group = make_group(organization, time_zone="Pacific/Auckland")
    member = make_member(group)
    User.objects.filter(pk=member.learner_id).update(email="lin@example.org")
    GroupMail.objects.create(learner=member.learner, since=NOW)
    give(group, course, due_on=date(2026, 11, 25))
    evening = NOW + timedelta(hours=3)  # the 26th in Auckland

    assert [due.about[-4:] for due in due_reminders(evening)] == ["late"]


def test_mail_says_by_when_in_both_languages_and_nothing_that_others_need_not_know(learner, group, course) -> None:
    give(group, course, due_on=DUE)
    run(NOW + 8 * DAY)

    body = mail.outbox[0].body

    assert "Something that your group asks for is due by Dec. 5, 2026." in body
    assert "小组布置的内容，请在 2026 年 12 月 5 日前完成。" in body
    assert f"{SITE}/en/\n" in body
    assert mail.outbox[0].subject.endswith(": from your group")
    assert "你的小组" in mail.outbox[0].subject
    told = f"{mail.outbox[0].subject} {body}"
    named = ("Evening group", "小林", "Reading a loan", "看懂一笔贷款", course.slug)
    assert [words for words in named if words in told] == []
