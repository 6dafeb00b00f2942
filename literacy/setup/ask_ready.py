"""`python -m literacy.setup.ask_ready`: whether the server of this container can serve. Standard library only."""

import http.client
import os
import ssl
import sys


def answer() -> tuple[int, str]:
    """Status and text of /ready/; 0 when nobody answers."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
    connection = _connection(int(os.environ.get("GRANIAN_PORT", "8000")))
    try:
        connection.request("GET", "/ready/", headers={"Host": host})
        reply = connection.getresponse()
        return reply.status, reply.read(200).decode(errors="replace")
    except OSError as problem:
        return 0, str(problem)


def _connection(port: int) -> http.client.HTTPConnection:
    """By TLS where the server speaks it, and only to the one that has the certificate."""
    certificate = os.environ.get("GRANIAN_SSL_CERTIFICATE")
    if not certificate:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=8)
    trusted = ssl.create_default_context(cafile=certificate)
    return http.client.HTTPSConnection("127.0.0.1", port, timeout=8, context=trusted)


if __name__ == "__main__":
    status, text = answer()
    sys.stdout.write(f"{status} {text}\n")
    sys.exit(status != 200)
