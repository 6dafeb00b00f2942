"""The machine with PostgreSQL and Redis: those of the distribution, as it leaves them, for the page to set up."""

import os
import pwd
import shlex
import subprocess
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from tests.literacy.operating.box import Box, needed
from tests.repository.ports import free_port
from tests.repository.programs import until

CONFIGURATION = """
port = {port}
unix_socket_directories = '{place}'
listen_addresses = ''
"""


class Storage:
    """Both run as services of their box, so that the page's commands start and stop them."""

    def __init__(self, folder: Path, boxes: ExitStack) -> None:
        # a place of its own: PostgreSQL does not run as root, and the folders of tests are closed to others
        place = Path(boxes.enter_context(tempfile.TemporaryDirectory(prefix="postgres-")))
        self.database_port, self.counts_port = free_port(), free_port()
        redis, redis_data = folder / "etc/redis", folder / "var/lib/redis"
        here = {
            "10.0.0.20": "127.0.0.1", "10.0.0.0/24": "127.0.0.0/8", "tls-port 6379": f"tls-port {self.counts_port}",
            "/var/lib/postgresql": str(place), "/var/lib/redis": str(redis_data), "/etc/redis": str(redis),
        }  # fmt: skip
        self.box = boxes.enter_context(closing(Box(folder, here)))
        for one in (redis, redis_data):
            one.mkdir(parents=True)
        (redis / "redis.conf").write_text(f'bind 127.0.0.1\nport {free_port()}\nsave ""\ndir {redis_data}\n')
        port = rf"$(sed -En 's/^(tls-)?port //p' {redis}/redis.conf | tail -n 1)"  # the page changes it
        self.box.add_unit(
            "redis-server", f"redis-server {redis}/redis.conf", ready=f"true <> /dev/tcp/127.0.0.1/{port}"
        )
        self._add_postgres(place)
        self.addresses = {
            "10.0.0.20:6379": f"127.0.0.1:{self.counts_port}", "10.0.0.20:5432": f"127.0.0.1:{self.database_port}",
        }  # fmt: skip

    def _add_postgres(self, place: Path) -> None:
        start = cluster(place, self.database_port)
        values = {"UID": database_user(), "PGHOST": place, "PGPORT": self.database_port, "PGUSER": "postgres"}
        lines = "".join(f"{name}={value}\n" for name, value in values.items())
        (self.box.folder / "postgres.values").write_text(lines)
        self.box.add_unit(
            "postgresql", shlex.join(start), "SIGINT", ready=shlex.join(answers(place, self.database_port))
        )


def cluster(place: Path, port: int) -> list[str]:
    """Make an empty database in a folder, whose socket is there too; return the command that starts its server."""
    programs, data = database_programs(), place / "data"
    user = pwd.getpwuid(database_user())
    os.chown(place, user.pw_uid, user.pw_gid)
    as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    change = as_user if os.geteuid() == 0 else []
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C.UTF-8"]
    subprocess.run([*change, *initdb], cwd="/", check=True, capture_output=True)
    (data / "pg_hba.conf").write_text("local all all trust\n")
    with (data / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION.format(port=port, place=place))
    return [*change, str(programs / "postgres"), "-D", str(data)]


def database_user() -> int:
    """Who runs PostgreSQL: it does not run as root."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else os.geteuid()


def answers(place: Path, port: int) -> list[str]:
    """The command that succeeds once PostgreSQL lets somebody in: its socket is there some moments before."""
    return [str(database_programs() / "pg_isready"), "--quiet", f"--host={place}", f"--port={port}"]


def wait_for_database(place: Path, port: int) -> None:
    asked = answers(place, port)
    until(lambda: subprocess.run(asked, check=False).returncode == 0, f"no database answers at {place}")


def database_programs() -> Path:
    """Those of the newest server that is installed; what Debian puts on the path are the clients alone."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[-3]))
    return found[-1].parent if found else Path(needed("postgres")).parent
