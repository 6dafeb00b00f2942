"""What compose.yaml and Dockerfile say, and the same parts run as processes on loopback: no engine is needed."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tests.literacy.operating.box import needed
from tests.literacy.operating.storage import cluster, database_programs, database_user, wait_for_database
from tests.repository.alone import ROOT
from tests.repository.ports import free_port
from tests.repository.programs import run, wait_for, wait_for_tls

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: Mapping[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: Mapping[str, Mapping[str, Any]] = COMPOSE["services"]
COLLECT = ("collectstatic", "--noinput", "-v0")
HOST = "learn.example.org"
KEY = "0123456789-0123456789-0123456789-0123456789"
FOR_TESTS = """{{
	admin off
	local_certs
	skip_install_trust
	http_port {http}
	https_port {https}
	storage file_system {folder}/caddy
	default_bind 127.0.0.1
"""


def instructions(kind: str) -> list[str]:
    """What follows `kind` in the Dockerfile; lines that go on on the next one are one."""
    return re.findall(rf"^{kind} (.*)$", re.sub(r"\\\n(#.*\n)*", " ", DOCKERFILE), re.MULTILINE)


def start_command() -> list[str]:
    return json.loads(instructions("CMD")[-1])


@dataclass(frozen=True, slots=True)
class Composition:
    folder: Path
    place: Path  # of the database, its socket, and the keys of all parts
    database_port: int
    counts: int
    ports: tuple[int, int]
    proxy: int
    servers: tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]

    @property
    def authority(self) -> Path:
        return self.folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    @property
    def database(self) -> str:
        """The address by which whoever runs the machine of the database reaches it."""
        return f"postgresql://postgres@/postgres?host={self.place}&port={self.database_port}"

    def here(self, text: str) -> str:
        """What compose.yaml says, with addresses and places of this machine."""
        text = re.sub(r"\$\{SITE_PASSWORD[^}]*\}", KEY, text.replace("/tls/", f"{self.place}/tls/"))
        return text.replace("database:5432", f"127.0.0.1:{self.database_port}").replace(
            "counts:6379", f"127.0.0.1:{self.counts}"
        )

    def environment(self, server: int, account: str = "learn") -> dict[str, str]:
        """As compose.yaml gives it to a service of the site; with the account "owner", to the one that migrates."""
        given = {name: self.here(str(value)) for name, value in SERVICES["app1"]["environment"].items()}
        given["DATABASE_URL"] = given["DATABASE_URL"].replace("//learn:", f"//{account}:")
        folder = self.folder / f"data-{server}"
        folder.mkdir(exist_ok=True)
        return {
            "PATH": f"{Path(sys.executable).parent}:{database_programs()}:/usr/bin:/bin", "PYTHONPATH": str(ROOT),
            "ENV_FILE": os.devnull, "ALLOWED_HOSTS": HOST, "HTTPS": "on", "SECRET_KEY": KEY, "ERASURE_KEY": KEY[::-1],
            "STATIC_ROOT": str(self.folder / "static"), "ERASED_FILE": str(folder / "erased.txt"), **given,
        }  # fmt: skip

    def manage(self, server: int, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run(server, "python", str(ROOT / "manage.py"), *command)

    def manage_as_owner(self, *command: str) -> subprocess.CompletedProcess[str]:
        """As `docker compose run migrate` does."""
        program = ["python", str(ROOT / "manage.py"), *command]
        return run(program, cwd=ROOT, environment=self.environment(0, "owner"))

    def run(self, server: int, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment(server), **more}
        return run(command, cwd=ROOT, environment=environment)


@contextmanager
def running(folder: Path) -> Iterator[Composition]:
    """PostgreSQL, Redis, the migration, two servers and Caddy, in the order of compose.yaml."""
    with ExitStack() as parts:
        place = Path(parts.enter_context(tempfile.TemporaryDirectory(prefix="postgres-")))
        ports = (free_port(), free_port())
        made = Composition(folder, place, free_port(), free_port(), ports, free_port(), servers=())
        _start_storage(parts, made)
        for done in (made.manage_as_owner(*SERVICES["migrate"]["command"][2:]), made.manage(0, *COLLECT)):
            assert (done.returncode, done.stderr) == (0, ""), done
        servers = [_start(parts, _on(port), made.environment(number)) for number, port in enumerate(ports)]
        for port, server in zip(ports, servers, strict=True):
            wait_for(port, server)
        _start_proxy(parts, made)
        yield replace(made, servers=tuple(servers))


@contextmanager
def distrustful_proxy(made: Composition) -> Iterator[Composition]:
    """The same with a proxy that knows another certificate than that of the servers."""
    with ExitStack() as parts:
        other = replace(made, folder=made.folder / "distrustful", proxy=free_port())
        other.folder.mkdir()
        _start_proxy(parts, other, certificate="counts.pem")
        yield other


def _start_proxy(parts: ExitStack, made: Composition, certificate: str = "site.pem") -> None:
    file = _caddyfile(made)
    file.write_text(file.read_text().replace("site.pem", certificate))
    command = [needed("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
    wait_for(made.proxy, _start(parts, command, {"ALLOWED_HOSTS": HOST, "HOME": str(made.folder)}))
    wait_for_tls(made.proxy, HOST)


def _start_storage(parts: ExitStack, made: Composition) -> None:
    """What the certificates, the database and the counts of compose.yaml do."""
    (made.place / "tls").mkdir()
    start = cluster(made.place, made.database_port)
    script = (ROOT / "deploy/compose.certificates").read_text()
    for name, user in (("database", database_user()), ("counts", os.geteuid()), ("site", os.geteuid())):
        script = re.sub(rf"(certify {name}) \d+", rf"\1 {user}", script)
    subprocess.run(["sh", "-c", script, "sh", made.place / "tls"], check=True)
    options = [made.here(word) for word in SERVICES["database"]["command"][1:]]
    rules = made.place / "hba.conf"
    rules.write_text((ROOT / "deploy/compose.hba.conf").read_text())
    options = [word.replace("/etc/postgresql/hba.conf", str(rules)) for word in options]
    _start(parts, [*start, "-c", "listen_addresses=127.0.0.1", *options])
    wait_for_database(made.place, made.database_port)
    values = {"PGHOST": str(made.place), "PGPORT": str(made.database_port), "OWNER_PASSWORD": KEY, "SITE_PASSWORD": KEY}
    roles = ["sh", ROOT / "deploy/compose.roles.sh"]
    subprocess.run(roles, env={"PATH": os.environ["PATH"], **values}, check=True)
    counts = [made.here(word).replace("6379", str(made.counts)) for word in SERVICES["counts"]["command"][1:]]
    command = [needed("redis-server"), *counts, "--bind", "127.0.0.1", "--dir", str(made.folder)]
    wait_for(made.counts, _start(parts, command))


@contextmanager
def one_more_server(made: Composition, **settings: str) -> Iterator[int]:
    """The port of a further server without the proxy, so in plain http."""
    environment = {**made.environment(2), "HTTPS": "off", "PROXY_COUNT": "0", **settings}
    environment = {name: value for name, value in environment.items() if not name.startswith("GRANIAN_SSL")}
    with ExitStack() as parts:
        port = free_port()
        wait_for(port, _start(parts, _on(port), environment))
        yield port


def _on(port: int) -> list[str]:
    return [{"8000": str(port), "0.0.0.0": "127.0.0.1"}.get(word, word) for word in start_command()]


def _caddyfile(made: Composition) -> Path:
    text = (ROOT / "deploy" / "compose.Caddyfile").read_text()
    head = FOR_TESTS.format(http=free_port(), https=made.proxy, folder=made.folder)
    for number, port in enumerate(made.ports, start=1):
        text = text.replace(f"app{number}:8000", f"127.0.0.1:{port}")
    text = text.replace("/tls/", f"{made.place}/tls/")
    text = text.replace("request_buffers 6MiB", "buffer_requests")  # its name in Debian's Caddy, older than the image's
    file = made.folder / "Caddyfile"
    file.write_text(text.replace("{\n", head, 1))
    return file


def _start(
    parts: ExitStack, command: list[str], environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    def stop() -> None:
        if process.poll() is None:
            os.killpg(process.pid, 9)
        process.wait()

    parts.callback(stop)
    return process
