"""Settings that cannot be right stop the start in words; dangerous ones are said; a foreign host is a quiet page."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from courses.accounts.rate_limits.counting import require_counting
from literacy.setup.checks import check_setup
from tests.literacy.operating.box import needed
from tests.repository.alone import ROOT
from tests.repository.ports import free_port
from tests.repository.programs import run, wait_for

pytestmark = pytest.mark.processes
KEY = "0123456789-0123456789-0123456789-0123456789"
SHOWN = "from django.conf import settings; print(settings.CACHES['default'], settings.ALLOWED_HOSTS, settings.ENV_FILE)"


def start(tmp_path: Path, program: str = SHOWN, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "literacy.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3", "SECRET_KEY": KEY, "ERASURE_KEY": KEY, **settings,
    }  # fmt: skip
    return run([sys.executable, "-c", program], cwd=ROOT, environment=environment)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ALLOWED_HOSTS", "https://learn.example.org", "without https:// or a port"),
        ("ALLOWED_HOSTS", "learn.example.org:443", "without https:// or a port"),
        ("HTTPS", "on", "ALLOWED_HOSTS is missing"),
        ("CACHE_URL", "memcached://127.0.0.1", "Allowed: redis://, rediss://, valkey://, valkeys://."),
        ("CACHE_URL", "redis", "Allowed: redis://, rediss://, valkey://, valkeys://."),
        ("ENV_FILE", "/nowhere/.env", "ENV_FILE: the settings in /nowhere/.env cannot be read"),
        ("ERASURE_KEY", "", ""),
    ],
)
def test_setting_that_cannot_be_right_stops_the_start(tmp_path, name, value, words) -> None:
    done = start(tmp_path, **{"ALLOWED_HOSTS": "learn.example.org", "HTTPS": "off"} | {name: value} | _alone(name))

    assert done.returncode == 1
    assert (words or f"{name} is missing") in done.stderr.splitlines()[-1]


def _alone(name: str) -> dict[str, str]:
    return {"ALLOWED_HOSTS": ""} if name == "HTTPS" else {}


def test_client_of_redis_that_is_missing_is_named(tmp_path) -> None:
    program = "import sys; sys.modules['redis'] = None\nimport importlib.util as u\n" + (
        "found = u.find_spec\nu.find_spec = lambda name: None if name == 'redis' else found(name)\n" + SHOWN
    )

    done = start(tmp_path, program, CACHE_URL="redis://127.0.0.1:1/0")

    assert "Install requirements-servers.txt." in done.stderr.splitlines()[-1]


def test_valkey_is_spoken_to_like_redis(tmp_path) -> None:
    done = start(tmp_path, CACHE_URL="valkey://:secret@127.0.0.1:6379/2")

    assert "'redis://:secret@127.0.0.1:6379/2'" in done.stdout


def test_settings_are_read_beside_the_database_and_the_environment_goes_first(tmp_path) -> None:
    (tmp_path / ".env").write_text("ALLOWED_HOSTS=of-the-file.example.org\nHTTPS=on\n")

    assert "['of-the-file.example.org']" in start(tmp_path).stdout
    assert "['other.example.org']" in start(tmp_path, ALLOWED_HOSTS="other.example.org").stdout


def test_settings_of_a_named_file_are_read(tmp_path) -> None:
    (tmp_path / "site.env").write_text("ALLOWED_HOSTS=of-the-file.example.org\n")

    assert "['of-the-file.example.org']" in start(tmp_path, ENV_FILE=str(tmp_path / "site.env")).stdout


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [needed("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        wait_for(port, server)
        yield f"redis://127.0.0.1:{port}/0"
        server.kill()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the client's pool lives as long as the process
def test_several_servers_count_attempts_in_redis_and_sign_people_in(redis, settings, db) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}
    }  # fmt: skip

    require_counting()
    reply = Client().post("/en/account/login/", {"login": "nobody", "password": "not-the-password"})

    assert reply.status_code == 422
    assert cache._cache.get_client(write=True).dbsize() > 0


def test_every_name_at_once_warns(settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    assert [one.id for one in check_setup()] == ["literacy.W001"]


def test_one_text_for_two_keys_warns(settings) -> None:
    assert "literacy.W006" not in {one.id for one in check_setup()}
    settings.ERASURE_KEY, settings.METRICS_TOKEN = settings.SECRET_KEY, settings.SECRET_KEY

    found = [one.msg for one in check_setup() if one.id == "literacy.W006"]

    assert [one.partition(":")[0] for one in found] == [
        "ERASURE_KEY is the same text as SECRET_KEY", "METRICS_TOKEN is the same text as SECRET_KEY",
    ]  # fmt: skip


def test_files_that_cannot_be_written_warn_and_stop_nothing(settings, tmp_path, monkeypatch) -> None:
    settings.ERASED_FILE = tmp_path / "erased.txt"
    assert "literacy.W004" not in {one.id for one in check_setup()}
    monkeypatch.setattr(os, "access", lambda place, mode: place != tmp_path)  # a test may run as root
    found = [one.msg for one in check_setup() if one.id == "literacy.W004"]
    assert found == [
        f"{tmp_path}/erased.txt cannot be written by this user: people can read, and nothing they do is kept."
    ]


def test_https_without_a_proxy_warns(settings) -> None:
    settings.HTTPS, settings.PROXY_COUNT = True, 0

    assert [one.id for one in check_setup()] == ["literacy.W002"]


def test_keys_that_everybody_may_read_warn(settings, tmp_path) -> None:
    settings.ENV_FILE = tmp_path / "env"
    settings.ENV_FILE.touch(mode=0o644)
    settings.ENV_FILE.chmod(0o644)

    assert [one.id for one in check_setup()] == ["literacy.W003"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000@evil", "learn.example.org.evil.example", ""])
@pytest.mark.parametrize("path", ["/en/", "/static/css/site.css", "/en/nothing-here/", "/health/"])
def test_foreign_host_is_a_short_page_without_trace_or_mail(settings, capsys, host, path) -> None:
    settings.ALLOWED_HOSTS, settings.ADMINS = ["learn.example.org"], [("admin", "admin@example.org")]

    reply = Client(raise_request_exception=True).get(path, headers={"host": host})

    page = reply.content.decode()
    assert (reply.status_code, len(page) < 1_000, reply["Cache-Control"]) == (400, True, "no-store")
    assert "网址不对" in page
    assert "Not an address of this site" in page
    assert "default-src 'none'" in reply["Content-Security-Policy"]
    assert capsys.readouterr().err == ""
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm"])
def test_new_database_is_for_its_owner_only(tmp_path, name) -> None:
    program = f"""
import os, stat
os.umask(0o022)
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE one (two)")
    print(oct(stat.S_IMODE(os.stat({str(tmp_path / name)!r}).st_mode)))
"""
    assert start(tmp_path, program).stdout.strip() == oct(stat.S_IRUSR | stat.S_IWUSR)
    assert os.path.exists(tmp_path / "site.sqlite3")
