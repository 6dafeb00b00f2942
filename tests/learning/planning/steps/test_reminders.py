"""Reminders by e-mail: who gets one, at most one a day and none twice, what it says, and how it is turned off."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import ReminderSent, StepChoice
from courses.learning.planning.steps.reminders import send_reminders
from courses.learning.planning.steps.stopping import stop_token
from tests.conftest import NOW, make_account
from tests.learning.planning.steps.mail_servers import Killed
from tests.learning.planning.steps.presser import DAY, say, take_up
from tests.repository.ports import free_port

pytestmark = pytest.mark.django_db
SITE = "https://learn.example.org"
SERVERS = "tests.learning.planning.steps.mail_servers"


def person(name: str = "xiaolin", **values) -> User:
    account = make_account(name)
    User.objects.filter(pk=account.pk).update(email=f"{name}@example.org", **values)
    account.refresh_from_db()
    return account


@pytest.fixture
def learner(db, lesson) -> User:
    """Somebody with an address who asked to be reminded of one step."""
    account = person()
    take_up(account, lesson, wants_mail=True)
    return account


def run(now) -> tuple[int, int]:
    outcome = send_reminders(catalog=catalog(), site=SITE, now=now)
    return outcome.sent, outcome.failed


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


# ---- the command


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue().strip()


def test_command_says_how_many(learner, at) -> None:
    at(NOW + 7 * DAY)

    assert command("--site", f"{SITE}/") == "reminders: 1 sent, 0 failed"
    assert f"{SITE}/zh-hans/" in mail.outbox[0].body


def test_command_ends_with_1_when_the_mail_server_is_down(learner, at, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    at(NOW + 7 * DAY)
    out = StringIO()

    with pytest.raises(CommandError, match="1 reminder could not be sent") as refused:
        call_command("send_reminders", stdout=out)

    assert refused.value.returncode == 1
    assert out.getvalue() == "reminders: 0 sent, 1 failed\n"


def test_command_knows_the_site_from_its_settings(learner, at, settings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = [".example.net", "learn.example.net"], True
    at(NOW + 7 * DAY)

    command()

    assert "https://learn.example.net/zh-hans/" in mail.outbox[0].body


@pytest.mark.parametrize("site", ["learn.example.org", "ftp://learn.example.org", "https://", "https://a.org/en/"])
def test_command_refuses_an_address_that_is_none(db, site) -> None:
    with pytest.raises(CommandError, match="--site must be an address"):
        command("--site", site)


def test_command_asks_for_the_site_where_settings_do_not_name_it(db, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    with pytest.raises(CommandError, match="Say where the site is"):
        command()


# ---- turning it off


def stop_page(learner: User, language: str = "en") -> str:
    return f"/{language}/steps/stop-mail/{stop_token(learner)}/"


def test_link_of_the_mail_turns_reminders_off_without_signing_in(learner, course) -> None:
    take_up(learner, course.lessons[0], wants_mail=True)
    take_up(person("other"), course.lessons[0], wants_mail=True)
    run(NOW + 7 * DAY)
    browser = Client()
    link = re.search(r"https://learn\.example\.org(\S+/stop-mail/\S+)", mail.outbox[0].body)[1]

    shown = browser.get(link)
    assert "按一下，我们就不再发提醒邮件" in shown.content.decode()
    assert StepChoice.objects.filter(wants_mail=True).count() == 3

    reply = browser.post(link)
    assert (reply.status_code, reply["Location"]) == (303, link)
    assert "提醒已关闭" in browser.get(link).content.decode()
    assert [row.learner.username for row in StepChoice.objects.filter(wants_mail=True)] == ["other"]
    assert browser.post(link).status_code == 303
    assert User.objects.count() == 2
    assert run(NOW + 8 * DAY)[0] == 0


def test_page_behind_the_link_names_nobody(learner) -> None:
    reply = Client().get(stop_page(learner))

    page = reply.content.decode()
    assert learner.username not in page
    assert learner.email not in page
    assert reply["Cache-Control"] == "no-store"


@pytest.mark.parametrize("change", ["cut", "other", "empty", "unsigned"])
def test_link_that_was_changed_does_nothing(learner, change) -> None:
    token = stop_token(learner)
    bad = {
        "cut": token[:-1], "other": f"{learner.pk + 1}.{token.partition('.')[2]}", "empty": ".", "unsigned": "7",
    }[change]  # fmt: skip
    address = f"/en/steps/stop-mail/{bad}/"

    for reply in (Client().get(address), Client().post(address)):
        assert reply.status_code == 404
        assert "This link is not complete." in reply.content.decode()
    assert StepChoice.objects.get().wants_mail is True


def test_link_still_works_after_the_secret_key_was_changed(learner, settings) -> None:
    address = stop_page(learner)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 4

    assert Client().post(address).status_code == 303
    assert StepChoice.objects.get().wants_mail is False


def test_link_of_somebody_erased_opens_and_changes_nothing(learner) -> None:
    address = stop_page(learner)
    learner.delete()

    assert "Reminders are off" in Client().get(address).content.decode()
    assert Client().post(address).status_code == 303
