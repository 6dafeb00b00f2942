"""`python -m literacy.setup.ask_ready`: whether the server of this container can serve. Standard library only."""

import http.client
import os
import sys


def answer() -> tuple[int, str]:
    """Status and text of /ready/; 0 when nobody answers."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("GRANIAN_PORT", "8000")), timeout=8)
    try:
        connection.request("GET", "/ready/", headers={"Host": host})
        reply = connection.getresponse()
        return reply.status, reply.read(200).decode(errors="replace")
    except OSError as problem:
        return 0, str(problem)


if __name__ == "__main__":
    status, text = answer()
    sys.stdout.write(f"{status} {text}\n")
    sys.exit(status != 200)
