"""Storage that is full, read-only or broken: lessons open all the same, writing waits, and all comes back."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from literacy.demo.learner import right_answer
from tests.learning.answers import fields
from tests.learning.server import Person, RealServer
from tests.repository.programs import begin_with

pytestmark = pytest.mark.processes
UNREACHABLE = "Your saved progress cannot be reached right now."
NOT_WRITABLE = "Answers cannot be kept right now. You can read everything"
IN_CI = bool(os.environ.get("CI"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB in memory that can be filled and made read-only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        message = "mounting a small disk is not allowed here"
        pytest.fail(message) if IN_CI else pytest.skip(message)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def server(disk: Path, tables: Path) -> Iterator[RealServer]:
    server = RealServer(disk / "site.sqlite3", workers=1)
    begin_with(tables, server.database)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def guest(server: RealServer, lesson) -> Person:
    """Somebody who has answered once."""
    person = Person(server)
    assert answer(person, lesson, 0) == 303
    return person


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(file, b"0" * 4096)
    except OSError:
        os.close(file)


def remount(disk: Path, mode: str) -> None:
    """Make the disk read-only or not, once the killed processes have let go of its files."""
    for _ in range(600):
        command = ["mount", "-o", f"remount,{mode}", disk]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("the disk is still in use")


def answer(person: Person, lesson, number: int, key: str | None = None) -> int:
    question = lesson.marked_questions[number]
    path = f"/en/learn/{lesson.course}/{lesson.slug}/"
    sent = {"version": question.version, **fields(question, right_answer(question))}
    return person.post(f"{path}questions/{question.id}/", {**sent, "key": key or person.form_key(f"{path}all/")})


def lessons_open(person: Person, course, notice: str) -> list[bool]:
    """For every lesson whether it opened with the notice."""
    pages = [person.read(f"/en/learn/{course.slug}/{lesson.slug}/") for lesson in course.lessons]
    return [status == 200 and notice in page for status, page in pages]


def test_full_disk_lets_people_read_and_keeps_what_they_typed(server, disk, guest, lesson, course) -> None:
    key = guest.form_key(f"/en/learn/{lesson.course}/{lesson.slug}/all/")
    fill(disk / "filler")

    assert all(lessons_open(guest, course, NOT_WRITABLE))
    assert all(lessons_open(Person(server), course, NOT_WRITABLE))
    statuses = [answer(guest, lesson, 1, key) for _ in range(3)]
    assert set(statuses) == {503}
    assert "Answers cannot be kept right now" in guest.last_page
    assert f'name="key" value="{key}"' in guest.last_page  # can be sent again as it was

    (disk / "filler").unlink()
    assert answer(guest, lesson, 1, key) == 303  # back by itself, without a restart


def test_read_only_disk_lets_people_read_and_writing_comes_back(server, disk, guest, lesson, course) -> None:
    server.kill()
    remount(disk, "ro")
    server.start()

    assert all(lessons_open(guest, course, NOT_WRITABLE))
    assert all(lessons_open(Person(server), course, NOT_WRITABLE))
    assert answer(guest, lesson, 1) == 503

    server.kill()
    remount(disk, "rw")
    server.start()
    assert answer(guest, lesson, 1) == 303


def test_broken_database_lets_people_read_and_says_so(server, disk, guest, lesson, course) -> None:
    server.kill()
    for name in ("site.sqlite3", "site.sqlite3-wal"):
        if (disk / name).exists():
            (disk / name).write_bytes(b"not a database any more" * 200)
    server.start()

    assert all(lessons_open(guest, course, UNREACHABLE))
    for path in ("/en/", "/en/courses/", "/en/me/", "/en/help-now/", "/en/exercises/can-i-afford/"):
        assert guest.read(path)[0] == 200, path
    assert answer(guest, lesson, 1, "any-key.any-mark") in (422, 503)
