"""Operators are made and ended at the terminal, and the log says so."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import CommandError
from django.db import connection

from courses.accounts.models import SecurityEvent, User
from courses.accounts.security_log.events import hash_of
from tests.conftest import make_account
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.literacy.operator_tools.conftest import by_operator
from tests.repository.alone import ROOT

pytestmark = pytest.mark.django_db


def test_no_table_comes_with_it(on) -> None:
    assert apps.get_app_config("admin").models == {}
    assert "django.contrib.admin.models" not in sys.modules
    assert [one for one in connection.introspection.table_names() if "admin" in one] == []
    assert [one.id for one in run_checks() if one.is_serious()] == []


def test_files_are_collected_only_when_it_is_on(tmp_path: Path) -> None:
    program = "from django.contrib.staticfiles.finders import find; print(bool(find('admin/css/base.css')))"
    said = {}
    for value in ("off", "on"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "shell", "-v0", "-c", program],
            env={"PATH": "/usr/bin:/bin", "ADMIN": value, "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        said[value] = done.stdout.strip()

    assert said == {"off": "False", "on": "True"}


# ---- the command


def test_operator_is_made_and_ended_by_command_and_the_log_says_so(run) -> None:
    make_account("olga")

    said = [run("operators", *words) for words in ((), ("add", "olga", "--yes"), ("add", "olga", "--yes"), ())]
    assert "No account is that of an operator." in said[0]
    assert "operator\n" in said[1]
    assert "They see nothing until they set up a passkey or an app" in said[1]
    assert "was an operator already" in said[2]
    assert "olga: without a second step" in said[3]
    assert User.objects.get().is_staff

    assert "ended" in run("operators", "end", "olga", "--yes")
    assert "was no operator" in run("operators", "end", "olga", "--yes")
    assert not User.objects.get().is_staff
    assert by_operator() == [("role-changed", "operator"), ("role-changed", "no operator any more")]


def test_accounts_made_and_passwords_set_at_the_terminal_stand_in_the_log(run, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "copper-lantern-river-71")
    run("createsuperuser", "--no-input", "--username", "root-of-it")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "another-lantern-river-72")
    run("changepassword", "root-of-it")

    account = User.objects.get(username="root-of-it")
    assert account.check_password("another-lantern-river-72")
    assert by_operator() == [("role-changed", "all rights"), ("password-changed", "")]
    assert set(SecurityEvent.objects.values_list("account", flat=True)) == {hash_of(account)}


def test_nobody_becomes_an_operator_without_a_yes_or_a_way_to_sign_in(run) -> None:
    person = make_account("olga")
    assert "Nothing was changed" in run("operators", "add", "olga")
    User.objects.filter(pk=person.pk).update(is_active=False)

    with pytest.raises(CommandError, match="may not sign in"):
        run("operators", "add", "olga", "--yes")

    assert not User.objects.get().is_staff
    assert by_operator() == []
