"""Which versions and cipher suites of TLS the printed proxies speak: asked with openssl, as a scanner asks."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.literacy.operating.box import HOST, Box, needed, require_programs
from tests.literacy.operating.composition import FOR_TESTS
from tests.repository.alone import ROOT
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE, wait_for, wait_for_tls

pytestmark = pytest.mark.processes
EVERYTHING = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"
WEAK = {  # without forward secrecy, without authenticated encryption, anonymous, without encryption
    "AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-AES128-SHA", "AES128-SHA", "AECDH-AES256-SHA",
    "DHE-RSA-AES256-SHA", "NULL-SHA256",
}  # fmt: skip


def nginx(folder: Path, change: Callable[[str], str] = str) -> Iterator[int]:
    """The printed proxy, with its file after a `change`, listening on the port that is given."""
    require_programs()
    box = Box(folder / "box")
    keys = box.folder / "etc/letsencrypt/live" / HOST
    keys.mkdir(parents=True)
    shutil.copy(box.authority, keys / "fullchain.pem")
    shutil.copy(box.folder / "site.key", keys / "privkey.pem")
    printed = change((ROOT / "deploy/nginx.conf").read_text())
    (box.folder / "etc/nginx/conf.d/learn.conf").write_text(box.here(printed))
    box.systemctl("restart", "nginx")
    try:
        wait_for_tls(box.tls_port, HOST)
        yield box.tls_port
    finally:
        box.close()


def caddy(folder: Path, change: Callable[[str], str] = str) -> Iterator[int]:
    port = free_port()
    head = FOR_TESTS.format(http=free_port(), https=port, folder=folder)
    file = folder / "Caddyfile"
    file.write_text(change((ROOT / "deploy/Caddyfile").read_text()).replace("{\n", head, 1))
    command = [needed("caddy"), "run", "--adapter", "caddyfile", "--config", file]
    with (folder / "caddy.log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, "HOME": str(folder)}, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        wait_for_tls(port, HOST)
        yield port
    finally:
        process.kill()
        process.wait()


def anything(folder: Path) -> Iterator[int]:
    """The control: a server that takes every version and every suite that openssl has."""
    port, key, certificate = free_port(), folder / "key.pem", folder / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    serve = ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", "-key", key, "-cert", certificate, "-quiet"]
    process = subprocess.Popen([*serve, "-cipher", EVERYTHING], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port, process)
    yield port
    process.kill()
    process.wait()


STRONG = {  # Caddy takes the quickest of them first, in an order of its own
    nginx: {"-tls1_2": "ECDHE-[A-Z]+-AES256-GCM-SHA384", "-tls1_3": "TLS_AES_256_GCM_SHA384"},
    caddy: {"-tls1_2": "ECDHE-[A-Z]+-(AES...-GCM|CHACHA20).*", "-tls1_3": "TLS_(AES_..._GCM|CHACHA20).*"},
}


@pytest.fixture(scope="module", params=STRONG, ids=lambda program: program.__name__)
def program(request) -> Callable[[Path], Iterator[int]]:
    return request.param


@pytest.fixture(scope="module")
def proxy(program, tmp_path_factory) -> Iterator[int]:
    yield from program(tmp_path_factory.mktemp("proxy"))


@pytest.fixture(scope="module")
def lax(tmp_path_factory) -> Iterator[int]:
    yield from anything(tmp_path_factory.mktemp("lax"))


def agreed(port: int, version: str, suites: str = EVERYTHING) -> str:
    """The suite that a client and the server agree on, or "" where there is none."""
    asked = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername", HOST, version, "-cipher", suites]
    told = subprocess.run(asked, input="", capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
    suite = re.search(r"^New, (?:SSLv3|TLSv1\S*), Cipher is (\S+)$", told, re.MULTILINE)
    return suite[1] if suite and suite[1] != "(NONE)" else ""


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
def test_earlier_versions_are_refused(proxy, lax, version) -> None:
    assert (agreed(proxy, version), agreed(lax, version) != "") == ("", True)


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
def test_strong_suite_is_chosen_of_all(proxy, program, version) -> None:
    assert re.fullmatch(STRONG[program][version], agreed(proxy, version))


def test_weak_suites_are_refused(proxy, lax) -> None:
    taken = {suite for suite in WEAK if agreed(proxy, "-tls1_2", f"{suite}:@SECLEVEL=0")}
    possible = {suite for suite in WEAK if agreed(lax, "-tls1_2", f"{suite}:@SECLEVEL=0")}

    assert (taken, possible) == (set(), WEAK)
