"""Starts programs for tests in an environment of their own, in the project or in a copy of it."""

import fcntl
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from tests.repository.alone import ROOT, SITE_FILES

OF_A_SITE = (f"{name}*" for name in SITE_FILES)  # with what a database keeps beside its file
OF_TOOLS = (".git", ".venv", "audit", "node_modules", "__pycache__", ".hypothesis", ".*_cache")
LEFT_OUT = (*OF_TOOLS, *OF_A_SITE)
EMPTY, ATTEMPTS = "empty.sqlite3", "attempts.sqlite3"  # the second is beside every database
PATIENCE = 240.0  # seconds until a start counts as failed: on a busy machine workers take long to read the content
Found = TypeVar("Found")
# root whom permissions hold back as they do anybody else
AS_SOMEBODY = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def copy_project(place: Path) -> Path:
    """A copy of the project at `place`, without packages and without the files of a site."""
    return shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*LEFT_OUT))


def with_packages(copy: Path) -> Path:
    """The same copy, with the packages that run the tests as its own."""
    (copy / ".venv").symlink_to(sys.prefix)
    return copy


def migrated(folder: Path) -> Path:
    """A folder with the files of a database that has its tables and no rows, made once however many ask at once."""
    with (folder / "migrating").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        made = folder / "migrated"
        if not made.exists():
            making = folder / "half-migrated"
            making.mkdir()
            environment = {**os.environ, "DATABASE_URL": f"sqlite:///{making / EMPTY}"}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            making.rename(made)
        return made


def begin_with(made: Path, database: Path) -> None:
    """Put the tables of `migrated` at `database`, for a test that looks at something else than how they are made."""
    shutil.copy(made / EMPTY, database)
    shutil.copy(made / ATTEMPTS, database.with_name(ATTEMPTS))


def run(
    command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Run a command to its end in this environment alone; what it said is text, and failing raises nothing."""
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def until(happens: Callable[[], Found], missing: str, patience: float = PATIENCE) -> Found:
    """Wait for what is meant, and return it: what `happens` says once that is true. TimeoutError when it never is."""
    deadline = time.monotonic() + patience
    while not (found := happens()):
        if time.monotonic() > deadline:
            raise TimeoutError(missing)
        time.sleep(0.05)
    return found


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until `process` takes connections; fails with what it said when it ends before, or takes too long."""

    def takes_connections() -> bool:
        assert process.poll() is None, process.communicate()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(takes_connections, f"nobody listens on port {port}")


def wait_for_tls(port: int, host: str) -> None:
    """Wait until a proxy has its certificate for `host`: Caddy listens before, and refuses all handshakes till then."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE

    def shakes_hands() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as line:
            anybody.wrap_socket(line, server_hostname=host).close()
            return True
        return False

    until(shakes_hands, f"no certificate for {host} on port {port}")
