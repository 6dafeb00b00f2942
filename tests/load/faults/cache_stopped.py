"""The server that counts attempts is stopped: reading and answering go on, ways in are closed until it is back."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import served
from tests.load.faults.people import answer, somebody, try_to_sign_in
from tests.repository.ports import free_port

READ = "/en/help-now/"


@contextmanager
def counting(port: int) -> Iterator[None]:
    """A server that counts (Valkey speaks the same)."""
    with tempfile.TemporaryDirectory(prefix="counts-") as name:
        command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(Path(name)), "--loglevel", "warning"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            for _ in range(100):
                if subprocess.run(["redis-cli", "-p", str(port), "ping"], capture_output=True, check=False).stdout:
                    break
                time.sleep(0.1)
            yield
        finally:
            process.kill()
            process.wait()


def _go_on(port: int, times: int) -> tuple[int, int, int]:
    """Of so many: pages read, answers kept; and the status of an attempt to sign in."""
    read = sum(somebody(port).read(READ)[0] == 200 for _ in range(times))
    kept = sum(answer(somebody(port), number)[0] == 303 for number in range(times))
    return read, kept, try_to_sign_in(somebody(port))


def _stopped(times: int, *, is_stopped: bool = True) -> Outcome:
    port, counts = free_port(), free_port()
    with served(port, CACHE_URL=f"redis://127.0.0.1:{counts}/0"):
        with counting(counts):
            before = _go_on(port, 1)
            meanwhile = _go_on(port, times) if not is_stopped else None
        meanwhile = meanwhile or _go_on(port, times)
        with counting(counts):
            after = _go_on(port, 1)
    read, kept, attempt = meanwhile
    told = (
        f"{read} of {times} pages read, {kept} of {times} answers kept, signing in {before[2]}, {attempt}, {after[2]}"
    )
    is_met = (read, kept) == (times, times) and (before[2], attempt, after[2]) == (422, 503, 422)
    return Outcome(told, is_met and before[:2] == after[:2] == (1, 1))


CHECK = Check(
    name="counting stopped",
    goal="reading and answering go on; signing in is 503 while attempts cannot be counted, and open again afterwards",
    run=lambda size: _stopped(5 * size),
    spoiled="nothing is stopped",
    control=lambda: _stopped(1, is_stopped=False),
    whole=20,
)
