"""Where one request ends and the next begins: nobody hides a request inside another (request smuggling)."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.learning.server import RealServer
from tests.repository.programs import PATIENCE

pytestmark = pytest.mark.processes
QUIET = 3.0  # seconds without a word after which a server is taken to wait for more of a request
HEAD = "POST /en/search/ HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = "GET /health/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
MESSAGES = {  # each could be read as one request by a proxy and as two by the server, or the other way round
    "length before chunks": (
        f"{HEAD}Content-Length: {5 + len(HIDDEN)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"
    ),
    "chunks before length": f"{HEAD}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{HIDDEN}",
    "two lengths": f"{HEAD}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "length that is no number": f"{HEAD}Content-Length: +0\r\n\r\n{HIDDEN}",
    "an encoding nobody knows": f"{HEAD}Transfer-Encoding: xchunked\r\n\r\n{HIDDEN}",
    "a blank before the colon": f"{HEAD}Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n{HIDDEN}",
    "a header on two lines": f"{HEAD}Transfer-Encoding:\r\n chunked\r\nContent-Length: 0\r\n\r\n{HIDDEN}",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    folder: Path = tmp_path_factory.mktemp("boundaries")
    running = RealServer(folder / "site.sqlite3", workers=1, threads=1)
    running.start()
    yield running
    running.kill()


def statuses(server: RealServer, message: str, at_least: int = 0) -> list[int]:
    """Of all answers on one connection, until the server closes it or, after so many, says nothing more."""
    received, found = b"", list[int]()
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(message.encode())
        try:
            while True:
                line.settimeout(QUIET if len(found) >= at_least else PATIENCE)
                part = line.recv(65_536)
                if not part:
                    break
                received += part
                found = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)]
        except TimeoutError:
            pass
    return found


def test_request_after_a_well_formed_one_is_answered(server) -> None:
    """The control: what is hidden below would be seen."""
    assert statuses(server, HIDDEN + HIDDEN, 2) == [200, 200]
    assert statuses(server, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}", 2)[-1] == 200
    assert statuses(server, f"{HEAD}Content-Length: 0\r\n\r\n{HIDDEN}", 2)[-1] == 200


@pytest.mark.parametrize("name", MESSAGES)
def test_request_hidden_in_another_is_never_answered(server, name) -> None:
    assert 200 not in statuses(server, MESSAGES[name])
