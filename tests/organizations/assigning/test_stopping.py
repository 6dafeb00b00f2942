"""Reminders of both kinds: one mail a day, one link that ends them all, and the learner's own switch."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import ReminderSent, StepChoice
from courses.learning.planning.steps.reminders import send_reminders
from courses.learning.planning.steps.stopping import stop_token
from courses.organizations.assigning.reminders import send_due_reminders
from courses.organizations.models import GroupMail
from tests.conftest import sign_in
from tests.learning.planning.steps.presser import take_up
from tests.organizations.cast import NOW
from tests.organizations.reports.learning import give

SITE = "https://learn.example.org"
DAY = timedelta(days=1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def both_due(learner, group, course, lesson) -> User:
    """Something of the group is due soon and something that they took up is asked about, both on the day NOW."""
    give(group, course, due_on=(NOW + DAY).date())
    take_up(learner, lesson, wants_mail=True, now=NOW - 7 * DAY)
    return learner


def groups(now=NOW, *, site: str = SITE) -> int:
    return send_due_reminders(site=site, now=now).sent


def steps(now=NOW, *, site: str = SITE) -> int:
    return send_reminders(catalog=catalog(), site=site, now=now).sent


def stop_link(message, language: str = "en") -> str:
    found = re.search(rf"{SITE}(/{language}/steps/stop-mail/\S+)", message.body)
    assert found
    return found[1]


# ---- one mail a day


@pytest.mark.parametrize(("first", "second"), [(groups, steps), (steps, groups)])
def test_one_mail_a_day_over_both_kinds(both_due, first, second) -> None:
    sent = [(first(now), second(now), first(now)) for now in (NOW, NOW + DAY, NOW + 2 * DAY)]

    assert [sum(day) for day in sent] == [1, 1, 1]
    assert len(mail.outbox) == 3
    about = [row.about.partition(" ")[0] for row in ReminderSent.objects.order_by("day")]
    assert sorted(about) == ["7", "assignment", "assignment"]


def test_one_mail_a_day_when_the_command_runs_all_day(both_due, time_machine) -> None:
    for hour in range(0, 72, 3):
        time_machine.move_to(NOW + timedelta(hours=hour), tick=False)
        call_command("send_reminders", "--site", SITE)

    days = [row.day for row in ReminderSent.objects.all()]
    assert len(days) == len(set(days)) == len(mail.outbox) == 3


def test_mail_that_may_have_been_taken_is_the_mail_of_the_day_for_both_kinds(both_due, settings) -> None:
    settings.EMAIL_BACKEND = "tests.learning.planning.steps.mail_servers.HangsUp"
    groups()

    assert steps() == 0
    assert len(mail.outbox) == 1


# ---- the link


def test_both_kinds_of_mail_carry_the_same_link_and_headers(both_due) -> None:
    groups()
    steps(NOW + DAY)

    of_group, of_step = mail.outbox
    for message in (of_group, of_step):
        assert message.extra_headers == {
            "List-Unsubscribe": f"<{SITE}/zh-hans/steps/stop-mail/{stop_token(both_due)}/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        assert [stop_link(message, language) for language in ("zh-hans", "en")] == [
            f"/{language}/steps/stop-mail/{stop_token(both_due)}/" for language in ("zh-hans", "en")
        ]
    assert "Send no more reminders, neither of things to do nor from groups (works without signing in):" in (
        of_group.body
    )


def test_one_click_is_offered_over_https_only(both_due) -> None:
    groups(site="http://localhost:8000")

    assert set(mail.outbox[0].extra_headers) == {"List-Unsubscribe"}


def test_looking_at_the_page_ends_nothing(both_due) -> None:
    groups()
    reply = Client().get(stop_link(mail.outbox[0]))

    assert "neither about things to do nor about what your groups ask for" in reply.content.decode()
    assert (GroupMail.objects.count(), StepChoice.objects.filter(wants_mail=True).count()) == (1, 1)


def test_press_ends_both_kinds(both_due) -> None:
    groups()
    link = stop_link(mail.outbox[0])
    browser = Client(enforce_csrf_checks=True)

    reply = browser.post(link)

    assert (reply.status_code, reply["Location"]) == (303, link)
    assert "Reminders are off" in browser.get(link).content.decode()
    assert [groups(NOW + day * DAY) + steps(NOW + day * DAY) for day in range(1, 40)] == [0] * 39
    assert browser.post(link).status_code == 303
    assert GroupMail.objects.count() == 0


def test_mail_program_ends_them_by_a_bare_post(both_due) -> None:
    """RFC 8058: no cookie, no token of a page, and no redirect in answer."""
    groups()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix(SITE)

    reply = Client(enforce_csrf_checks=True).post(address, ONE_CLICK)

    assert reply.status_code == 200
    assert not reply.cookies
    assert [groups(NOW + DAY), steps(NOW + DAY)] == [0, 0]


def test_bare_post_with_a_changed_link_ends_nothing(both_due) -> None:
    address = f"/en/steps/stop-mail/{stop_token(both_due)[:-1]}/"

    assert Client(enforce_csrf_checks=True).post(address, ONE_CLICK).status_code == 404
    assert GroupMail.objects.count() == 1


def test_link_of_somebody_erased_keeps_nothing(learner) -> None:
    address = f"/en/steps/stop-mail/{stop_token(learner)}/"
    learner.delete()

    assert Client().post(address, ONE_CLICK).status_code == 200
    assert GroupMail.objects.count() == 0


def test_nobody_else_stops_being_reminded(both_due, account) -> None:
    Client().post(f"/en/steps/stop-mail/{stop_token(account)}/", ONE_CLICK)

    assert groups() == 1


# ---- their own page


def mine(client: Client) -> str:
    return client.get(reverse("organizations:mine")).content.decode()


def press(client: Client, wanted: str) -> None:
    reply = client.post(reverse("organizations:reminders"), {"wanted": wanted})
    assert (reply.status_code, reply["Location"]) == (303, reverse("organizations:mine"))


def test_learner_turns_reminders_on_again_on_her_page(both_due) -> None:
    Client().post(f"/en/steps/stop-mail/{stop_token(both_due)}/", ONE_CLICK)
    client = sign_in(Client(), both_due)
    assert "You get no e-mail about what your groups ask for." in mine(client)

    press(client, "on")

    assert "at most one mail a day" in mine(client)
    assert groups() == 1


@translation.override("en")
def test_learner_turns_only_those_of_groups_off_on_her_page(both_due) -> None:
    client = sign_in(Client(), both_due)

    press(client, "off")
    press(client, "off")

    assert "You get no e-mail about what your groups ask for." in mine(client)
    assert [groups(), steps()] == [0, 1]


def test_press_of_no_known_button_changes_nothing(both_due) -> None:
    press(sign_in(Client(), both_due), "perhaps")

    assert GroupMail.objects.count() == 1


def test_page_offers_no_reminders_to_whoever_has_no_address(member) -> None:
    assert "Reminders by e-mail" not in mine(sign_in(Client(), member.learner))
