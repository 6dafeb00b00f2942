"""A real server process on a real database file, for tests that kill it."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class RealServer:
    """granian as deployed, on the database file `database`."""

    database: Path
    workers: int = 2
    threads: int = 2
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "the-same-key-before-and-after-a-crash-0123456789",
            "DJANGO_SETTINGS_MODULE": "literacy.settings",
        }

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def start(self) -> None:
        command = [
            *(sys.executable, "-m", "granian", "literacy.wsgi:application", "--interface", "wsgi"),
            *(
                "--port",
                str(self.port),
                "--workers",
                str(self.workers),
                "--blocking-threads",
                str(self.threads),
                "--log-level",
                "critical",
            ),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        until(self._is_well, "the server did not start")

    def _is_well(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "the server ended while it started"
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/health/", timeout=PATIENCE):
            return True
        return False

    def kill(self) -> None:
        """SIGKILL for the server and all its workers: no clean-up of any kind."""
        if self.process is not None:
            os.killpg(self.process.pid, 9)
            self.process.wait()
            self.process = None


@dataclass
class Person:
    """A browser with cookies that tries again with the same form until it is told that the answer is kept."""

    server: RealServer
    cookies: dict[str, str] = field(default_factory=dict)
    last_page: str = ""
    timeout: float = PATIENCE

    def get(self, path: str) -> str:
        return self.read(path)[1]

    def read(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._open(urllib.request.Request(self.server.address + path))

    def post(self, path: str, fields: dict[str, str]) -> int:
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}, doseq=True)
        return self._open(urllib.request.Request(self.server.address + path, data=data.encode()))[0]

    def form_key(self, path: str) -> str:
        return re.search(r'name="key" value="([^"]+)"', self.get(path))[1]

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        opener = urllib.request.build_opener(_StayHere)
        try:
            reply = opener.open(request, timeout=self.timeout)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            for header in reply.headers.get_all("Set-Cookie") or ():
                name, _, value = header.partition(";")[0].partition("=")
                self.cookies[name] = value
            self.last_page = reply.read().decode(errors="replace")
            return reply.status, self.last_page


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None
