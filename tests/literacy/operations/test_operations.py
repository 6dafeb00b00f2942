"""Commands of daily operations run although a course file has an error, and start without reading any content."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.sample import COURSE, edit, sample_files, write_content
from tests.repository.alone import ROOT
from tests.repository.programs import begin_with, run

pytestmark = pytest.mark.processes
OPERATIONS = (
    ("migrate", "--verbosity", "0"),
    ("backup", "copy.backup"),
    ("age_out",),
    ("send_reminders", "--site", "https://learn.example.org"),
    ("restore", "copy.backup", "--yes"),
)
WITHOUT_CONTENT = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
read = {"courses.catalog.lint", "courses.catalog.published.building", "courses.catalog.reading.content"}
read |= {"literacy.urls"}
sys.exit(f"loaded: {sorted(read & set(sys.modules))}" if read & set(sys.modules) else 0)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A site of its own whose only course has an error."""
    files = sample_files()
    edit(files, COURSE, "status: published", "status: publisched")
    write_content(tmp_path, files)
    return {
        **os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "literacy.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}", "ERASED_FILE": str(tmp_path / "erased.txt"),
        "CONTENT_DIR": str(tmp_path / "content"),
    }  # fmt: skip


def python(environment: dict[str, str], folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, *command], cwd=folder, environment=environment)


def test_operations_run_while_a_course_file_has_an_error(environment, tmp_path) -> None:
    check = python(environment, tmp_path, str(ROOT / "manage.py"), "check")
    done = {command[0]: python(environment, tmp_path, str(ROOT / "manage.py"), *command) for command in OPERATIONS}

    assert "content/courses/fair-price/course.yaml" in check.stderr
    assert check.returncode == 1
    assert {name: one.returncode for name, one in done.items()} == dict.fromkeys(done, 0), done
    assert "reminders about fair-price wait" in done["send_reminders"].stderr
    assert {name: one.stderr for name, one in done.items() if name != "send_reminders"} == {
        "migrate": "", "backup": "", "age_out": "", "restore": ""
    }  # fmt: skip


def test_quiet_daily_commands_say_nothing_when_all_is_well(environment, tmp_path, tables) -> None:
    files = sample_files()
    write_content(tmp_path, files)
    begin_with(tables, tmp_path / "site.sqlite3")
    commands = (("age_out",), ("send_reminders", "--site", "https://learn.example.org"), ("backup", "copy.backup"))

    done = [python(environment, tmp_path, str(ROOT / "manage.py"), *command, "-v0") for command in commands]

    assert [(one.returncode, one.stdout, one.stderr) for one in done] == [(0, "", "")] * len(commands)


@pytest.mark.parametrize("command", [one for one in OPERATIONS if one[0] in ("migrate", "age_out", "backup")])
def test_operations_read_no_content_and_load_no_page(environment, tmp_path, tables, command) -> None:
    begin_with(tables, tmp_path / "site.sqlite3")

    done = python(environment, tmp_path, "-c", WITHOUT_CONTENT, *command)

    assert (done.returncode, done.stderr) == (0, "")
