"""Server CPU time, queries and bytes per request, beside a yardstick: `python -m tests.load.bench [--requests 300]`.

A minimal Django page (session, user, one template, three queries) is served in the same run by the same server, so
that ratios mean the same on every machine. CPU time is what the server's processes used, read from /proc.
"""

import argparse
import gzip
import hashlib
import hmac
import http.client
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-for-the-benchmark-only-0123456789-0123456789"
LESSON = "/en/learn/reading-a-loan/one-yardstick/"
TICKS = os.sysconf("SC_CLK_TCK")
CSRF = "c" * 32
TURNS, WARM_UP = 10, 20
GOALS = {  # (most of the yardstick's CPU, most queries)
    "lesson, fresh visitor": (0.5, 0),
    "lesson, guest": (1.5, 4),
    "answer, durable write": (2.5, 8),
}


@dataclass(frozen=True)
class Figures:
    name: str
    cpu_ms: float
    queries: int
    plain_bytes: int
    sent_bytes: int


@contextmanager
def server(port: int) -> Iterator[int]:
    """The site on an own database with one worker, the process group's number while it runs."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "SECRET_KEY": KEY,
            "DJANGO_SETTINGS_MODULE": "literacy.settings",
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
        session = _signed_in(environment)
        command = [
            *(sys.executable, "-m", "granian", "tests.load.yardstick_server:application", "--interface", "wsgi"),
            *("--port", str(port), "--workers", "1", "--blocking-threads", "1", "--log-level", "critical"),
        ]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        try:
            _wait(port)
            os.environ["BENCH_SESSION"] = session
            yield process.pid
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _signed_in(environment: Mapping[str, str]) -> str:
    """Make ten people and a session of the first; returns its key."""
    program = (
        "from django.test import Client; from django.utils import timezone; from django.conf import settings;"
        "from courses.accounts.models import User;"
        "people = [User.objects.create(username=f'person{n}', date_joined=timezone.now()) for n in range(10)];"
        "client = Client(); client.force_login(people[0]);"
        "print(client.cookies[settings.SESSION_COOKIE_NAME].value)"
    )
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=5)
            connection.request("GET", "/health/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def cpu_seconds(group: int) -> float:
    """User and system time of all processes of the group so far."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(words[2]) == group:
                total += int(words[11]) + int(words[12])
    return total / TICKS


class Caller:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)

    def get(self, path: str, cookies: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        return self._send("GET", path, None, cookies)

    def post(
        self, path: str, fields: Mapping[str, str], cookies: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": CSRF})
        return self._send("POST", path, body, {**cookies, "csrftoken": CSRF})

    def _send(
        self, method: str, path: str, body: str | None, cookies: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        reply = self.connection.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read()


def form_key(token: str) -> str:
    """The one-time key of a form rendered for this visitor (see courses.accounts.visits)."""
    owner, nonce = hashlib.sha256(token.encode()).hexdigest(), secrets.token_urlsafe(12)
    mark = hmac.new(KEY.encode(), f"form|{nonce}|{owner}".encode(), hashlib.sha256).hexdigest()[:22]
    return f"{nonce}.{mark}"


Act = Callable[[int], tuple[int, Mapping[str, str], bytes]]


def measure(acts: Mapping[str, Act], group: int, requests: int) -> list[Figures]:
    """CPU a request of each act, taken in turns so that a busy moment of the machine falls on all alike."""
    used = dict.fromkeys(acts, 0.0)
    last: dict[str, tuple[int, Mapping[str, str], bytes]] = {}
    for name, act in acts.items():
        for number in range(-WARM_UP, 0):
            last[name] = act(number)
    for turn in range(TURNS):
        print(f"turn {turn + 1} of {TURNS} …", file=sys.stderr)
        for name, act in acts.items():
            before = cpu_seconds(group)
            for number in range(requests * turn // TURNS, requests * (turn + 1) // TURNS):
                last[name] = act(number)
                assert last[name][0] in (200, 303), f"{name}: status {last[name][0]}"
            used[name] += cpu_seconds(group) - before
    return [_figures(name, used[name] / requests * 1000, *last[name][1:]) for name in acts]


def _figures(name: str, cpu_ms: float, headers: Mapping[str, str], body: bytes) -> Figures:
    plain = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    return Figures(name, cpu_ms, int(headers["x-queries"]), len(plain), len(body))


def scenarios(port: int, requests: int) -> Mapping[str, Act]:
    """The requests to compare; the answers go to a second question of guests who have answered a first."""
    caller = Caller(port)
    page = caller.get(LESSON, {})[2]
    page_text = gzip.decompress(page).decode()
    first, second = re.findall(r'action="(/en/learn/[^"]+/questions/[^"/]+/)"', page_text)[:2]
    versions = re.findall(r'name="version" value="([^"]+)"', page_text)
    tokens = [secrets.token_urlsafe(16) for _ in range(requests + WARM_UP)]

    def sent(path: str, version: str, token: str) -> tuple[int, Mapping[str, str], bytes]:
        options = dict(_first_answers(page_text))[path]
        return caller.post(path, {"key": form_key(token), "version": version, **options}, {"visitor": token})

    for token in tokens:
        assert sent(first, versions[0], token)[0] == 303
    return {
        "yardstick": lambda _n: caller.get("/yardstick/", {"sessionid": os.environ["BENCH_SESSION"]}),
        "lesson, fresh visitor": lambda _n: caller.get(LESSON, {}),
        "lesson, guest": lambda _n: caller.get(LESSON, {"visitor": tokens[0]}),
        "answer, durable write": lambda number: sent(second, versions[1], tokens[number + WARM_UP]),
    }


def _first_answers(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """For each question's form: some answer it accepts (the first choice everywhere)."""
    for form in re.findall(
        r"<form method=\"post\" action=\"(/en/learn/[^\"]+/questions/[^\"]+)\".*?</form>", page, re.S
    ):
        body = page[page.index(f'action="{form}"') :].partition("</form>")[0]
        fields = {name: value for name, value in re.findall(r'name="(choice)" value="([^"]+)"', body)[:1]}
        if 'name="number"' in body:
            fields["number"] = "1"
        for place, (name, choices) in enumerate(
            re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', body, re.S)
        ):
            values = [value for value in re.findall(r'value="([^"]+)"', choices) if value]
            fields[name] = values[place] if name.startswith("place-") else values[0]
        yield form, fields


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=300, help="measured requests a scenario (default: 300)")
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    with server(chosen.port) as group:
        figures = measure(scenarios(chosen.port, chosen.requests), group, chosen.requests)
    yardstick = figures[0].cpu_ms
    print(f"{'request':24} {'CPU ms':>7} {'ratio':>6} {'goal':>6} {'queries':>8} {'goal':>5} {'bytes':>7} {'gzip':>6}")
    for one in figures:
        ratio, (most, queries) = one.cpu_ms / yardstick, GOALS.get(one.name, (None, None))
        print(
            f"{one.name:24} {one.cpu_ms:7.2f} {ratio:6.2f} {most if most else '–':>6} {one.queries:8d} "
            f"{queries if queries is not None else '–':>5} {one.plain_bytes:7d} {one.sent_bytes:6d}"
        )


if __name__ == "__main__":
    main()
