"""What README prints about running the site for others works as printed, in an empty environment."""

import http.client
import os
import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.alone import ROOT
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE, copy_project, run, wait_for, with_packages

pytestmark = pytest.mark.processes
README = (ROOT / "README.md").read_text().partition("## Running it for others")[2].partition("\n## ")[0]


def printed_blocks() -> list[list[str]]:
    """Indented blocks of the chapter, as lines."""
    found = re.findall(r"(?:^    .*\n)+", README, re.MULTILINE)
    return [[line[4:] for line in block.splitlines()] for block in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as somebody finds it, with the packages installed."""
    return with_packages(copy_project(tmp_path_factory.mktemp("site") / "copy"))


def run_line(folder: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A printed line in an empty environment."""
    return run(shlex.split(line), cwd=folder, environment=environment(folder, **more))


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(folder.parent), **more}


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """The site, set up and started by the printed lines, on a port of its own."""
    *before, start = printed_blocks()[0]
    for line in before:
        done = run_line(folder, line)
        assert (done.returncode, done.stderr) == (0, ""), line
    number = free_port()
    command = [*shlex.split(start), "--port", str(number)]
    server = subprocess.Popen(
        command, cwd=folder, env=environment(folder), start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    wait_for(number, server)
    yield number
    os.killpg(server.pid, 9)
    server.communicate()


def test_foreign_host_is_a_quiet_short_page(folder, port) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/en/", headers={"Host": "evil.example"})
    reply = connection.getresponse()
    page = reply.read().decode()
    connection.close()

    assert reply.status == 400
    assert "网址不对" in page
    assert "Not an address of this site" in page
    assert len(page) < 1_000


@pytest.mark.usefixtures("port")
@pytest.mark.parametrize("command", ["age_out", "send_reminders", "doctor", "regrade", "backup copy.backup"])
def test_daily_command_works_as_printed_and_uses_the_settings_of_the_site(folder, command) -> None:
    name = command.partition(" ")[0]
    assert re.search(rf"python3\s+manage\.py {name}\b", README)

    done = run_line(folder, f"python3 manage.py {command}")
    without = run_line(folder, f"python3 manage.py {command}", ENV_FILE=os.devnull)

    assert (done.returncode, done.stderr) == (0, "")
    if name in ("age_out", "send_reminders", "backup"):
        assert without.returncode == 1
        assert "ENV_FILE" in without.stderr


@pytest.mark.usefixtures("port")
def test_files_of_the_site_are_for_their_owner_only(folder) -> None:
    made = [path for path in folder.iterdir() if re.match(r"(db|attempts)\.sqlite3|erased\.txt|\.env$", path.name)]

    assert {"db.sqlite3", "attempts.sqlite3", ".env"} <= {path.name for path in made}
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


@pytest.mark.usefixtures("port")
def test_settings_are_never_written_over(folder) -> None:
    before = (folder / ".env").read_text()

    done = run_line(folder, printed_blocks()[0][0])

    assert (done.returncode, (folder / ".env").read_text()) == (1, before)
    assert "is there already" in done.stderr


@pytest.mark.usefixtures("port")
def test_start_without_collected_files_refuses_and_names_the_command(folder) -> None:
    start = "python3 -c 'import literacy.wsgi'"

    none = run_line(folder, start, STATIC_ROOT=str(folder.parent / "nothing"))

    assert run_line(folder, start).returncode == 0
    assert none.returncode == 1
    assert "python3 manage.py collectstatic --noinput" in none.stderr.splitlines()[-1]


def test_collecting_for_this_machine_alone_is_answered_in_words(folder, tmp_path) -> None:
    done = run_line(
        folder, "python3 manage.py collectstatic --noinput", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3"
    )

    assert done.returncode == 1
    assert "make_env" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_setting_stands_in_the_example_and_in_the_table_for_operators() -> None:
    code = (ROOT / "literacy" / "settings.py").read_text()
    read = set(re.findall(r'(?:env|environment|places|addresses)\.\w+\(\s*"([A-Z_]+)"', code))
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE))
    settings = (ROOT / "docs" / "operate.md").read_text().partition("\n## Settings\n")[2]
    table = set(re.findall(r"^\| (`[A-Z_`, ]+`) \|", settings, re.MULTILINE))
    table = {name.strip("`") for names in table for name in names.split(", ")}

    assert read == example
    assert table == read | {"ENV_FILE"}


def test_file_for_servers_holds_driver_pool_and_client_with_hashes() -> None:
    text = (ROOT / "requirements-servers.txt").read_text()

    for name in ("psycopg", "psycopg-binary", "psycopg-pool", "redis"):
        assert re.search(rf"^{name}(\[[a-z,]+\])?==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE), name
