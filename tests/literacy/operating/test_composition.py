"""compose.yaml and the Dockerfile: valid, pinned, closed; and as processes, two servers are one site."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import get_commands

from literacy.setup.reading.environment import ALLOWED
from tests.literacy.operating.composition import (
    COMPOSE,
    HOST,
    SERVICES,
    Composition,
    instructions,
    one_more_server,
    running,
    start_command,
)  # fmt: skip
from tests.literacy.operating.visitor import Visitor
from tests.repository.alone import ROOT

OF_THE_SITE = [name for name, service in SERVICES.items() if "build" in service]
OTHERS = sorted(set(SERVICES) - set(OF_THE_SITE))


def test_compose_file_follows_the_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_every_image_is_pinned_by_version() -> None:
    images = [SERVICES[name]["image"] for name in OTHERS] + [line.split()[0] for line in instructions("FROM")]

    assert [one for one in images if not re.fullmatch(r"[a-z/]+:\d+\.\d+(\.\d+)?-[a-z-]+", one)] == []


@pytest.mark.parametrize("name", OF_THE_SITE)
def test_service_of_the_site_may_write_to_its_volumes_only_and_is_never_root(name) -> None:
    service = SERVICES[name]

    assert instructions("USER")[-1] == "10001"
    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])  # noqa: S108
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {one.partition(":")[0] for one in service["volumes"]} <= set(COMPOSE["volumes"])


def test_every_name_in_the_environment_is_a_setting() -> None:
    given = {name for one in OF_THE_SITE for name in SERVICES[one]["environment"]}
    in_image = set(re.findall(r"(\w+)=", " ".join(instructions("ENV")))) - {"PATH"}

    assert given <= set(ALLOWED)
    assert {name for name in in_image if not name.startswith("PYTHON")} <= set(ALLOWED)
    assert SERVICES["app1"]["env_file"] == ".env"


def test_every_command_is_there() -> None:
    run = " ".join([*instructions("RUN"), (ROOT / "deploy" / "scheduler").read_text()])
    composed = [shlex.join(SERVICES[name]["command"]) for name in OF_THE_SITE if "command" in SERVICES[name]]
    named = set(re.findall(r"manage\.py (\w+)", " ".join([run, *composed])))

    assert named >= {"age_out", "backup", "collectstatic", "doctor", "migrate", "send_reminders"}
    assert named <= set(get_commands())
    for file in re.findall(r"\bdeploy/[\w.]+", " ".join([*composed, *SERVICES["proxy"]["volumes"]])):
        assert (ROOT / file).is_file(), file


def test_image_holds_what_the_site_needs_and_nothing_else_of_the_folder() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert {"content", "courses", "literacy", "static", "manage.py", "deploy"} <= kept
    assert {name for name in kept if not (ROOT / name).exists()} == set()
    assert not {".env", ".git", ".local", ".venv", "tests"} & kept


def test_packages_of_the_image_are_checked_by_hash() -> None:
    (install,) = [line for line in instructions("RUN") if "pip install" in line]

    assert "--require-hashes" in install
    assert set(re.findall(r"-r (\S+)", install)) == {"requirements.txt", "requirements-servers.txt"}


def test_copies_are_made_by_programs_of_the_servers_own_release() -> None:
    release = re.search(r"postgresql-client-(\d+)", " ".join(instructions("RUN")))[1]

    assert SERVICES["database"]["image"].startswith(f"postgres:{release}.")


def test_image_starts_the_site_as_the_service_does() -> None:
    unit = (ROOT / "deploy" / "learn.service").read_text()
    service = shlex.split(re.search(r"^ExecStart=\S+/(granian .*)$", unit, re.MULTILINE)[1])
    image = " ".join(start_command()).replace(" --host 0.0.0.0 --port 8000", "")

    assert shlex.split(image) == service


@pytest.fixture(scope="module")
def composition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composition]:
    with running(tmp_path_factory.mktemp("composition")) as made:
        yield made


@pytest.fixture
def visitor(composition: Composition) -> Visitor:
    """Sent to both servers by turns: every second request is the other one's."""
    return Visitor(HOST, composition.proxy, composition.authority)


@pytest.mark.processes
def test_failed_sign_ins_are_counted_by_both_servers_together(visitor) -> None:
    visitor.read("/en/account/login/")
    pages = [visitor.send("/en/account/login/", {"login": "nobody", "password": f"wrong {n}"})[1] for n in range(12)]

    assert ["Too many tries" in page for page in pages] == [False] * 10 + [True] * 2


@pytest.mark.processes
def test_daily_run_says_nothing_but_what_is_to_do(composition, tmp_path) -> None:
    done = composition.run(0, "sh", "deploy/scheduler", "now", COPIES=str(tmp_path), EMAIL_URL="smtp://127.0.0.1:9")

    assert (done.returncode, done.stderr) == (0, "")
    assert len([*tmp_path.glob("learn-*.copy")]) == 1


@pytest.mark.processes
def test_health_check_of_the_image_asks_the_server(composition) -> None:
    command = json.loads(instructions("HEALTHCHECK")[0].partition("CMD ")[2])
    asked = composition.run(0, *command, GRANIAN_PORT=str(composition.ports[0]))
    nobody = composition.run(0, *command, GRANIAN_PORT="9")

    assert (asked.returncode, asked.stdout) == (0, '200 {"status": "ready"}\n')
    assert nobody.returncode == 1


@pytest.fixture
def lagging_replica(composition: Composition, tmp_path: Path) -> str:
    """Its address: the database as it was a moment ago, which follows no more."""
    copy, address = str(tmp_path / "copy"), composition.database.replace("/postgres?", "/replica?")
    with psycopg.connect(composition.database, autocommit=True) as connection:
        connection.execute("CREATE DATABASE replica")
    for command in (("python", "manage.py", "backup", copy), ("pg_restore", "--no-owner", f"--dbname={address}", copy)):
        done = composition.run(0, *command)
        assert done.returncode == 0, done
    return address


@pytest.mark.processes
def test_replica_is_read_by_whoever_wrote_nothing_lately_and_is_left_out_when_away(
    composition, visitor, lagging_replica
) -> None:
    with one_more_server(composition, DATABASE_REPLICA_URL=lagging_replica) as port:
        newcomer = Visitor(HOST, port)
        newcomer.sign_up("newcomer")
        assert "newcomer" in newcomer.read("/en/account/")  # who has just written reads what they wrote

        del newcomer.cookies["wrote"]  # the browser forgets it after ten seconds
        status, _, _ = newcomer.ask("GET", "/en/account/")
        assert status == 302  # nobody of the name in the replica

        with psycopg.connect(composition.database, autocommit=True) as connection:
            connection.execute("ALTER DATABASE replica ALLOW_CONNECTIONS false")
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'replica'")
        assert "newcomer" in newcomer.read("/en/account/")


@pytest.mark.processes
def test_people_go_on_when_a_server_dies_and_whoever_was_erased_there_stays_erased(composition, visitor, tmp_path):
    stays = Visitor(HOST, composition.proxy, composition.authority)
    stays.sign_up("stays")
    visitor.sign_up("goes")
    assert composition.manage(0, "backup", str(tmp_path / "copy")).returncode == 0
    os.killpg(composition.servers[0].pid, 9)
    composition.servers[0].wait()
    for _time in range(3):  # the proxy sends the first one on to the other server, and notices
        assert "stays" in stays.read("/en/account/")

    visitor.erase_account()
    assert "stays" in stays.read("/en/account/")
    done = composition.manage(0, "restore", str(tmp_path / "copy"), "--yes")
    assert "erased again: 1 people" in done.stdout, done

    composition.manage(0, "flush", "--no-input")
    lost = composition.manage(0, "restore", str(tmp_path / "copy"), "--yes")
    assert lost.returncode == 1
    assert "of another server is missing" in lost.stderr
    lists = [f"--erased-list={one}" for one in composition.folder.glob("data-[1-9]/erased.txt")]
    done = composition.manage(0, "restore", str(tmp_path / "copy"), "--yes", *lists)

    assert "erased again: 1 people" in done.stdout, done
    stays.sign_in("stays")
