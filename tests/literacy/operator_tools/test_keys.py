"""`manage.py rotate_keys`: a new key in the file, nobody signed out, open forms sent, the erased still erased."""

import os
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError
from django.test import Client
from dotenv import dotenv_values

from courses.accounts.models import User
from courses.accounts.sign_in.second_step.kept_secrets import open_sealed
from courses.organizations.joining.actions import account_from
from courses.organizations.models import Card, Invitation, SessionRun
from courses.organizations.short_links.codes import letters_hash
from courses.organizations.workshops.phones import _marks
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.tombstones import is_noted, require_own_key
from courses.privacy.models import ErasureMark
from tests.conftest import NOW, make_account, sign_in
from tests.literacy.operator_tools.conftest import by_operator
from tests.organizations.pages import key_in, url

EXAMPLE = """\
# Settings of a site.
SECRET_KEY={secret}
ERASURE_KEY={erasure}
#SECRET_KEY_FALLBACKS=
ALLOWED_HOSTS=learn.example.org
"""


@pytest.fixture
def file(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of this site, with the keys that are in use."""
    made = tmp_path / ".env"
    made.write_text(EXAMPLE.format(secret=settings.SECRET_KEY, erasure=settings.ERASURE_KEY))
    made.chmod(0o600)
    settings.ENV_FILE = made
    for name in ("SECRET_KEY", "ERASURE_KEY"):  # the tests have theirs from the environment, a site from its file
        monkeypatch.delenv(name)
    return made


def take_in(settings: Any, file: Path) -> None:
    """What a start of the site does with the file."""
    held = dotenv_values(file)
    for name in ("SECRET_KEY", "ERASURE_KEY"):
        setattr(settings, name, held[name])
        earlier = held.get(f"{name}_FALLBACKS") or ""
        setattr(settings, f"{name}_FALLBACKS", [one for one in earlier.split(",") if one])


def rotated(run: Any, settings: Any, file: Path, name: str) -> str:
    said = run("rotate_keys", name, "--yes")
    take_in(settings, file)
    return said


@pytest.mark.parametrize("name", ["SECRET_KEY", "ERASURE_KEY"])
def test_new_key_comes_first_and_the_earlier_ones_behind_it(db, run, settings, file, name) -> None:
    first = getattr(settings, name)
    rotated(run, settings, file, name)
    second = getattr(settings, name)
    rotated(run, settings, file, name)

    assert len({first, second, getattr(settings, name)}) == 3
    assert getattr(settings, f"{name}_FALLBACKS") == [second, first]
    assert len(getattr(settings, name)) >= 40
    assert by_operator() == [("key-rotated", name)] * 2


def test_all_else_in_the_file_stays_and_only_its_owner_reads_it(db, run, settings, file) -> None:
    rotated(run, settings, file, "SECRET_KEY")

    lines = file.read_text().splitlines()
    assert lines[0] == "# Settings of a site."
    assert "ALLOWED_HOSTS=learn.example.org" in lines
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [".env"]


def test_no_key_is_ever_printed(db, run, settings, file) -> None:
    said = rotated(run, settings, file, "SECRET_KEY") + run("rotate_keys", "SECRET_KEY", "--forget-earlier")

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS, settings.ERASURE_KEY]
    assert [key for key in keys if key in said] == []


def test_nobody_is_signed_out_and_an_open_form_can_be_sent(organization, owner_client, run, settings, file) -> None:
    page = url("invite", organization.pk)
    form = {"role": "facilitator", "key": key_in(owner_client.get(page).content.decode())}
    rotated(run, settings, file, "SECRET_KEY")

    sent = owner_client.post(page, form)

    assert sent.status_code == 200
    assert Invitation.objects.count() == 1


def test_sign_in_ends_when_the_earlier_key_is_forgotten(db, account, account_client, run, settings, file) -> None:
    """Whoever came by in between has had theirs renewed by the new key, and stays."""
    away = sign_in(Client(), account)
    rotated(run, settings, file, "SECRET_KEY")
    came_by = account_client.get("/en/account/").status_code
    said = run("rotate_keys", "SECRET_KEY", "--forget-earlier", "--yes")
    take_in(settings, file)

    assert said.splitlines()[-1] == "done. Start the site again."
    assert settings.SECRET_KEY_FALLBACKS == []
    ended = away.get("/en/account/")
    assert (ended.status_code, ended.url.partition("?")[0]) == (302, "/en/account/login/")
    assert (came_by, account_client.get("/en/account/").status_code) == (200, 200)


def test_second_step_opens_with_the_new_key_and_after_the_earlier_one_is_forgotten(
    db, account, run, settings, file
) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    app = TOTP.activate(account, secret)
    rotated(run, settings, file, "SECRET_KEY")
    before = open_sealed(app.instance.data["secret"])
    run("rotate_keys", "SECRET_KEY", "--forget-earlier", "--yes")
    take_in(settings, file)
    app.instance.refresh_from_db()

    assert settings.SECRET_KEY_FALLBACKS == []
    assert (before, open_sealed(app.instance.data["secret"])) == (secret, secret)


def test_second_step_that_no_key_opens_is_named(db, account, run, settings, file) -> None:
    TOTP.activate(account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    Authenticator.objects.update(data={"secret": "sealed with a key that was lost"})
    rotated(run, settings, file, "SECRET_KEY")

    said = run("rotate_keys", "SECRET_KEY", "--forget-earlier", "--yes")

    assert "1 second step cannot be opened with any key: see manage.py free_second_step" in said


def test_typed_letters_of_a_printed_card_still_open(member, run, settings, file) -> None:
    Card.objects.create(
        organization=member.organization, member=member, token="t" * 64, issued_at=NOW,
        letters=letters_hash(member.group_id, "7K4M2PXQ"),
    )  # fmt: skip
    said = rotated(run, settings, file, "SECRET_KEY")
    client = Client()
    client.post(url("card-here"), {"code": member.group.code, "letters": "7K4M2PXQ", "shared": "no"})

    assert "the letters of 1 printed card are no longer typed" in said
    assert client.get("/en/account/").status_code == 200


def test_second_press_of_a_form_to_join_makes_no_second_account(db, run, settings, file) -> None:
    made = account_from(None, key="one-time", now=NOW)
    rotated(run, settings, file, "SECRET_KEY")

    assert account_from(None, key="one-time", now=NOW) == made
    assert User.objects.count() == 1


def test_phone_of_a_running_workshop_stays_known(db, run, settings, file) -> None:
    mark = _marks(SessionRun(pk=7), "number")[0]
    rotated(run, settings, file, "SECRET_KEY")

    assert mark in _marks(SessionRun(pk=7), "number")
    assert mark != _marks(SessionRun(pk=7), "number")[0]


def test_erased_stays_erased_and_the_database_stays_ours(db, run, settings, file) -> None:
    person = make_account("anna")
    pk, joined = person.pk, person.date_joined
    erase(learner=person)
    for name in ("ERASURE_KEY", "SECRET_KEY", "ERASURE_KEY"):
        rotated(run, settings, file, name)
    run("age_out")

    marks = frozenset(ErasureMark.objects.values_list("mark", flat=True))
    assert is_noted(User(pk=pk, date_joined=joined), marks)
    require_own_key()


def test_what_still_needs_the_earlier_key_is_said(db, run, settings, file) -> None:
    assert "no copy of the database from before the change is left" in rotated(run, settings, file, "ERASURE_KEY")
    assert "everybody has signed in anew" in rotated(run, settings, file, "SECRET_KEY")


@pytest.mark.parametrize("more", [(), ("--forget-earlier",)])
def test_nothing_is_changed_without_yes(db, run, settings, file, more) -> None:
    rotated(run, settings, file, "SECRET_KEY")
    before = file.read_bytes()

    assert run("rotate_keys", "SECRET_KEY", *more).splitlines()[-1] == "Nothing was changed. Add --yes to do it."
    assert file.read_bytes() == before


def test_nothing_to_forget_is_said(db, run, file) -> None:
    assert "holds none. Nothing was changed." in run("rotate_keys", "ERASURE_KEY", "--forget-earlier", "--yes")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda settings, file: setattr(settings, "ENV_FILE", None), "has no file of settings"),
        (lambda settings, file: file.write_text("ALLOWED_HOSTS=a.example.org\n"), "does not stand in"),
        (
            lambda settings, file: file.write_text(f"SECRET_KEY={'other-' * 8}\n"),
            "The environment sets SECRET_KEY itself",
        ),
    ],
)
def test_what_stands_in_the_way_is_said(db, run, settings, file, monkeypatch, change, says) -> None:
    monkeypatch.setitem(os.environ, "SECRET_KEY", settings.SECRET_KEY)
    change(settings, file)

    with pytest.raises(CommandError, match=says):
        run("rotate_keys", "SECRET_KEY", "--yes")

    assert by_operator() == []


def test_only_the_two_keys_can_be_rotated(db, run) -> None:
    with pytest.raises(CommandError, match="choose from 'SECRET_KEY', 'ERASURE_KEY'"):
        run("rotate_keys", "PASSWORD")
