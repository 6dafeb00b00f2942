"""Ports of programs that tests start: nobody else has them, in this process or another."""

import socket
import subprocess
import sys

import pytest

from tests.repository import ports
from tests.repository.alone import ROOT
from tests.repository.ports import free_port


def only(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """No other port is left to give."""
    monkeypatch.setattr(ports, "BELOW_OUTGOING", [port])


def test_port_is_given_once(monkeypatch) -> None:
    only(monkeypatch, free_port())

    with pytest.raises(OSError, match="no port is left"):
        free_port()


def test_port_of_another_process_is_not_given(monkeypatch) -> None:
    tell = "from tests.repository.ports import free_port; print(free_port(), flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", tell], cwd=ROOT, text=True, **pipes) as other:
        theirs = int(other.stdout.readline())
        only(monkeypatch, theirs)
        with pytest.raises(OSError, match="no port is left"):
            free_port()
        other.communicate("\n")

    assert free_port() == theirs


def test_port_that_a_program_listens_on_is_not_given(monkeypatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        only(monkeypatch, listening.getsockname()[1])

        with pytest.raises(OSError, match="no port is left"):
            free_port()
