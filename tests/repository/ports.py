"""Ports for programs that tests start."""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

BELOW_OUTGOING = range(20_000, 32_000)  # systems give outgoing connections theirs from above


def free_port() -> int:
    """A port of this machine that no program listens on, and that no other process of any test run is given.

    It stays with this process as long as that lives, so that a server may be stopped and started on it again. Raises
    OSError when no port is left.
    """
    places = Path(tempfile.gettempdir()) / f"literacy-ports-{os.geteuid()}"
    places.mkdir(mode=0o700, exist_ok=True)
    ports = list(BELOW_OUTGOING)
    random.SystemRandom().shuffle(ports)
    for port in ports:
        if _keep(places / str(port)) and _is_free(port):
            return port
    raise OSError("no port is left")


def _keep(place: Path) -> bool:
    kept = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(kept)
        return False
    return True  # the file stays open, and the port kept, until the process ends


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one whose last connections still end is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
