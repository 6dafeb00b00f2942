"""Kills workers, holds silent connections against the start command: `python -m tests.load.faults.hard_times`.

Prints how many pages were answered and how fast; exits with 1 when a page was not answered in time.
"""

import argparse
import contextlib
import http.client
import os
import re
import resource
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.repository import programs

ROOT = Path(__file__).resolve().parents[3]
PAGE = "/en/help-now/"
KILLS = 17
SILENT = 1_024
SITE = "literacy.wsgi:application"
PATIENCE = 10.0  # seconds in which a page must have been answered, tries included
APART = 7.0  # between kills of the same worker: granian takes two deaths within 5.5 seconds for a fault that stays


def start_command(port: int) -> list[str]:
    """That of deploy/learn.service, on a port of its own."""
    unit = (ROOT / "deploy" / "learn.service").read_text()
    program, *arguments = shlex.split(re.search(r"^ExecStart=(.+)$", unit, re.MULTILINE)[1])
    return [sys.executable, "-m", Path(program).name, *arguments, "--port", str(port)]


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "SECRET_KEY": "of-hard-times-0123456789-0123456789-0123456789",
        "ERASURE_KEY": "of-hard-times-0123456789-0123456789-0123456789",
    }  # fmt: skip


def workers_of(server: int) -> list[int]:
    """Processes that listen for pages: children of the server that hold its program."""
    said = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, text=True, check=False).stdout
    lines = {}
    for one in said.split():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # ended between the two looks
            lines[int(one)] = Path(f"/proc/{one}/cmdline").read_text(errors="replace")
    return sorted(one for one, line in lines.items() if line and "resource_tracker" not in line)


def seconds_for_a_page(
    port: int, patience: float = PATIENCE, server: subprocess.Popen[bytes] | None = None
) -> float | None:
    """As somebody waits who presses again when a connection breaks; None when nothing came in time, or the server
    ended."""
    began = time.monotonic()
    while time.monotonic() - began < patience and (server is None or server.poll() is None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        try:
            connection.request("GET", PAGE)
            if connection.getresponse().status == 200:
                return time.monotonic() - began
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return None


def kill_workers(
    server: subprocess.Popen[bytes], port: int, kills: int, patience: float = PATIENCE
) -> list[float | None]:
    """Kill one worker after the other, asking for a page after each; the next when another is in its place."""
    waits: list[float | None] = []
    workers = workers_of(server.pid)
    for number in range(kills):
        killed = workers[number % len(workers)]
        with contextlib.suppress(ProcessLookupError):
            os.kill(killed, signal.SIGKILL)
        waits.append(seconds_for_a_page(port, patience, server))
        workers = programs.until(partial(_workers_without, server, killed, len(workers)), "no worker came instead")
        if server.poll() is not None:
            return [*waits, None]
        time.sleep(APART)
    return waits


def _workers_without(server: subprocess.Popen[bytes], killed: int, count: int) -> list[int]:
    """So many workers of which none is the killed one; none as long as they are not there, any when it all ended."""
    if server.poll() is not None:
        return [killed]
    found = workers_of(server.pid)
    return found if len(found) >= count and killed not in found else []


def hold_silent(port: int, count: int, patience: float = PATIENCE) -> list[float | None]:
    """Ask for five pages while `count` connections are open and say nothing."""
    held = []
    try:
        for _ in range(count):
            line = socket.create_connection(("127.0.0.1", port), timeout=patience)
            held.append(line)
        return [seconds_for_a_page(port, patience) for _ in range(5)]
    finally:
        for line in held:
            line.close()


def told(name: str, waits: list[float | None]) -> bool:
    """Print one line; whether every page was answered."""
    answered = [one for one in waits if one is not None]
    slowest = f"{max(answered):.2f} s" if answered else "-"
    print(f"{name}: {len(answered)} of {len(waits)} pages answered, the slowest after {slowest}")
    return len(answered) == len(waits)


@contextmanager
def served(
    port: int, *, open_files: int = 65_536, application: str = SITE, folder: Path | None = None, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The site behind the start command, once it answers: with these settings, allowed to open so many files.

    Its database lies in `folder`, or in one of its own; another `application` than the site's may be started.
    """
    allowed = _may_open(65_536)
    with tempfile.TemporaryDirectory() as name:
        values = {**environment(folder or Path(name)), **settings}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=values, check=True)
        command = ["prlimit", f"--nofile={min(open_files, allowed)}", *start_command(port)]
        command = [application if one == SITE else one for one in command]
        server = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=values, start_new_session=True)
        try:
            if seconds_for_a_page(port, programs.PATIENCE, server) is None:
                raise TimeoutError("the server did not start")
            yield server
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _may_open(files: int) -> int:
    """How many files this process may open now, at most `files`: it holds one end of every connection."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, files), most))
    return min(most, files)


def run(port: int, kills: int, silent: int, patience: float = PATIENCE) -> bool:
    """Whether every page was answered; a machine that is busy with other things may need more than PATIENCE."""
    with served(port) as server:
        sound = told(f"{silent} silent connections", hold_silent(port, silent, patience))
        return told(f"{kills} workers killed", kill_workers(server, port, kills, patience)) and sound


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--silent", type=int, default=SILENT)
    chosen = parser.parse_args()
    return 0 if run(chosen.port, chosen.kills, chosen.silent) else 1


if __name__ == "__main__":
    sys.exit(main())
