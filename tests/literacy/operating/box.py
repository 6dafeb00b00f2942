"""A folder that stands for one machine of docs/operate.md: blocks run in it as printed, but for places and ports.

`/srv/learn` and the like lead into the folder, each port to a free one, and the programs of `stand_ins.py` go before
the real ones: nginx, openssl, age, curl, PostgreSQL and Redis are those of this machine. The releases hold the sample
course and start one worker, which is the same and takes less time. The environment is empty, but for what a terminal
does: lines come out in the order in which they are written.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import NoReturn

import pytest

from tests.catalog.sample import write_content
from tests.literacy.operating import stand_ins
from tests.literacy.operating.page import Block, differs
from tests.literacy.operating.visitor import Visitor
from tests.repository.alone import ROOT, SITE_FILES
from tests.repository.ports import free_port

HOST = "learn.example.org"
PLACES = "/srv/learn /etc/nginx /etc/systemd /etc/letsencrypt /var/backups/learn /var/www /var/log".split()
PLACES.append("/usr/local/bin")
LEFT_OUT = ("tests", "content", *SITE_FILES, ".")  # how the names begin of what belongs into no release
REAL = "nginx openssl age curl ps redis-server".split()
UNBUFFERED = {"PYTHONUNBUFFERED": "1"}
PATIENCE = 300  # seconds until a block counts as one that never ends
IN_CI = bool(os.environ.get("CHROMIUM_REQUIRED") or os.environ.get("CI"))
LATER = """\
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "{last}")]
    operations = []
"""


def require_programs() -> None:
    for name in REAL:
        needed(name)
    if not stand_ins.LIBFAKETIME.exists():
        _missing("libfaketime")


def needed(program: str) -> str:
    """Where a program is. Without it the test is skipped; in CI nothing may be missing."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") or _missing(program)


def _missing(program: str) -> NoReturn:
    message = f"{program} is not installed"
    pytest.fail(message) if IN_CI else pytest.skip(message)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What does not belong into a release: at the top much, below it only what Python makes."""
    if Path(folder) != ROOT:
        return {"__pycache__"}
    return {name for name in names if name.startswith(LEFT_OUT)}


@dataclass
class Box:
    folder: Path
    more: dict[str, str] = field(default_factory=dict)  # what else of the page's text stands for something here
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    staying: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("bin", "home", "logs", "pids", "srv/learn", "var/www", "var/log/nginx", "usr/local/bin",
                     "etc/nginx/conf.d", "etc/systemd/system", "tmp"):  # fmt: skip
            (self.folder / name).mkdir(parents=True)
        for name in stand_ins.PROGRAMS:
            script = self.folder / "bin" / name
            script.write_text(f'#!/bin/sh\nexec {sys.executable} -S {stand_ins.__file__} {self.folder} {name} "$@"\n')
            script.chmod(0o755)
        (self.folder / "host").write_text(HOST)
        (self.home / ".curlrc").write_text(
            f'connect-to = "{HOST}:443:127.0.0.1:{self.tls_port}"\n'
            f'connect-to = "{HOST}:80:127.0.0.1:{self.http_port}"\n'
            f'cacert = "{self.authority}"\nnoproxy = "*"\n'
        )
        self._make_certificate()
        self._make_nginx()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def authority(self) -> Path:
        return self.folder / "site.pem"

    @property
    def environment(self) -> dict[str, str]:
        places = (self.folder / "bin", self.folder / "usr/local/bin", Path(sys.base_prefix) / "bin", Path("/usr/sbin"),
                  Path("/usr/bin"), Path("/bin"))  # fmt: skip
        return {
            "PATH": ":".join(str(one) for one in places),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
        }

    def visitor(self) -> Visitor:
        return Visitor(HOST, self.tls_port, self.authority)

    def here(self, text: str) -> str:
        """The page's text with places and ports of this box."""
        for old, new in self.more.items():
            text = text.replace(old, new)
        for place in PLACES:
            text = re.sub(rf"(?<![\w.]){place}(?![\w-])", str(self.folder) + place, text)
        text = re.sub(r"listen \[::\]:\d+", lambda _: f"listen 127.0.0.1:{free_port()}", text)
        text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{self.tls_port}", text)
        text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{self.http_port}", text)
        return re.sub(r"\b8000\b", str(self.port), text.replace("--workers 2", "--workers 1"))

    def add_release(self, version: str, *, has_more: bool = False) -> None:
        """The archive of a release where the reader would have put it; a later one has one migration more."""
        release = self.folder / "tmp" / f"clear-money-{version}"
        shutil.copytree(ROOT, release, ignore=_left_out, symlinks=True)
        write_content(release)
        for file in (release / "deploy").iterdir():
            if file.is_file():
                file.write_text(self.here(file.read_text()))
        (release / ".venv").symlink_to(sys.prefix)  # in the place of the network: the packages are there already
        if has_more:
            migrations = release / "courses/learning/migrations"
            last = max(path.stem for path in migrations.glob("0*.py"))
            (migrations / "9999_later.py").write_text(LATER.format(last=last))
        archive = self.home / f"clear-money-{version}.tar.gz"
        subprocess.run(["tar", "-czf", archive, "-C", release.parent, release.name], check=True)
        shutil.rmtree(release)

    def run(self, blocks: list[Block]) -> None:
        for block, after in zip_longest(blocks, blocks[1:]):
            shown = self.here(after.text) if after and after.kind == "text shown" else ""
            if block.kind == "text shown" or block.kind == "sh internet":
                continue
            if "stays" in block.endings:
                self._let_stay(block)
            else:
                self._compare(block, shown)

    def _compare(self, block: Block, shown: str) -> None:
        deadline = time.monotonic() + PATIENCE
        printed = self._run(block)
        while (missed := differs(shown, printed)) and "soon" in block.endings and time.monotonic() < deadline:
            time.sleep(0.5)
            printed = self._run(block)
        assert not missed, f"docs/operate.md:{block.line}: {missed!r} was not printed, but\n{printed}"

    def _script(self, block: Block) -> str:
        state = self.folder / "state"
        keep = f'{{ set | grep -E "^(HOST|ADDRESS)=" || true; echo "cd \\"$PWD\\""; }} > {state}'
        before = state.read_text() if state.exists() else f"cd {self.home}"
        return f"{before}\ntrap '{keep}' EXIT\nset -euo pipefail\n{self.here(block.text)}"

    def _run(self, block: Block) -> str:
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-c", self._script(block)], env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False,
        )  # fmt: skip
        is_as_said = (done.returncode != 0) == ("fails" in block.endings)
        assert is_as_said, f"docs/operate.md:{block.line}: ended with {done.returncode}\n{block.text}\n{done.stdout}"
        return done.stdout

    def _let_stay(self, block: Block) -> None:
        command = ["/bin/bash", "--noprofile", "--norc", "-c", self._script(block)]
        with (self.folder / "logs/stays").open("w") as output:
            started = subprocess.Popen(
                command, env=self.environment, text=True, stdout=output, stderr=output, start_new_session=True
            )
        self.staying.append(started)

    def close(self) -> None:
        for process in self.staying:
            os.killpg(process.pid, 15)
            process.wait()
        for unit in sorted((self.folder / "pids").glob("*.service")):
            self.systemctl("stop", unit.name)

    def add_unit(self, name: str, command: str, ends_by: str = "SIGTERM", *, ready: str) -> None:
        """A service that the distribution brings, already running. As there, starting it ends when `ready` succeeds."""
        waits = shlex.join(["/bin/bash", "-c", f"until {ready}; do sleep 0.1; done 2> /dev/null"])
        unit = f"[Service]\nExecStart={command}\nExecStartPost={waits}\nKillSignal={ends_by}\n"
        (self.folder / "etc/systemd/system" / f"{name}.service").write_text(unit)
        self.systemctl("start", name)

    def systemctl(self, verb: str, name: str) -> None:
        subprocess.run([self.folder / "bin/systemctl", verb, name], env=self.environment, check=True)

    def _make_certificate(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", f"/CN={HOST}",
             "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1", "-keyout", self.folder / "site.key",
             "-out", self.authority],
            check=True, capture_output=True,
        )  # fmt: skip

    def _make_nginx(self) -> None:
        kinds = "client_body proxy fastcgi uwsgi scgi".split()
        temporary = " ".join(f"{kind}_temp_path {self.folder}/tmp/{kind};" for kind in kinds)
        logs = self.folder / "var/log/nginx"
        (self.folder / "nginx.conf").write_text(  # logs as Debian has them
            textwrap.dedent(
                f"""\
                {"user root;" if os.geteuid() == 0 else ""}
                worker_processes 1;
                pid {self.folder}/nginx.pid;
                error_log {logs}/error.log;
                events {{ }}
                http {{ access_log {logs}/access.log; {temporary} include {self.folder}/etc/nginx/conf.d/*.conf; }}
                """
            )
        )
        # its file is there once it hears signals
        self.add_unit("nginx", f"{self.folder}/bin/nginx -g 'daemon off;'", ready=f"test -s {self.folder}/nginx.pid")
