"""On PostgreSQL no request waits for ever: what the server is told when the site starts."""

import subprocess
import sys

import pytest
from django.db import connection

SHOWN = """
import literacy.wsgi
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        cursor.execute(f"show {name}")
        print(cursor.fetchone()[0])
"""


def test_requests_end_and_commands_may_take_longer(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")

    served = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True).stdout.split()
    with connection.cursor() as cursor:
        cursor.execute("show statement_timeout")
        command = cursor.fetchone()[0]

    assert (served, command) == (["30s", "20s", "1min"], "0")
