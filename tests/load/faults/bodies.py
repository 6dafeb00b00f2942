"""Requests made to be dear: very many fields or parts, objects nested very deep, more bytes than any form has."""

import contextlib
import http.client
import json
import urllib.parse
from collections import Counter

from tests.load.faults.checks import Check, Outcome
from tests.load.faults.hard_times import SITE, served
from tests.load.site.server import cpu_seconds
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE

FORM = "application/x-www-form-urlencoded"
BOUNDARY = "of-the-fault"
MANY = 100_000
CLOSED = 0  # instead of a status: the connection was closed
CPU_GOAL = 1.0  # seconds each
UNLIMITED = "tests.load.faults.spoiled.unlimited:application"


def bodies() -> dict[str, tuple[str, str, bytes]]:
    """Each by name: the page, the kind of content, the bytes."""
    page, passkey = "/en/already-late/", "/en/account/2fa/webauthn/login/"
    parts = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(MANY))
    deep = urllib.parse.urlencode({"credential": "[" * MANY})
    wide = urllib.parse.urlencode({"credential": json.dumps({str(n): n for n in range(10_000)})})
    return {
        f"{MANY:,} fields": (page, FORM, b"&".join(b"f=1" for _ in range(MANY))),
        f"{MANY:,} fields without a value": (page, FORM, b"&" * MANY),
        f"{MANY:,} parts": (page, f"multipart/form-data; boundary={BOUNDARY}", f"{parts}--{BOUNDARY}--".encode()),
        f"an object {MANY:,} deep": (passkey, FORM, deep.encode()),
        "an object of 10,000 names": (passkey, FORM, wide.encode()),
        "a field of 10 MB": (page, FORM, b"f=" + b"a" * 10_000_000),
        "a part without an end": (page, "multipart/form-data; boundary=x", b"--x\r\n" + b"a" * 200_000),
        "JSON where a form is expected": (page, "application/json", b"[" * MANY),
    }


def _send(port: int, page: str, kind: str, body: bytes) -> int:
    """The status of the answer, or CLOSED."""
    connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
    token = "c" * 32
    headers = {"Content-Type": kind, "Cookie": f"csrftoken={token}", "X-CSRFToken": token}
    try:
        with contextlib.suppress(ConnectionError):  # it has answered before it was told all
            connection.request("POST", page, body, headers)
        return connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return CLOSED
    finally:
        connection.close()


def _sent(times: int, application: str = SITE) -> Outcome:
    port, statuses, dearest = free_port(), Counter[int](), (0.0, "")
    with served(port, application=application) as server:
        for name, (page, kind, body) in bodies().items():
            before = cpu_seconds(server.pid)
            for _ in range(times):
                statuses[_send(port, page, kind, body)] += 1
            dearest = max(dearest, ((cpu_seconds(server.pid) - before) / times, name))
    told = ", ".join(f"{number} × {status or 'closed'}" for status, number in sorted(statuses.items()))
    is_met = not any(status >= 500 for status in statuses) and dearest[0] <= CPU_GOAL
    return Outcome(f"{told}; the dearest: {dearest[1]}, {dearest[0]:.2f} s of CPU", is_met)


CHECK = Check(
    name="dear requests",
    goal=f"each is answered below 500 and takes at most {CPU_GOAL:g} s of CPU",
    run=_sent,
    spoiled="no limits on fields and bytes",
    control=lambda: _sent(1, UNLIMITED),
    whole=10,
)
