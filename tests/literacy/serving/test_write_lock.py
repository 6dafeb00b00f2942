"""A write lock that somebody holds stops no reader, and whoever writes is told soon, with the form as it was."""

import sqlite3
import threading
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.test import Client

from courses.accounts.models import User
from courses.learning.models import Answer
from literacy.demo.learner import right_answer
from literacy.serving import write_lock
from tests.conftest import NOW
from tests.learning.answers import Browser, fields

pytestmark = pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite's lock")
LONG = 15.0  # seconds: longer than anything takes on a busy machine, shorter than what is waited for in vain
LESSON = "/en/learn/reading-a-loan/one-yardstick/"


def until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def held(transactional_db):
    """Another process holds the one write lock."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    if other.in_transaction:
        other.execute("ROLLBACK")
    other.close()


@pytest.fixture(autouse=True)
def fresh_queue(monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "_queue", write_lock.Queue())


def an_answer(client: Client, lesson) -> tuple[str, dict]:
    question = lesson.marked_questions[0]
    page = Browser(client, lesson).read(question)
    key = page.split('name="key" value="')[1].split('"')[0]
    sent = {"key": key, "version": question.version, **fields(question, right_answer(question))}
    return f"{LESSON}questions/{question.id}/", sent


def test_answer_waits_a_few_seconds_and_is_a_503_with_the_form_kept(lesson, client, held, monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "WRITER_SECONDS", 0.3)
    address, sent = an_answer(client, lesson)

    began = time.monotonic()
    refused = client.post(address, sent)
    took = time.monotonic() - began
    held.execute("ROLLBACK")
    kept = client.post(address, sent)

    assert (refused.status_code, refused["Retry-After"], sent["key"] in refused.content.decode()) == (503, "10", True)
    assert (kept.status_code, Answer.objects.count()) == (303, 1)
    assert 0.3 <= took < LONG


def test_bound_is_a_few_seconds() -> None:
    assert write_lock.READER_SECONDS < 1 < write_lock.WRITER_SECONDS <= 3


def test_answer_that_waits_is_kept_once_the_lock_is_free(lesson, client, held) -> None:
    address, sent = an_answer(client, lesson)
    threading.Timer(0.4, lambda: held.execute("ROLLBACK")).start()

    assert (client.post(address, sent).status_code, Answer.objects.count()) == (303, 1)


def test_second_writer_of_the_process_does_not_wait_behind_one_that_waits(lesson, held, monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "WRITER_SECONDS", 2 * LONG)
    monkeypatch.setattr(write_lock, "PATIENCE", 0.1)
    first, second = Client(), Client()
    (address, sent), (_same, later) = an_answer(first, lesson), an_answer(second, lesson)

    def answer_first() -> None:
        first.post(address, sent)
        connection.close()

    waiting = threading.Thread(target=answer_first)
    waiting.start()
    until(write_lock._queue._turn.locked)
    began = time.monotonic()
    status = second.post(address, later).status_code
    took = time.monotonic() - began
    held.execute("ROLLBACK")
    waiting.join()

    assert (status, took < LONG) == (503, True)


def test_writer_of_a_busy_process_waits_on_while_others_get_the_lock(held, monkeypatch) -> None:
    """Slow is not stuck: nobody is refused because the disk takes its time with those before."""
    monkeypatch.setattr(write_lock, "PATIENCE", 1.5)
    door, queue = write_lock.Door(str(connection.settings_dict["NAME"])), write_lock.Queue()
    queue._turn.acquire()
    entries = [threading.Timer(0.1 * number, door.note_entry) for number in range(25)]
    for entry in entries:
        entry.start()
    threading.Timer(2.5, queue._turn.release).start()

    with queue.turn(door, time.monotonic() + LONG):
        held.execute("ROLLBACK")
    for entry in entries:
        entry.join()
    door.close()


def test_writer_of_a_busy_process_gives_up_where_nobody_gets_the_lock(held, monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "PATIENCE", 0.3)
    door, queue = write_lock.Door(str(connection.settings_dict["NAME"])), write_lock.Queue()
    door.note_entry()
    queue._turn.acquire()
    began = time.monotonic()

    with pytest.raises(OperationalError), queue.turn(door, began + 2 * LONG):
        pytest.fail("it went in")
    door.close()

    assert 0.2 < time.monotonic() - began < LONG


def test_worker_stopped_at_the_door_keeps_nobody_out(lesson, client, transactional_db, monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "AT_THE_DOOR", 0.2)
    address, sent = an_answer(client, lesson)
    stopped = write_lock.Door(str(connection.settings_dict["NAME"]))
    stopped.wait(time.monotonic() + 1)

    status = client.post(address, sent).status_code
    stopped.close()

    assert (status, Answer.objects.count()) == (303, 1)


def test_those_who_wait_at_the_door_ask_one_after_the_other(transactional_db) -> None:
    name = str(connection.settings_dict["NAME"])
    first, second = write_lock.Door(name), write_lock.Door(name)
    first.wait(time.monotonic() + 1)

    assert not second._is_mine()
    first.close()
    assert second._is_mine()
    second.close()


def test_reading_goes_on_and_waits_for_nothing(lesson, client, held, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get(LESSON).status_code == 200


def test_signed_in_reader_waits_less_than_a_second(held, monkeypatch) -> None:
    monkeypatch.setattr(write_lock, "WRITER_SECONDS", 2 * LONG)
    held.execute("ROLLBACK")
    person = User.objects.create(username="anna", date_joined=NOW, password="!")
    client = Client()
    client.force_login(person)
    client.get("/en/me/")
    held.execute("BEGIN IMMEDIATE")

    began = time.monotonic()
    status = client.get(LESSON).status_code

    assert (status, time.monotonic() - began < LONG) == (200, True)


def test_commands_wait_as_long_as_the_settings_say(transactional_db) -> None:
    """What no request does is not bounded: the connection keeps the time of the settings."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000


def test_what_holds_the_lock_already_is_not_held_up(transactional_db) -> None:
    wait = write_lock._Wait(0.1)
    with connection.execute_wrapper(wait), transaction.atomic():
        assert write_lock._queue._turn.acquire(blocking=False)  # somebody else of this process waits
        User.objects.create(username="anna", date_joined=NOW, password="!")
        write_lock._queue._turn.release()

    assert User.objects.count() == 1


def test_other_faults_are_told_at_once(transactional_db) -> None:
    began = time.monotonic()
    with (
        connection.execute_wrapper(write_lock._Wait(2 * LONG)),
        pytest.raises(OperationalError),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO no_table VALUES (1)")

    assert time.monotonic() - began < LONG
