"""The first start on a bare machine: each way it can fail says what to do and leaves nothing half done."""

import hashlib
import os
import socket
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from literacy.management.commands.demo import _free_port
from literacy.setup import bootstrap
from tests.repository.alone import ROOT
from tests.repository.programs import run

pytestmark = pytest.mark.processes


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for .venv that does not exist yet."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    return tmp_path / ".venv"


def test_python_that_is_too_old_is_told_which_one_is_needed() -> None:
    program = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('manage.py', run_name='__main__')"

    done = run([sys.executable, "-c", program], cwd=ROOT, environment=os.environ)

    assert done.returncode == 1
    assert done.stderr.startswith("This project needs Python 3.11 or newer; this is Python 3.9.\n")


def test_missing_venv_module_names_the_package_to_install(bare, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    with pytest.raises(bootstrap.SetUpFailed, match=r"sudo apt install python3\.\d+-venv"):
        bootstrap.prepare(bootstrap.SITE)

    assert not bare.exists()


def test_half_made_venv_is_made_anew(bare, capsys) -> None:
    (bare / "bin").mkdir(parents=True)
    (bare / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    (bare / "bin" / "python").chmod(0o755)

    assert not bootstrap._is_usable()

    assert not bare.exists()
    assert "The folder .venv is not complete; making it anew." in capsys.readouterr().out


def test_install_without_network_says_so_and_leaves_no_venv(bare, monkeypatch, capsys) -> None:
    for name, value in {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple/", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0", "PIP_TIMEOUT": "1", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": "/dev/null",
        "PIP_TRUSTED_HOST": "127.0.0.1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    with pytest.raises(bootstrap.SetUpFailed, match="If there is no network: connect once"):
        bootstrap.prepare(bootstrap.SITE)

    assert not bare.exists()


def test_packages_carried_on_a_stick_need_no_network(bare, monkeypatch, tmp_path) -> None:
    wheel = tmp_path / "wheels" / "carried-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with ZipFile(wheel, "w") as packed:
        packed.writestr("carried.py", "")
        packed.writestr("carried-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: carried\nVersion: 1.0\n")
        packed.writestr("carried-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr("carried-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements.txt").write_text(f"carried==1.0 --hash=sha256:{digest}\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    bare.mkdir()  # made whole, which takes its time, in the tests above
    monkeypatch.setattr(bootstrap, "_python", lambda: Path(sys.executable))
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "packages"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))

    bootstrap.prepare(bootstrap.SITE)

    assert (tmp_path / "packages" / "carried.py").exists()


def test_prepared_venv_is_not_prepared_again(bare, monkeypatch) -> None:
    (bare / "bin").mkdir(parents=True)
    (bare / "bin" / "python").symlink_to(sys.executable)
    (bare / "installed.sha256").write_text(bootstrap._fingerprint(bootstrap.SITE) + "\n")
    monkeypatch.setattr(bootstrap, "_install", lambda files: pytest.fail("installed again"))

    bootstrap.prepare(bootstrap.SITE)


def test_changed_requirements_are_installed(bare, monkeypatch) -> None:
    (bare / "bin").mkdir(parents=True)
    (bare / "bin" / "python").symlink_to(sys.executable)
    (bare / "installed.sha256").write_text("of-other-requirements\n")
    installed: list[object] = []
    monkeypatch.setattr(bootstrap, "_install", installed.append)

    bootstrap.prepare(bootstrap.SITE)

    assert installed == [bootstrap.SITE]
    assert bootstrap._fingerprint(bootstrap.SITE) in (bare / "installed.sha256").read_text()


def test_taken_port_leads_to_the_next_free_one() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]

        assert taken < _free_port(taken) <= taken + 20


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HTTPS", "maybe", "HTTPS: 'maybe' is not known. Allowed: on, off."),
        ("PROXY_COUNT", "many", "PROXY_COUNT: 'many' is out of bounds. Allowed: a whole number from 0 to 5."),
        ("LOANS_COUNTRY", "mars", "Allowed: cn, us, uk, eu."),
        ("NEW_ORGANIZATIONS", "never", "Allowed: at-once, after-approval."),
        ("ALLOWED_HOSTS", "learn.example.org", "SECRET_KEY is missing."),
    ],
)
def test_bad_setting_stops_the_start_and_names_the_allowed_values(name, value, words) -> None:
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "literacy.settings", name: value}
    command = [sys.executable, "-c", "import django; django.setup()"]

    done = run(command, cwd=ROOT, environment=environment)

    assert done.returncode == 1
    assert words in done.stderr
