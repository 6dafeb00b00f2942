"""What a write lock held for 30 s does to a running site: `python -m tests.load.faults.held_lock [--threads 2]`.

A real server on a database of its own; another process holds BEGIN IMMEDIATE. Meanwhile visitors read lessons and
guests answer. Printed: how long readers and answers took, how many answers got 503 with the form kept, and whether each
acknowledged one is there once. Ends with 1 when a goal is missed.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import django

from tests.learning.server import Person, RealServer

READERS, WRITERS = 4, 6
READER_GOAL, WRITER_GOAL = 1.0, 5.0  # seconds, at the 99th percentile and at most
LESSON = "/en/learn/reading-a-loan/one-yardstick/"
HOLD = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


@dataclass
class Seen:
    """What everybody met: seconds of each page read, status and seconds of each answer sent, keys acknowledged."""

    read: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lost_forms: int = 0
    acknowledged: list[str] = field(default_factory=list)


def read_on(server: RealServer, seen: Seen, stop: threading.Event) -> None:
    person = Person(server, timeout=60)
    while not stop.is_set():
        began = time.monotonic()
        status = person.read(LESSON)[0]
        seen.read.append(time.monotonic() - began)
        if status != 200:
            seen.refused.append(status)
        time.sleep(0.05)


def answer_on(server: RealServer, question: object, seen: Seen, stop: threading.Event) -> None:
    """One form sent until it is acknowledged, then the next guest's."""
    from literacy.demo.learner import right_answer
    from tests.learning.answers import fields

    address = f"{LESSON}questions/{question.id}/"  # type: ignore[attr-defined]
    while not stop.is_set():
        person = Person(server, timeout=60)  # another guest each time: whoever was right once is not counted again
        key = person.form_key(LESSON)
        sent = {"key": key, "version": question.version, **fields(question, right_answer(question))}  # type: ignore
        while not stop.is_set():
            began = time.monotonic()
            status = person.post(address, sent)
            seen.sent.append(time.monotonic() - began)
            seen.statuses[status] += 1
            if status == 303:
                seen.acknowledged.append(f"{key.partition('.')[0]}:lesson:{question.id}")  # type: ignore[attr-defined]
                break
            seen.lost_forms += key not in person.last_page
            time.sleep(0.3)


def measure(*, threads: int, seconds: float) -> tuple[Seen, int, int]:
    """What was seen while the lock was held; and how many acknowledged answers are missing or there twice."""
    from courses.catalog.published.library import catalog

    lesson = catalog().courses["reading-a-loan"].by_slug["one-yardstick"]
    seen, stop = Seen(), threading.Event()
    with tempfile.TemporaryDirectory(prefix="held-") as folder:
        server = RealServer(Path(folder) / "held.sqlite3", threads=threads)
        server.manage("migrate", "--verbosity", "0")
        server.start()
        try:
            for _ in range(12):  # both workers have read the content and built the page once
                Person(server).get(LESSON)
            holder = subprocess.Popen(
                [sys.executable, "-c", HOLD, str(server.database), str(seconds)], stdout=subprocess.PIPE
            )
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            workers = [threading.Thread(target=read_on, args=(server, seen, stop)) for _ in range(READERS)]
            asked = lesson.marked_questions[0]
            workers += [threading.Thread(target=answer_on, args=(server, asked, seen, stop)) for _ in range(WRITERS)]
            for worker in workers:
                worker.start()
            holder.wait()
            pages = len(seen.read)
            time.sleep(4)  # the lock is free again: everybody's answer comes in
            stop.set()
            for worker in workers:
                worker.join(30)
        finally:
            server.kill()
        kept = Counter(key for (key,) in sqlite3.connect(server.database).execute("SELECT key FROM learning_answer"))
    del seen.read[pages:]
    missing = sum(kept[key] == 0 for key in seen.acknowledged)
    return seen, missing, sum(number > 1 for number in kept.values())


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def spread(times: list[float]) -> str:
    return f"p50 {percentile(times, 0.5):.3f} s, p99 {percentile(times, 0.99):.3f} s, longest {max(times):.3f} s"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--seconds", type=float, default=30)
    chosen = options.parse_args()
    django.setup()
    seen, missing, double = measure(threads=chosen.threads, seconds=chosen.seconds)
    reader, writer = percentile(seen.read, 0.99), max(seen.sent)
    print(f"2 workers × {chosen.threads} threads, write lock held for {chosen.seconds:g} s")
    print(f"readers: {len(seen.read)} pages, {spread(seen.read)}, not 200: {len(seen.refused)}")
    print(f"answers: {dict(sorted(seen.statuses.items()))}, {spread(seen.sent)}")
    print(f"form lost {seen.lost_forms}, acknowledged {len(seen.acknowledged)}, missing {missing}, twice {double}")
    faults = len(seen.refused) + seen.lost_forms + missing + double
    is_met = reader < READER_GOAL and writer < WRITER_GOAL and not faults and seen.statuses[303] >= WRITERS
    print("goals met" if is_met else "GOAL MISSED")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
