"""Connections that hold a place: silent ones in their thousands, headers and bodies that come drop by drop."""

import contextlib
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import hold_silent, seconds_for_a_page, served
from tests.repository.ports import free_port

HEADERS = b"GET /en/help-now/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /en/already-late/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\n"
)
SLOW = 100
PAGES = 5
# the limits of deploy/nginx.conf that matter here are nginx's own defaults: it takes a body whole before it asks
PROXY = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 8192; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{behind}; }} }}
}}
"""


@contextmanager
def proxied(behind: int) -> Iterator[int]:
    """nginx in front of a port; yields its own."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="proxy-") as name:
        written = Path(name) / "nginx.conf"
        written.write_text(PROXY.format(folder=name, port=port, behind=behind))
        process = subprocess.Popen(["nginx", "-e", f"{name}/log", "-c", str(written)])
        try:
            yield port
        finally:
            process.terminate()
            process.wait()


@contextmanager
def drop_by_drop(port: int, beginning: bytes, count: int) -> Iterator[None]:
    """So many connections that begin a request and then send a byte a second."""
    ended = threading.Event()
    held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(count)]
    for one in held:
        one.sendall(beginning)

    def drip() -> None:
        while not ended.wait(1):
            for one in held:
                with contextlib.suppress(OSError):  # the server has had enough
                    one.sendall(b"a")

    dripping = threading.Thread(target=drip, daemon=True)
    dripping.start()
    try:
        yield
    finally:
        ended.set()
        dripping.join()
        for one in held:
            one.close()


def _told(what: str, waits: list[float | None]) -> Outcome:
    answered = [one for one in waits if one is not None]
    slowest = f", the slowest after {max(answered):.2f} s" if answered else ""
    return Outcome(f"{what}: {len(answered)} of {len(waits)} pages answered{slowest}", len(answered) == len(waits))


def _silent(count: int, open_files: int) -> Outcome:
    port = free_port()
    with served(port, open_files=open_files):
        return _told(f"{count:,} silent connections", hold_silent(port, count))


def many_silent(size: int) -> Outcome:
    return _silent(1_500 * size, 65_536)


def _slow(beginning: bytes, *, with_proxy: bool) -> Outcome:
    port = free_port()
    with served(port), proxied(port) if with_proxy else contextlib.nullcontext(port) as front:
        for _ in range(100):  # until the proxy listens
            if seconds_for_a_page(front) is not None:
                break
        with drop_by_drop(front, beginning, SLOW):
            time.sleep(1)
            return _told(f"{SLOW} connections", [seconds_for_a_page(front) for _ in range(PAGES)])


def slow_headers(_size: int) -> Outcome:
    return _slow(HEADERS, with_proxy=False)


def slow_bodies(_size: int) -> Outcome:
    return _slow(BODY, with_proxy=True)


CHECKS = (
    Check(
        name="silent connections",
        goal="every page is answered within 10 s",
        run=many_silent,
        spoiled="a server that may open 512 files",
        control=lambda: _silent(1_500, 512),
        whole=2,
    ),
    Check(
        name="slow headers",
        goal="every page is answered within 10 s",
        run=slow_headers,
        spoiled="headers complete, so that the body is waited for, and no proxy",
        control=lambda: _slow(BODY, with_proxy=False),
        whole=1,
    ),
    Check(
        name="slow bodies",
        goal="every page is answered within 10 s, behind a proxy that takes bodies whole",
        run=slow_bodies,
        spoiled="no proxy",
        control=lambda: _slow(BODY, with_proxy=False),
        whole=1,
    ),
)
