"""Learners for half an hour: each reads a step, thinks, answers and goes on, all on SQLite with the start command."""

import itertools
import random
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import SITE, served
from tests.load.faults.people import somebody
from tests.repository.ports import free_port

LEARNERS = 300
THINKS = 5.0  # seconds between two presses, half as much or half more
P99_GOAL = 0.5
DEFERRED = "tests.load.faults.spoiled.deferred:application"
Question = tuple[str, str, str, dict[str, list[str]]]  # the step's page, where its form is sent, its id, its fields


@dataclass
class Met:
    """Seconds of every page and answer, what failed, and the keys of what was acknowledged."""

    seconds: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def questions() -> list[Question]:
    from django.utils import translation

    from courses.catalog.published.library import catalog
    from courses.learning.lessons.addresses import step_url
    from literacy.demo.learner import right_answer

    found = []
    with translation.override("en"):
        for lesson in (one for course in catalog().courses.values() for one in course.lessons):
            for question in lesson.marked_questions:
                step = step_url(lesson, question=question.id).partition("#")[0]
                path = f"/en/learn/{lesson.course}/{lesson.slug}/questions/{question.id}/"
                fields = {**question.fields(right_answer(question)), "version": question.version}
                found.append((step, path, question.id, fields))
    return found


def learn(port: int, number: int, asked: list[Question], thinks: float, ends: float, met: Met) -> None:
    """One learner: from a question of their own on, one after the other; after the last, somebody new comes."""
    chance, person = random.Random(number), somebody(port)
    place = number * 7 % len(asked)
    time.sleep(chance.uniform(0, thinks))
    for turn, (step, path, question, fields) in enumerate(itertools.cycle(asked[place:] + asked[:place])):
        if time.monotonic() > ends:
            return
        if turn and turn % len(asked) == 0:
            person = somebody(port)
        try:
            began = time.monotonic()
            key = person.form_key(step)
            met.seconds.append(time.monotonic() - began)
            time.sleep(chance.uniform(0.5, 1.5) * thinks)
            began = time.monotonic()
            status = person.post(path, {**fields, "key": key})
            met.seconds.append(time.monotonic() - began)
        except (OSError, HTTPException, TypeError) as problem:
            met.failed[type(problem).__name__] += 1
            time.sleep(thinks)
            continue
        if status == 303:
            met.acknowledged.append(f"{key.partition('.')[0]}:lesson:{question}")
        else:
            met.failed[str(status)] += 1


def _soak(minutes: float, *, learners: int, thinks: float, application: str = SITE) -> Outcome:
    port, met, asked = free_port(), Met(), questions()
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        with served(port, folder=Path(name), application=application):
            ends = time.monotonic() + minutes * 60
            threads = [
                threading.Thread(target=learn, args=(port, number, asked, thinks, ends, met))
                for number in range(learners)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        database = sqlite3.connect(Path(name) / "site.sqlite3")
        rows = Counter(key for (key,) in database.execute("SELECT key FROM learning_answer"))
        database.close()
    wrong = sum(rows[key] != 1 for key in met.acknowledged)
    failed = ", ".join(f"{number} × {what}" for what, number in met.failed.items()) or "none"
    told = (
        f"{learners} learners for {minutes:g} minutes: {len(met.seconds):,} pages and answers,"
        f" p50 {met.at(0.5) * 1000:.0f} ms, p99 {met.at(0.99) * 1000:.0f} ms; failed: {failed};"
        f" {len(met.acknowledged):,} acknowledged, not exactly once: {wrong}"
    )
    return Outcome(told, not met.failed and not wrong and met.at(0.99) <= P99_GOAL)


CHECK = Check(
    name="soak",
    goal=f"nothing fails, every acknowledged answer is there once, p99 at most {P99_GOAL * 1000:.0f} ms",
    run=lambda minutes: _soak(minutes, learners=LEARNERS, thinks=THINKS),
    spoiled="DEFERRED transactions, 64 learners who do not think",
    control=lambda: _soak(0.5, learners=64, thinks=0.0, application=DEFERRED),
    whole=30,
)
