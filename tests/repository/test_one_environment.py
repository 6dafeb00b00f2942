"""Every command reads one file of settings, wherever it is given, and touches no site whose settings were not read."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils import timezone

from courses.privacy.models import ErasureKey
from literacy.management.commands.make_env import filled
from literacy.setup.guarding import KEY_IS_LOST, WITHOUT_DATA, require_own_settings
from literacy.setup.reading.environment import write_new
from literacy.setup.reading.settings_file import fault_of, read_file
from literacy.setup.starting import NotReadyError, require_own_database
from tests.repository.alone import ROOT
from tests.repository.programs import AS_SOMEBODY, copy_project, run, with_packages

OF_CRON = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LANG": "C"}
WITH_DATA = sorted(set(get_commands()) - WITHOUT_DATA)
KEY = "0123456789-0123456789-0123456789-0123456789"
WHOLE = filled((ROOT / "deploy" / "env.example").read_text(), {"SECRET_KEY": KEY, "ERASURE_KEY": KEY} | {
    "ALLOWED_HOSTS": "learn.example.org"
})  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public site, set up."""
    folder = with_packages(copy_project(tmp_path_factory.mktemp("site") / "copy"))
    for command in ("make_env learn.example.org", "migrate --verbosity 0"):
        done = manage(folder, command)
        assert (done.returncode, done.stderr) == (0, "")
    return folder


def manage(
    site: Path, command: str, *, cwd: Path | None = None, under: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    line = [*under, "/usr/bin/env", "python3", site / "manage.py", *command.split()]
    return run(line, cwd=cwd or site, environment={**OF_CRON, **environment})


@pytest.mark.processes
def test_commands_read_the_settings_from_any_folder_with_the_environment_of_cron(site, tmp_path) -> None:
    done = manage(site, "age_out", cwd=tmp_path)
    shown = manage(site, "diffsettings --output unified", cwd=tmp_path).stdout

    assert (done.returncode, done.stderr) == (0, "")
    assert "+ ALLOWED_HOSTS = ['learn.example.org']" in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.processes
def test_settings_are_written_where_the_environment_names_them_and_other_commands_miss_them(site, tmp_path) -> None:
    named = {"ENV_FILE": str(tmp_path / "env")}

    before = manage(site, "check", **named)
    made = manage(site, "make_env other.example.org", **named)

    assert "ENV_FILE: the settings in" in before.stderr
    assert (made.returncode, made.stderr) == (0, "")
    assert "ALLOWED_HOSTS=other.example.org\n" in (tmp_path / "env").read_text()


@pytest.mark.processes
@pytest.mark.parametrize("door", [("bin/django-admin",), ("bin/python", "-m", "django")])
def test_other_doors_of_django_touch_no_data(site, tmp_path, door) -> None:
    """They would ask nobody whether the settings are those of the database's own site."""
    values = {"PYTHONPATH": str(site), "DJANGO_SETTINGS_MODULE": "literacy.settings"}
    program, *more = door
    for command in ("age_out", "flush --no-input"):
        done = subprocess.run(
            [str(Path(sys.prefix) / program), *more, *command.split()],
            cwd=tmp_path, env={**OF_CRON, **values}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        assert "Start this command by manage.py: python3 manage.py COMMAND." in done.stderr


@pytest.mark.processes
def test_place_not_named_from_the_root_stands_in_the_folder_of_the_project(site, tmp_path) -> None:
    done = manage(site, "backup copy.backup", cwd=tmp_path, DATABASE_URL="sqlite:///db.sqlite3")

    assert (done.returncode, done.stderr) == (0, "")
    assert [one.name for one in tmp_path.iterdir()] == ["copy.backup"]


@pytest.mark.processes
def test_user_who_may_not_read_the_settings_is_told_so(site, tmp_path) -> None:
    closed = tmp_path / "closed.env"
    closed.write_text(WHOLE)
    closed.chmod(0)

    done = manage(site, "age_out", under=AS_SOMEBODY, ENV_FILE=str(closed))

    assert done.returncode == 1
    assert done.stderr.startswith(f"ImproperlyConfigured: ENV_FILE: the settings in {closed} cannot be read")
    assert "Permission denied" in done.stderr


@pytest.mark.processes
def test_command_says_in_a_line_what_is_wrong_with_the_settings(site, tmp_path) -> None:
    cut = tmp_path / "cut.env"
    cut.write_text(WHOLE[:-3])

    missing, half = (manage(site, "age_out", ENV_FILE=str(one)) for one in (tmp_path / "nowhere.env", cut))

    assert (missing.returncode, half.returncode) == (1, 1)
    assert missing.stderr.startswith(f"ImproperlyConfigured: ENV_FILE: the settings in {tmp_path}/nowhere.env cannot")
    assert half.stderr == (
        f"ImproperlyConfigured: ENV_FILE: {cut} does not end with a line break, as if it had been cut off. "
        "Allowed: a file of lines NAME=value that can be read.\n"
    )


def test_file_cut_off_anywhere_after_its_first_setting_begins_is_refused() -> None:
    first = WHOLE.index("SECRET_KEY=") + 1

    assert fault_of(WHOLE) == ""
    assert [end for end in range(first, len(WHOLE)) if not fault_of(WHOLE[:end])] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ALLOWED_HOST=learn.example.org", "holds ALLOWED_HOST, which is no setting: ALLOWED_HOSTS is one"),
        ("EMAIL_UR=smtp://localhost", "holds EMAIL_UR, which is no setting: EMAIL_URL is one"),
        ("GRANIAN_WORKERS=2", ""),
        ("export LOANS_COUNTRY=uk", ""),
        ("<html>", "holds something that is no NAME=value in line 1"),
        ("HTTPS＝on", "holds something that is no NAME=value in line 1"),
        ('HTTPS="on', "holds something that is no NAME=value in line 1"),
        ("set HTTPS=on", "holds something that is no NAME=value in line 1"),
        ("https=on", "holds https, which is no setting: HTTPS is one"),
        ("ENV_FILE=/srv/learn/env", "holds ENV_FILE, which names it and belongs into the environment"),
        ("HTTPS=on\nHTTPS=off", "holds HTTPS twice with different values, the second time in line 2"),
        ("HTTPS=on\nHTTPS='on' # again", ""),
        ("MAIL_FROM=learn@example.org\0", "is no text"),
    ],
)
def test_line_that_sets_nothing_is_refused(line, said) -> None:
    assert fault_of(f"{line}\n") == said


@pytest.mark.parametrize(
    "saved",
    [
        "\ufeffHTTPS=on\n".encode(),
        b"HTTPS=on\r\n",
        b"\texport\tHTTPS = 'on'  # secure\n",
    ],
    ids=["begins with a mark of UTF-8", "lines end as on Windows", "written for a shell"],
)
def test_file_is_read_however_an_editor_saved_it(tmp_path, monkeypatch, saved) -> None:
    (tmp_path / "env").write_bytes(saved + b"EMAIL_URL=smtp://user:${HOME}@mail.example.org\n")
    monkeypatch.setattr(os, "environ", {"ENV_FILE": str(tmp_path / "env"), "HOME": "/root"})
    read_file()

    assert (os.environ["HTTPS"], os.environ["EMAIL_URL"]) == ("on", "smtp://user:${HOME}@mail.example.org")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_file_in_another_encoding_is_refused_in_words(tmp_path, monkeypatch, encoding) -> None:
    (tmp_path / "env").write_bytes("# 设置\nHTTPS=on\n".encode(encoding))
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "env"))

    with pytest.raises(ImproperlyConfigured, match="save them as UTF-8. Allowed: a file of lines NAME=value"):
        read_file()


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("command", WITH_DATA)
def test_command_without_the_settings_of_the_site_refuses(command) -> None:
    require_own_settings(["manage.py", command])
    ErasureKey.objects.create(fingerprint="ofthesite000", since=timezone.now())

    with pytest.raises(CommandError, match="Name their file: ENV_FILE"):
        require_own_settings(["manage.py", command])


def test_commands_that_touch_people_ask_first() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith(("courses", "literacy"))}

    assert ours & WITHOUT_DATA == {
        "author_reference", "check", "check_content", "collectstatic", "content_report", "demo", "doctor", "make_env",
        "restore",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_server_without_the_settings_of_the_site_does_not_start() -> None:
    require_own_database()
    ErasureKey.objects.update(fingerprint="ofthesite000")
    ErasureKey.objects.get_or_create(fingerprint="ofthesite000", defaults={"since": timezone.now()})

    with pytest.raises(NotReadyError, match="ENV_FILE"):
        require_own_database()


@pytest.mark.django_db
def test_key_that_is_lost_for_good_can_be_said_so(account) -> None:
    ErasureKey.objects.create(fingerprint="ofthesite000", since=timezone.now())

    require_own_settings(["manage.py", "age_out", KEY_IS_LOST])
    call_command("age_out", "--erasure-key-is-lost", verbosity=0)

    require_own_settings(["manage.py", "age_out"])


@pytest.mark.django_db
def test_site_that_was_tried_on_this_machine_first_keeps_its_key(tmp_path, settings) -> None:
    call_command("age_out", verbosity=0)
    call_command("make_env", "learn.example.org", file=tmp_path / ".env")

    assert f"ERASURE_KEY={settings.ERASURE_KEY}\n" in (tmp_path / ".env").read_text()


def test_settings_that_cannot_be_written_leave_nothing(tmp_path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path / "env", "\ud800")

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def front_door(monkeypatch) -> Callable[..., None]:
    """manage.py, with a command that ends by `problem`."""
    monkeypatch.setattr("literacy.setup.bootstrap.enter", lambda argv: None)

    def enter(problem: BaseException, *more: str) -> None:
        monkeypatch.setattr(sys, "argv", ["manage.py", "check", *more])
        monkeypatch.setattr("django.core.management.execute_from_command_line", MagicMock(side_effect=problem))
        runpy.run_path(str(ROOT / "manage.py"))["main"]()

    return enter


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError, ProgrammingError])
def test_database_that_fails_is_said_in_words_with_what_to_do(front_door, kind) -> None:
    with pytest.raises(SystemExit) as ended:
        front_door(kind("disk I/O error\n"))

    assert ended.value.code == (
        "The database cannot be used for this: disk I/O error\n"
        "What is wrong with it: python3 manage.py doctor (where that finds nothing: --traceback)"
    )
    with pytest.raises(kind):
        front_door(kind("disk I/O error"), "--traceback")


def test_command_that_is_stopped_says_so_in_a_line(front_door) -> None:
    with pytest.raises(SystemExit) as ended:
        front_door(KeyboardInterrupt())

    assert str(ended.value.code).strip().startswith("Stopped. What was not finished was not kept")
