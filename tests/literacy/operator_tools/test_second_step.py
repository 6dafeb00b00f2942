"""`manage.py free_second_step`: somebody who lost their keys gets in again, and learns that it happened."""

from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError
from django.test import Client

from courses.accounts.models import User
from tests.conftest import make_account
from tests.literacy.operator_tools.conftest import by_operator

PASSWORD = "copper-lantern-river-71"


@pytest.fixture
def person(db: None) -> User:
    """Has a password, an app, codes, and an address."""
    made = make_account("anna", password=PASSWORD)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=made, type=kind, data={"secret": "x", "seed": "x", "used_mask": 0})
    EmailAddress.objects.create(user=made, email="anna@example.org", verified=True, primary=True)
    return made


def log_in() -> Client:
    client = Client()
    client.post("/en/account/login/", {"login": "anna", "password": PASSWORD})
    return client


def opens_account(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_password_alone_lets_in_again_and_the_page_says_why(person, run, time_machine) -> None:
    time_machine.move_to("2026-11-25 09:00:00+00:00", tick=False)
    before = opens_account(log_in())
    said = run("free_second_step", "anna", "--yes")
    client = log_in()
    page = client.get("/en/account/").content.decode()
    time_machine.move_to("2027-02-24 09:00:00+00:00", tick=False)

    assert (before, opens_account(client)) == (False, False)
    assert said.splitlines()[-1] == "removed; 0 sessions ended"
    assert "On Nov. 25, 2026 whoever runs this site removed your passkeys" in page
    assert "whoever runs this site removed" not in log_in().get("/en/account/").content.decode()
    assert by_operator() == [("second-step-freed", "")]


def test_all_sign_ins_end(person, run) -> None:
    Authenticator.objects.all().delete()
    client = log_in()
    assert opens_account(client)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert run("free_second_step", "anna", "--yes").splitlines()[-1] == "removed; 1 session ended"
    assert not opens_account(client)


def test_mail_tells_them_in_every_language(person, run) -> None:
    run("free_second_step", "anna", "--yes")

    (sent,) = mail.outbox
    assert sent.to == ["anna@example.org"]
    assert "你的两步验证已被移除" in sent.subject
    assert "本站管理员已移除" in sent.body
    assert "You were signed out everywhere." in sent.body


def test_mail_server_that_is_away_undoes_nothing(person, run, monkeypatch, capsys) -> None:
    def away(self: EmailMessage, **_: object) -> int:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailMessage, "send", away)
    run("free_second_step", "anna", "--yes")

    assert not Authenticator.objects.exists()


def test_whoever_has_only_passkeys_is_not_shut_out(person, run) -> None:
    EmailAddress.objects.all().delete()
    person.set_unusable_password()
    person.save()

    with pytest.raises(CommandError, match="neither a password nor a confirmed address"):
        run("free_second_step", "anna", "--yes")

    assert Authenticator.objects.count() == 2


def test_nothing_is_changed_without_yes(person, run) -> None:
    assert "Nothing was changed. Add --yes" in run("free_second_step", "anna")
    assert (Authenticator.objects.count(), by_operator(), mail.outbox) == (2, [], [])


def test_account_without_a_second_step_stays_as_it_is(person, run) -> None:
    Authenticator.objects.all().delete()

    assert run("free_second_step", "anna", "--yes") == "anna has no second step. Nothing was changed.\n"
    assert by_operator() == []


def test_unknown_name_is_answered_in_words(db, run) -> None:
    with pytest.raises(CommandError, match="There is no account with the user name 'nobody-here'"):
        run("free_second_step", "nobody-here")
