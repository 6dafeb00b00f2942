"""The command that sends reminders, and the link by which they are turned off."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import StepChoice
from courses.learning.planning.steps.stopping import stop_token
from tests.conftest import NOW
from tests.learning.planning.steps.presser import DAY, take_up
from tests.learning.planning.steps.reminded import SITE, person, run
from tests.repository.ports import free_port

pytestmark = pytest.mark.django_db


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
