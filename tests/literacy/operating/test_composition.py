"""compose.yaml and the Dockerfile: valid, pinned, closed; and as processes, two servers are one site."""

import http.client
import json
import os
import re
import shlex
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from django.core.management import get_commands

from literacy.setup.reading.environment import ALLOWED
from tests.literacy.operating.composition import (
    COMPOSE,
    HOST,
    SERVICES,
    Composition,
    distrustful_proxy,
    instructions,
    one_more_server,
    running,
    start_command,
)  # fmt: skip
from tests.literacy.operating.visitor import Visitor
from tests.repository.alone import ROOT
from tests.repository.programs import PATIENCE

OF_THE_SITE = [name for name, service in SERVICES.items() if "build" in service]
OTHERS = sorted(set(SERVICES) - set(OF_THE_SITE))


def test_compose_file_follows_the_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_every_image_is_pinned_by_version() -> None:
    images = [SERVICES[name]["image"] for name in OTHERS] + [line.split()[0] for line in instructions("FROM")]

    assert [one for one in images if not re.fullmatch(r"[a-z/]+:\d+\.\d+(\.\d+)?-[a-z-]+", one)] == []


@pytest.mark.parametrize("name", sorted({*OF_THE_SITE} - {"certificates"}))
def test_service_of_the_site_may_write_to_its_volumes_only_and_is_never_root(name) -> None:
    service = SERVICES[name]

    assert instructions("USER")[-1] == "10001"
    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])  # noqa: S108
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {one.partition(":")[0] for one in service["volumes"]} <= set(COMPOSE["volumes"])


def test_keys_are_made_by_a_part_that_has_no_network_and_no_settings() -> None:
    made = SERVICES["certificates"]

    assert (made["network_mode"], made["env_file"], made["environment"]) == ("none", [], {})
    assert (made["cap_drop"], made["cap_add"], made["volumes"]) == (["ALL"], ["CHOWN"], ["tls:/tls"])
    assert {name for name, one in SERVICES.items() if "tls:/tls:ro" not in one["volumes"]} == {"certificates"}


def test_account_that_may_change_tables_is_known_to_nobody_who_serves() -> None:
    files = {name: service.get("env_file", []) for name, service in SERVICES.items()}

    assert {name for name, named in files.items() if ".env.owner" in named} == {"database", "migrate"}
    assert "DATABASE_URL" not in SERVICES["migrate"]["environment"]
    assert SERVICES["app1"]["environment"]["DATABASE_URL"].startswith("postgres://learn:")


def test_every_name_in_the_environment_is_a_setting() -> None:
    given = {name for one in OF_THE_SITE for name in SERVICES[one]["environment"]}
    in_image = set(re.findall(r"(\w+)=", " ".join(instructions("ENV")))) - {"PATH"}

    assert {name for name in given if not name.startswith("GRANIAN_")} <= set(ALLOWED)
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


def as_the_site(composition: Composition, **more: str) -> psycopg.Connection:
    return psycopg.connect(composition.environment(0)["DATABASE_URL"], autocommit=True, **more)


@pytest.mark.processes
@pytest.mark.parametrize(
    "change",
    ["CREATE TABLE taken (id int)", "DROP TABLE learning_answer", "ALTER TABLE learning_answer ADD taken int",
     "TRUNCATE learning_answer", "CREATE ROLE taken", "CREATE SCHEMA taken", "SET ROLE owner",
     "CREATE TRIGGER taken BEFORE INSERT ON learning_answer EXECUTE FUNCTION suppress_redundant_updates_trigger()"],
)  # fmt: skip
def test_account_of_the_site_cannot_change_what_the_database_is(composition, change: str) -> None:
    with as_the_site(composition) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(change)


@pytest.mark.processes
def test_doctor_names_an_account_that_may_change_tables(composition) -> None:
    asked = [composition.manage(0, "doctor").stdout, composition.manage_as_owner("doctor").stdout]
    well, to_do = "well     account of the database", "account of the database: the site's own account may change"

    assert [(well in said, to_do in said) for said in asked] == [(True, False), (False, True)]


@pytest.mark.processes
def test_database_and_counts_refuse_plain_connections_and_other_certificates(composition) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        as_the_site(composition, sslmode="disable")
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        as_the_site(composition, sslrootcert=str(composition.place / "tls/counts.pem"))
    counts = composition.environment(0)["CACHE_URL"].replace("valkeys://", "rediss://")
    assert redis.Redis.from_url(counts).ping()
    with pytest.raises(redis.ConnectionError, match="certificate verify failed"):
        redis.Redis.from_url(counts.replace("counts.pem", "database.pem")).ping()
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(f"redis://127.0.0.1:{composition.counts}/0").ping()


@pytest.mark.processes
def test_servers_speak_tls_and_the_proxy_asks_for_their_certificate(composition) -> None:
    trusted = ssl.create_default_context(cafile=composition.place / "tls/site.pem")
    plain = socket.create_connection(("127.0.0.1", composition.ports[0]))
    with trusted.wrap_socket(plain, server_hostname="app1") as secured:
        assert secured.version() == "TLSv1.3"
    with pytest.raises((OSError, http.client.HTTPException)):
        urllib.request.urlopen(f"http://127.0.0.1:{composition.ports[0]}/health/", timeout=PATIENCE)


@pytest.mark.processes
def test_proxy_speaks_to_no_server_with_another_certificate(composition, visitor) -> None:
    with distrustful_proxy(composition) as other:
        status = Visitor(HOST, other.proxy, other.authority).ask("GET", "/en/")[0]

    assert (status, visitor.ask("GET", "/en/")[0]) == (502, 200)


@pytest.mark.processes
def test_keys_are_made_once_and_each_is_for_one_user(composition) -> None:
    kept = {file.name: file.read_bytes() for file in (composition.place / "tls").iterdir()}
    script = ["sh", ROOT / "deploy/compose.certificates", composition.place / "tls"]
    subprocess.run(script, check=True)

    assert {file.name: file.read_bytes() for file in (composition.place / "tls").iterdir()} == kept
    assert {name: (composition.place / "tls" / name).stat().st_mode & 0o777 for name in kept} == {
        name: 0o600 if name.endswith(".key") else 0o644 for name in kept
    }


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
    done = composition.manage_as_owner("restore", str(tmp_path / "copy"), "--yes")
    assert "erased again: 1 person" in done.stdout, done

    composition.manage_as_owner("flush", "--no-input")
    lost = composition.manage_as_owner("restore", str(tmp_path / "copy"), "--yes")
    assert lost.returncode == 1
    assert "of another server is missing" in lost.stderr
    lists = [f"--erased-list={one}" for one in composition.folder.glob("data-[1-9]/erased.txt")]
    done = composition.manage_as_owner("restore", str(tmp_path / "copy"), "--yes", *lists)

    assert "erased again: 1 person" in done.stdout, done
    stays.sign_in("stays")
