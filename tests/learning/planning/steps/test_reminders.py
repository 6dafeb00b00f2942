"""Reminders by e-mail: who gets one, at most one a day and none twice, and what it says."""

import re

import pytest
from django.core import mail

from courses.accounts.models import User
from courses.learning.models import ReminderSent, StepChoice
from tests.conftest import NOW
from tests.learning.planning.steps.mail_servers import Killed
from tests.learning.planning.steps.presser import DAY, say, take_up
from tests.learning.planning.steps.reminded import SITE, person, run

pytestmark = pytest.mark.django_db


SERVERS = "tests.learning.planning.steps.mail_servers"


def test_one_mail_when_the_question_falls_due_and_no_second_one(learner) -> None:
    sent = [run(NOW + day * DAY) for day in range(0, 40)]

    assert [day for day, (mails, _) in enumerate(sent) if mails] == [7, 30]
    assert [message.to for message in mail.outbox] == [["xiaolin@example.org"]] * 2
    rows = ReminderSent.objects.order_by("pk")
    assert [row.about for row in rows] == [
        "7 days: reading-a-loan/one-yardstick, 2026-11-25",
        "30 days: reading-a-loan/one-yardstick, 2026-11-25",
    ]
    assert [row.sent_at for row in rows] == [NOW + 7 * DAY, NOW + 30 * DAY]


@pytest.mark.parametrize(("day", "is_sent"), [(6, False), (7, True), (21, True), (22, False), (44, True), (45, False)])
def test_question_is_reminded_of_for_fourteen_days_after_it_fell_due(learner, day, is_sent) -> None:
    assert run(NOW + day * DAY) == (int(is_sent), 0)


def test_day_of_a_mail_is_that_of_the_site(learner) -> None:
    """17:00 UTC is one in the night of the next day in Shanghai."""
    run((NOW + 7 * DAY).replace(hour=17))

    assert ReminderSent.objects.get().day == (NOW + 8 * DAY).date()


def test_running_twice_a_day_sends_once(learner) -> None:
    assert [run(NOW + 7 * DAY), run(NOW + 7 * DAY), run(NOW + 8 * DAY)] == [(1, 0), (0, 0), (0, 0)]


def test_two_steps_of_one_day_are_two_mails_on_two_days(learner, course) -> None:
    take_up(learner, course.lessons[0], wants_mail=True)

    assert [run(NOW + day * DAY)[0] for day in (7, 7, 8, 9)] == [1, 0, 1, 0]
    assert len({row.about for row in ReminderSent.objects.all()}) == 2


@pytest.mark.parametrize("why", ["no wish", "no address", "closed", "guest", "answered", "retired", "long ago", "no"])
def test_nobody_else_is_written_to(guest, lesson, course, why) -> None:
    account = guest if why == "guest" else person()
    row = take_up(account, lesson, wants_mail=why not in ("no wish", "guest"))
    when = NOW + (40 if why == "long ago" else 7) * DAY
    if why == "answered":
        say(account, lesson, 7, "partly", now=when)
    elif why == "retired":
        StepChoice.objects.filter(pk=row.pk).update(action="no-longer-there")
    elif why == "long ago":
        StepChoice.objects.filter(pk=row.pk).update(chosen_at=NOW - 30 * DAY)
    elif why == "no":
        StepChoice.objects.filter(pk=row.pk).update(choice="not-for-me")
    elif why in ("no address", "closed"):
        User.objects.filter(pk=account.pk).update(**({"email": ""} if why == "no address" else {"is_active": False}))

    assert run(when) == (0, 0)
    assert (mail.outbox, ReminderSent.objects.count()) == ([], 0)


def test_promise_made_anew_is_reminded_of_anew(learner, lesson) -> None:
    run(NOW + 7 * DAY)
    say(learner, lesson, 7, "not-for-me", now=NOW + 8 * DAY)
    take_up(learner, lesson, now=NOW + 9 * DAY)

    assert [run(NOW + day * DAY)[0] for day in (15, 16, 17)] == [0, 1, 0]


# ---- what it says


def test_mail_is_plain_text_in_the_sites_language_then_in_english(learner, lesson) -> None:
    run(NOW + 7 * DAY)

    message = mail.outbox[0]
    first, second = message.body.split("-" * 40)
    assert (message.content_subtype, message.alternatives if hasattr(message, "alternatives") else []) == ("plain", [])
    assert message.subject == "明白账：那件事你做了吗？"
    assert lesson.action.in_language("zh-hans") in first
    assert lesson.page("zh-hans").title in first
    assert f"{SITE}/zh-hans/steps/reading-a-loan/one-yardstick/" in first
    assert lesson.action.en in second
    assert lesson.page("en").title in second
    assert f"{SITE}/en/steps/reading-a-loan/one-yardstick/" in second
    assert "<" not in message.body
    assert learner.username not in message.body


def test_mail_names_the_day_on_which_it_was_taken_up_where_the_site_is(learner) -> None:
    """17:00 UTC is one in the night of the next day in Shanghai."""
    StepChoice.objects.update(chosen_at=NOW.replace(hour=17))
    run(NOW + 8 * DAY)

    first, second = mail.outbox[0].body.split("-" * 40)
    assert "2026 年 11 月 26 日" in first
    assert "Nov. 26, 2026" in second


def test_links_of_the_mail_open(learner, client) -> None:
    run(NOW + 7 * DAY)

    links = re.findall(rf"{SITE}(\S+)", mail.outbox[0].body)

    assert [client.get(link).status_code for link in links] == [200] * 4


# ---- when things go wrong


def test_server_that_is_down_loses_nothing_and_the_next_run_sends(learner, lesson, settings) -> None:
    for number in range(5):
        take_up(person(f"other-{number}"), lesson, wants_mail=True)
    settings.EMAIL_BACKEND = f"{SERVERS}.Down"
    assert run(NOW + 7 * DAY) == (0, 6)
    assert ReminderSent.objects.count() == 0

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run(NOW + 7 * DAY) == (6, 0)


def test_mail_the_server_may_have_taken_is_not_sent_again(learner, settings) -> None:
    settings.EMAIL_BACKEND = f"{SERVERS}.HangsUp"
    assert run(NOW + 7 * DAY) == (0, 1)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [run(NOW + day * DAY) for day in (7, 8)] == [(0, 0), (0, 0)]
    assert len(mail.outbox) == 1
    assert ReminderSent.objects.get().sent_at is None


def test_one_refused_address_does_not_hold_up_the_others(lesson, settings) -> None:
    for name in ("first", "second", "third"):
        take_up(person(name), lesson, wants_mail=True)
    settings.EMAIL_BACKEND = f"{SERVERS}.Refuses"

    assert run(NOW + 7 * DAY) == (2, 1)
    assert [message.to for message in mail.outbox] == [["second@example.org"], ["third@example.org"]]


def test_run_killed_after_handing_over_never_sends_twice(learner, settings) -> None:
    settings.EMAIL_BACKEND = f"{SERVERS}.Kills"
    with pytest.raises(Killed):
        run(NOW + 7 * DAY)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [run(NOW + day * DAY) for day in (7, 8)] == [(0, 0), (0, 0)]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_row_is_committed_before_the_mail_is_handed_over(lesson, settings) -> None:
    take_up(person(), lesson, wants_mail=True)
    settings.EMAIL_BACKEND = f"{SERVERS}.Kills"
    with pytest.raises(Killed):
        run(NOW + 7 * DAY)

    assert list(ReminderSent.objects.values_list("sent_at", flat=True)) == [None]
