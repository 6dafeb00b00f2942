"""Every line that docs/tools.md prints runs as printed, in the page's order, on a site where these people are."""

import re
import shlex
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError
from django.test import Client

from courses.accounts.models import SecurityEvent, User
from courses.organizations.models import Organization
from literacy.setup.reading.environment import ALLOWED
from tests.conftest import NOW, make_account
from tests.literacy.operator_tools.test_keys import EXAMPLE
from tests.organizations.cast import make_group, make_lead, make_member
from tests.repository.alone import ROOT

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = (ROOT / "docs" / "tools.md").read_text()
LINES = re.findall(r"^    python3 manage\.py (.+)$", PAGE, re.MULTILINE)
OUTSIDE = {"version"}  # not Django's: tests/repository/test_releases.py


@pytest.fixture
def site(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Organisation 7 with group 3, zhoulan who lost a second step, xiaolin who asks, somebody who is held back."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}
    settings.ENV_FILE = tmp_path / ".env"
    settings.ENV_FILE.write_text(EXAMPLE.format(secret=settings.SECRET_KEY, erasure=settings.ERASURE_KEY))
    for name in ("SECRET_KEY", "ERASURE_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    centre = Organization.objects.create(
        pk=7, name="Centre", language="en", time_zone="Asia/Shanghai", key="centre", created_at=NOW
    )
    group, leader = make_group(centre, pk=3), make_account("zhoulan", password="copper-lantern-river-71")
    make_lead(group, leader)
    Authenticator.objects.create(user=leader, type=Authenticator.Type.TOTP, data={"secret": "x"})
    learner = make_member(group, learner=make_account("xiaolin")).learner
    EmailAddress.objects.create(user=learner, email="lin@example.org", verified=True, primary=True)
    typed = {"username": "anna", "code": "AAAA-BBBB-CCCC-DDDD", "password1": "copper-lantern-river-71"}
    for _ in range(11):
        Client().post("/en/account/recover/", typed)
    return tmp_path


def test_every_line_runs_and_what_it_did_stands_in_the_log(site, run) -> None:
    said = {}
    for line in LINES:
        if line in OUTSIDE:
            continue
        if "--free" in line:  # the page shows a made-up one
            line = f"throttles --free {run('throttles')[:8]}"
        said[line] = run(*shlex.split(line))

    assert len(said) >= 16
    assert not User.objects.filter(username="xiaolin").exists()
    assert (site / "data.zip").exists()
    assert [line for line, words in said.items() if "Nothing was changed" in words] == []
    done = SecurityEvent.objects.filter(actor="operator").order_by("pk").values_list("kind", flat=True)
    assert list(done) == [
        "organization", "organization", "role-changed", "second-step-freed", "export", "erased", "throttle-freed",
        "key-rotated", "key-rotated", "key-rotated", "role-changed", "role-changed",
    ]  # fmt: skip


@pytest.mark.parametrize("command", sorted({line.split()[0] for line in LINES} - OUTSIDE))
def test_every_command_explains_itself_in_plain_words(run, command, capsys) -> None:
    with pytest.raises(SystemExit):
        run(command, "--help")

    help_text = capsys.readouterr().out
    assert "usage: " in help_text
    assert "Traceback" not in help_text
    assert not re.search(r"\b(queryset|ORM|pk|HMAC)\b", help_text)


def test_page_is_short_and_names_settings_that_there_are() -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE)) - {"_FALLBACKS"}

    assert len(PAGE.splitlines()) <= 120
    assert named <= set(ALLOWED)


def test_unknown_word_is_answered_in_words(run) -> None:
    with pytest.raises(CommandError, match="unrecognized arguments"):
        run("throttles", "--list")
