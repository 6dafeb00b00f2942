"""Starts the site for the benchmarks: an own database and content, one worker, CPU time by its processes’ clocks."""

import ctypes
import gzip
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.load.bench_catalog import copy_lessons

ROOT = Path(__file__).resolve().parents[3]
KEY = "a-key-for-the-benchmark-only-0123456789-0123456789"
LIBC = ctypes.CDLL(None)
CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: the number of its process group, its port, and the sessions of people made for the run."""

    group: int
    port: int
    sessions: Mapping[str, str]  # by name: "fresh", "finished"

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far."""
        return cpu_seconds(self.group)


def cpu_seconds(group: int) -> float:
    """User and system time of all processes of a group so far, to the nanosecond.

    /proc counts it in hundredths of a second, in which a turn of short requests is a handful.
    """
    total = 0.0
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                total += time.clock_gettime(_cpu_clock(int(entry.name)))
        except OSError:  # ended between the two looks
            continue
    return total


def _cpu_clock(process: int) -> int:
    """The number of the clock that counts a process’s CPU time: clock_getcpuclockid(3)."""
    clock = ctypes.c_int()
    problem = LIBC.clock_getcpuclockid(process, ctypes.byref(clock))
    if problem:
        raise OSError(problem, os.strerror(problem))
    return clock.value


@contextmanager
def site(port: int, *, lessons: int) -> Iterator[Site]:
    """The site with at least `lessons` lessons (copies while there are too few) and two people, while it runs."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "CONTENT_DIR": f"{folder}/content",
            "SECRET_KEY": KEY,
            "DJANGO_SETTINGS_MODULE": "literacy.settings",
        }
        copy_lessons(ROOT / "content", Path(folder) / "content", lessons=lessons)
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
        )
        done = subprocess.run(
            [sys.executable, "-m", "tests.load.site.people"],
            cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        command = [
            *(sys.executable, "-m", "granian", "tests.load.yardstick_server:application", "--interface", "wsgi"),
            *("--port", str(port), "--workers", "1", "--blocking-threads", "1", "--log-level", "critical"),
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        try:
            wait_for(port)
            yield Site(process.pid, port, json.loads(done.stdout.splitlines()[-1]))
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=5)
            connection.request("GET", "/health/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    queries: int
    sent: int  # bytes on the wire, without headers
    body: bytes  # unpacked

    @property
    def text(self) -> str:
        return self.body.decode()


class Caller:
    """One connection that stays open, in the role of one browser."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)
        self.cookies = dict(cookies or {})

    def get(self, path: str) -> Reply:
        return self._send("GET", path, None, self.cookies)

    def post(self, path: str, fields: Mapping[str, str | list[str]], cookies: Mapping[str, str] | None = None) -> Reply:
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": CSRF}, doseq=True)
        return self._send("POST", path, body, {**self.cookies, **(cookies or {}), "csrftoken": CSRF})

    def _send(self, method: str, path: str, body: str | None, cookies: Mapping[str, str]) -> Reply:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            reply = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError):  # left open for long while others were served
            self.connection.close()
            self.connection.request(method, path, body, headers)
            reply = self.connection.getresponse()
        packed = reply.read()
        plain = gzip.decompress(packed) if reply.headers.get("content-encoding") == "gzip" else packed
        return Reply(reply.status, int(reply.headers.get("x-queries", 0)), len(packed), plain)


def form_key(token: str) -> str:
    """The one-time key of a form rendered for this visitor (see courses.accounts.visitors.visitor)."""
    owner, nonce = hashlib.sha256(token.encode()).hexdigest(), secrets.token_urlsafe(12)
    mark = hmac.new(KEY.encode(), f"form|{nonce}|{owner}".encode(), hashlib.sha256).hexdigest()[:22]
    return f"{nonce}.{mark}"


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A question's form on a page, with some answer it accepts (the first choice everywhere)."""

    path: str
    fields: Mapping[str, str]


def question_forms(page: str) -> list[QuestionForm]:
    found = re.findall(r'<form method="post" action="([^"]+/questions/[^"/]+/)"(.*?)</form>', page, re.S)
    return [QuestionForm(path, _first_answer(body)) for path, body in found]


def _first_answer(form: str) -> dict[str, str]:
    fields = dict(re.findall(r'name="(version)" value="([^"]+)"', form))
    for name, value in re.findall(r'name="(choice|row-[^"]+)" value="([^"]+)"', form):
        fields.setdefault(name, value)
    if 'name="number"' in form:
        fields["number"] = "1"
    for place, (name, choices) in enumerate(re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S)):
        values = [value for value in re.findall(r'value="([^"]+)"', choices) if value]
        fields[name] = values[place] if name.startswith("place-") else values[0]
    return fields
