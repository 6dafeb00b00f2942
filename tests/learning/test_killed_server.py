"""The server is really killed, again and again, under people who answer: nothing is lost, nothing counts twice."""

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest

from literacy.demo.learner import right_answer
from tests.learning.answers import fields, wrong_answer
from tests.learning.server import Person, RealServer
from tests.repository.programs import PATIENCE, begin_with, until

pytestmark = pytest.mark.processes
KILLS = 6
PEOPLE = 4


@pytest.fixture
def server(tmp_path: Path, tables: Path) -> Iterator[RealServer]:
    server = RealServer(tmp_path / "killed.sqlite3")
    begin_with(tables, server.database)
    yield server
    server.kill()


class Persistent(threading.Thread):
    """One learner in their own lesson pages: wrong, then right, each sent until it is acknowledged."""

    def __init__(self, server: RealServer, lessons: tuple, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.person = Person(server)
        self.lessons = lessons
        self.stop = stop
        self.acknowledged: list[str] = []
        self.retries = 0
        self.gives_up = time.monotonic() + KILLS * PATIENCE

    def run(self) -> None:
        for lesson in self.lessons:
            path = f"/en/learn/{lesson.course}/{lesson.slug}/"
            for question in lesson.marked_questions:
                for given in (wrong_answer(question), right_answer(question)):
                    key = self._until_done(self.person.form_key, f"{path}all/")
                    sent = {"key": key, "version": question.version, **fields(question, given)}
                    self._until_done(self._sent, f"{path}questions/{question.id}/", sent)
                    self.acknowledged.append(f"{key.partition('.')[0]}:lesson:{question.id}")
                    if self.stop.is_set():
                        return

    def _sent(self, path: str, sent: dict) -> int:
        status = self.person.post(path, sent)
        if status != 303:
            raise ConnectionError(status)
        return status

    def _until_done(self, act, *arguments):
        while True:
            try:
                return act(*arguments)
            except (OSError, HTTPException, TypeError):  # refused, cut off, or half a page
                self.retries += 1
                time.sleep(0.05)
                if self.stop.is_set() and time.monotonic() > self.gives_up:
                    raise


def wait_for_more(people: list[Persistent]) -> None:
    """Until everybody who is not through was told once more that an answer is kept, however slow the machine is."""
    before = [(person, len(person.acknowledged)) for person in people]
    until(
        lambda: all(len(person.acknowledged) > count or not person.is_alive() for person, count in before),
        "somebody's answers are kept no more",
    )


def test_killed_server_loses_no_acknowledged_answer_and_counts_none_twice(server, course) -> None:
    stop = threading.Event()
    server.start()
    people = [Persistent(server, course.lessons[number:] + course.lessons[:number], stop) for number in range(PEOPLE)]
    for person in people:
        person.start()
    chance = random.Random(20261125)
    for _ in range(KILLS):
        wait_for_more(people)
        time.sleep(chance.uniform(0.2, 1.0))
        server.kill()
        server.start()
    wait_for_more(people)
    stop.set()
    for person in people:
        person.join(timeout=PATIENCE)
    server.kill()

    with sqlite3.connect(server.database) as database:
        keys = [key for (key,) in database.execute("select key from learning_answer")]
        guests = database.execute("select count(*) from accounts_user").fetchone()[0]
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    acknowledged = [key for person in people for key in person.acknowledged]
    assert not [person for person in people if person.is_alive()]
    assert len(acknowledged) >= PEOPLE * (KILLS + 1)
    assert sum(person.retries for person in people) > 0  # the kills were felt
    assert sorted(set(acknowledged) - set(keys)) == []
    assert len(keys) == len(set(keys))
    assert guests == PEOPLE
    assert "well     progress" in server.manage("doctor")


def test_retry_with_a_new_key_would_count_twice(server, course) -> None:
    """The control: without the one-time key the same press becomes two rows, so the test above can fail."""
    lesson = course.lessons[0]
    question = lesson.marked_questions[0]
    server.start()
    person = Person(server)
    path = f"/en/learn/{lesson.course}/{lesson.slug}/"
    for _ in range(2):
        sent = {
            "key": person.form_key(f"{path}all/"),
            "version": question.version,
            **fields(question, wrong_answer(question)),
        }
        assert person.post(f"{path}questions/{question.id}/", sent) == 303

    with sqlite3.connect(server.database) as database:
        assert database.execute("select count(*) from learning_answer").fetchone() == (2,)
