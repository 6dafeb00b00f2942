"""How long answers take under load, beside a minimal site as durable: `python -m tests.load.bench_answers`.

Both run in the same run behind the start command of the README, on SQLite files of their own. 8 and 64 clients send
without pause: to ours guests' answers to the lessons' questions, to the other one insert under a unique key. In turns,
so that a busy moment of the machine falls on both; printed are medians of the rounds. Exit code 1 when ours takes more
than 2.3 times as long at the 99th percentile, when something was refused, or when an acknowledged key has not exactly
one row.
"""

import argparse
import http.client
import itertools
import json
import os
import secrets
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

from tests.load.faults.hard_times import ROOT, start_command
from tests.load.site.server import KEY, Caller, form_key, wait_for

CLIENTS = (8, 64)
GOAL = 2.3
OURS, MINIMAL = "site", "minimal"
WARM_UP = 1.0  # seconds

Fields = Mapping[str, Any]
Step = tuple[str, str, Fields]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request of a client, and the key under which exactly one row must be there once it is acknowledged."""

    path: str
    fields: Fields
    cookies: dict[str, str]
    kept_as: str


@dataclass
class Met:
    """What the clients of a measurement met: seconds of each answer, what was refused, keys acknowledged."""

    seconds: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


@dataclass(frozen=True, slots=True)
class Served:
    """A running site, how its clients act, and where its rows are."""

    name: str
    threads: int
    port: int
    database: Path
    keys: str  # the query that lists them
    clients: Sequence[Iterator[Sent]]


def answers_of_guests(number: int, lessons: Sequence[Sequence[Step]]) -> Iterator[Sent]:
    """One guest after the other answers all questions of three lessons; each client begins with another lesson."""
    for turn in itertools.count(number):
        token = secrets.token_urlsafe(16)
        three = [lessons[(turn * 3 + place) % len(lessons)] for place in range(3)]
        for path, question, given in itertools.chain.from_iterable(three):
            key = form_key(token)
            kept_as = f"{key.partition('.')[0]}:lesson:{question}"
            yield Sent(path, {**given, "key": key}, {"visitor": token}, kept_as)


def inserts_of(session: str) -> Iterator[Sent]:
    while True:
        key = secrets.token_urlsafe(24)
        yield Sent("/keep/", {"key": key, "given": "a"}, {"sessionid": session}, key)


def lessons_to_answer() -> list[list[Step]]:
    """Every question of every lesson: address, id and what its form sends; each third is first answered wrong."""
    from courses.catalog.published.library import catalog
    from literacy.demo.learner import right_answer
    from tests.learning.answers import fields, wrong_answer

    lessons: list[list[Step]] = []
    for lesson in (one for course in catalog().courses.values() for one in course.lessons if one.marked_questions):
        language = ("zh-hans", "en")[len(lessons) % 2]
        lessons.append([])
        for number, question in enumerate(lesson.marked_questions, len(lessons)):
            path = f"/{language}/learn/{lesson.course}/{lesson.slug}/questions/{question.id}/"
            for given in [wrong_answer(question)] * (number % 3 == 0) + [right_answer(question)]:
                lessons[-1].append((path, question.id, {**fields(question, given), "version": question.version}))
    return lessons


@contextmanager
def served(name: str, threads: int, port: int, folder: Path) -> Iterator[Served]:
    """The site, or the minimal one, behind the start command of the README with so many threads a worker."""
    database = folder / f"{name}-{threads}" / "site.sqlite3"
    database.parent.mkdir()
    environment = {
        **os.environ, "SECRET_KEY": KEY, "DATABASE_URL": f"sqlite:///{database}", "MINIMAL_DATABASE": str(database),
        "DJANGO_SETTINGS_MODULE": "literacy.settings",
    }  # fmt: skip
    command = " ".join(start_command(port)).replace("--blocking-threads 2", f"--blocking-threads {threads}").split()
    most = max(CLIENTS)
    if name == OURS:
        _run(environment, "manage.py", "migrate", "--verbosity", "0")
        lessons = lessons_to_answer()
        clients = [answers_of_guests(number, lessons) for number in range(most)]
        keys = "SELECT key FROM learning_answer"
    else:
        sessions = json.loads(_run(environment, "-m", "tests.load.minimal.people", str(most)).splitlines()[-1])
        clients, keys = [inserts_of(session) for session in sessions], "SELECT key FROM minimal_kept"
        command = [one.replace("literacy.wsgi", "tests.load.minimal.server") for one in command]
    process = subprocess.Popen([*command, "--log-level", "critical"], cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for(port)
        yield Served(name, threads, port, database, keys, clients)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def press_on(served: Served, clients: int, seconds: float, most: int) -> Met:
    """So many clients at once, each with a connection of its own, until the time is over or all is sent."""
    met, left, ends = Met(), itertools.count(), time.monotonic() + seconds

    def client(number: int) -> None:
        caller = Caller(served.port)
        while time.monotonic() < ends and next(left) < most:
            sent = next(served.clients[number])
            began = time.monotonic()
            try:
                status = caller.post(sent.path, sent.fields, sent.cookies).status
            except (OSError, http.client.HTTPException) as problem:
                met.refused.append(type(problem).__name__)
                caller = Caller(served.port)
                continue
            met.seconds.append(time.monotonic() - began)
            if status == 303:
                met.acknowledged.append(sent.kept_as)
            else:
                met.refused.append(str(status))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def faults_of_rows(served: Served, acknowledged: Sequence[str]) -> int:
    """How many acknowledged keys have no row, or more than one."""
    database = sqlite3.connect(served.database)
    rows = Counter(key for (key,) in database.execute(served.keys))
    database.close()
    return sum(rows[key] != 1 for key in acknowledged)


def report(measured: dict[tuple[str, int, int], list[Met]], judged: int) -> bool:
    """Print the table; whether the goals were met with the number of threads of the start command."""
    is_met = True
    print(f"{'':22} {'p50 ms':>8} {'p99 ms':>8} {'ratio p50':>10} {'ratio p99':>10} {'answers/s':>10} {'refused':>8}")
    for (name, threads, clients), rounds in measured.items():
        other = measured[MINIMAL, threads, clients]
        p50, p99 = _median(rounds, 0.5), _median(rounds, 0.99)
        ratios = p50 / _median(other, 0.5), p99 / _median(other, 0.99)
        rate = statistics.median(clients / statistics.mean(one.seconds) for one in rounds)
        refused = sum(len(one.refused) for one in rounds)
        is_missed = threads == judged and (refused > 0 or (name == OURS and ratios[1] > GOAL))
        is_met &= not is_missed
        told = f"{ratios[0]:10.2f} {ratios[1]:10.2f}" if name == OURS else f"{'':21}"
        label = f"{name:8} {clients:3} × 2×{threads}"
        print(f"{label:22} {p50:8.0f} {p99:8.0f} {told} {rate:10.0f} {refused:8}{'  MISSED' if is_missed else ''}")
    return is_met


def _median(rounds: Sequence[Met], share: float) -> float:
    return statistics.median(one.at(share) for one in rounds)


def run(port: int, rounds: int, seconds: float, most: int, threads: Sequence[int]) -> bool:
    measured: dict[tuple[str, int, int], list[Met]] = {}
    with tempfile.TemporaryDirectory(prefix="answers-") as folder, ExitStack() as stack:
        kinds = [(name, count) for count in threads for name in (MINIMAL, OURS)]
        sites = [
            stack.enter_context(served(name, count, port + place, Path(folder)))
            for place, (name, count) in enumerate(kinds)
        ]
        acknowledged = {site.port: press_on(site, max(CLIENTS), WARM_UP, most).acknowledged for site in sites}
        for number, clients in itertools.product(range(rounds), CLIENTS):
            print(f"round {number + 1} of {rounds}, {clients} clients …", file=sys.stderr)
            for site in sites:
                met = press_on(site, clients, seconds, most)
                acknowledged[site.port] += met.acknowledged
                measured.setdefault((site.name, site.threads, clients), []).append(met)
        is_met = report(measured, judged=threads[-1])
        for site in sites:
            kept, wrong = acknowledged[site.port], faults_of_rows(site, acknowledged[site.port])
            print(f"{site.name} 2×{site.threads}: {len(kept)} acknowledged, not exactly once: {wrong}")
            is_met &= wrong == 0
    return is_met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each measurement")
    parser.add_argument("--most", type=int, default=4000, help="answers of each measurement at most")
    parser.add_argument("--threads", type=int, nargs="+", default=[2], help="a worker; the last is judged")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    is_met = run(chosen.port, chosen.rounds, chosen.seconds, chosen.most, chosen.threads)
    print("goals met" if is_met else f"GOAL MISSED (at most {GOAL} times the minimal site)")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
