"""What the printed proxies write: no address that was opened, for those hold secrets, and nobody who opened it."""

import subprocess
from collections.abc import Callable
from contextlib import closing
from functools import partial, reduce
from pathlib import Path

import pytest

from tests.literacy.operating.box import HOST
from tests.literacy.operating.test_tls import caddy, nginx
from tests.repository.programs import until

pytestmark = pytest.mark.processes
SECRET = "n7ji4zy4fieml4npwpqctcklgu"
COOKIE = "4f0k2j5h8d9s7a6p1o3i"
PROXIES = {"nginx": (nginx, "box/var/log/nginx/*.log"), "caddy": (caddy, "caddy.log")}
AS_THEY_COME = {  # the control: the same files without the lines that keep addresses out
    "nginx": ((" /var/log/nginx/learn.log learn", " /var/log/nginx/learn.log"), (" emerg;", ";")),
    "caddy": (("request delete", "nothing delete"),),
}


def written(name: str, folder: Path, change: Callable[[str], str] = str) -> str:
    """All lines of a proxy of which somebody asks for a secret address, and behind which no site stands."""
    start, logs = PROXIES[name]
    with closing(start(folder, change)) as running:
        port = next(running)
        ask = ["curl", "-sk", "--noproxy", "*", "--resolve", f"{HOST}:{port}:127.0.0.1", "-b", f"sessionid={COOKIE}"]
        ask += ["--output", "/dev/null", "--write-out", "%{http_code}"]
        address = f"https://{HOST}:{port}/zh-hans/calendar/{SECRET}.ics"
        told = subprocess.run([*ask, address], capture_output=True, text=True, check=True).stdout
        assert told == "502"
        return until(partial(_lines_about, "502", folder, logs), "nothing was written")


def _lines_about(status: str, folder: Path, logs: str) -> str:
    lines = "\n".join(file.read_text() for file in folder.glob(logs))
    return lines if status in lines else ""


@pytest.mark.parametrize("name", PROXIES)
def test_no_line_names_the_address_that_was_opened_or_who_opened_it(name, tmp_path) -> None:
    lines = written(name, tmp_path)
    about_the_request = [line.replace("dial tcp 127.0.0.1", "") for line in lines.splitlines() if "502" in line]

    assert about_the_request
    assert SECRET not in lines
    assert COOKIE not in lines
    assert "127.0.0.1" not in "".join(about_the_request)


@pytest.mark.parametrize("name", PROXIES)
def test_without_these_lines_it_would(name, tmp_path) -> None:
    lines = written(name, tmp_path, lambda text: reduce(lambda one, by: one.replace(*by), AS_THEY_COME[name], text))

    assert SECRET in lines
