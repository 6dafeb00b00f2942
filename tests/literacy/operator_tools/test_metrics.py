"""Figures for Prometheus: added up over all workers, behind a token, and nothing of a person in them."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.literacy.operating.mail_sink import MailSink
from tests.repository.alone import ROOT
from tests.repository.ports import free_port
from tests.repository.programs import PATIENCE, begin_with, run, wait_for

pytestmark = pytest.mark.processes
TOKEN = "of-prometheus-0123456789-0123456789-0123456789"
CANARY = "canary-in-an-address"
START = (
    "-m granian literacy.wsgi:application --interface wsgi --host 127.0.0.1 --workers 2 --blocking-threads 2 "
    "--respawn-failed-workers --log-level warning --port"
)


ENVIRONMENTS: dict[int, dict[str, str]] = {}  # of the sites, by their port
LEARNER = """\
from datetime import timedelta
from django.utils import timezone
from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import StepChoice
from tests.conftest import make_account
from tests.learning.planning.steps.presser import take_up
if not StepChoice.objects.exists():
    now = timezone.now()
    make_account("lin", now=now)
    User.objects.update(email="lin@example.org")
    lesson = next(one for one in catalog().courses["reading-a-loan"].lessons if one.slug == "one-yardstick")
    take_up(User.objects.get(), lesson, wants_mail=True, now=now - timedelta(days=8))
"""


def remind(port: int, mail_port: int) -> str:
    """What the daily command says, with a mail server at this port."""
    environment = {**ENVIRONMENTS[port], "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "shell", "-v0", "-c", LEARNER], cwd=ROOT, env=environment, check=True)
    command = [*manage, "send_reminders", "--site", "https://learn.example.org"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, tables: Path) -> Iterator[int]:
    """Two workers of one site."""
    folder, number = tmp_path_factory.mktemp("site"), free_port()
    environment = ENVIRONMENTS[number] = {
        **os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "METRICS_TOKEN": TOKEN,
        "TMPDIR": str(folder), "DJANGO_SETTINGS_MODULE": "literacy.settings", "ERASED_FILE": f"{folder}/erased.txt",
        "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
    }  # fmt: skip
    begin_with(tables, folder / "site.sqlite3")
    server = subprocess.Popen([sys.executable, *START.split(), str(number)], cwd=ROOT, env=environment)
    wait_for(number, server)
    assert asked(number, "/health/")[0] == 200
    yield number
    server.terminate()
    server.wait(PATIENCE)


def asked(port: int, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, str]:
    """Each over a connection of its own, so that either worker may take it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body=body, headers=headers)
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply.status, text


def figures(port: int) -> dict[str, float]:
    status, text = asked(port, "/metrics/", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    found = (line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in found}


def test_requests_are_added_up_over_all_workers(port) -> None:
    name = 'literacy_requests_total{method="GET",route="glossary",status="2xx"}'
    before = figures(port).get(name, 0.0)
    for _ in range(20):
        assert asked(port, f"/en/glossary/?q={CANARY}")[0] == 200

    counts = {figures(port)[name] - before for _ in range(6)}
    assert counts == {20.0}  # whichever worker is asked
    assert figures(port)['literacy_request_seconds_count{route="glossary"}'] >= 20
    assert figures(port)["literacy_request_cpu_seconds_total"] > 0


def test_labels_are_names_of_pages_and_never_what_an_address_held(port) -> None:
    for path in (f"/en/nowhere/{CANARY}/", f"/c/{CANARY}", f"/en/search/?q={CANARY}"):
        asked(port, path)
    asked(port, "/en/", method=CANARY.upper())

    _, text = asked(port, "/metrics/", Authorization=f"Bearer {TOKEN}")
    routes = set(re.findall(r'route="([^"]*)"', text))
    assert CANARY not in text.lower()
    assert "127.0.0.1" not in text
    assert "none" in routes
    assert {"search", "short-card"} <= routes
    assert set(re.findall(r'method="([^"]*)"', text)) <= {"GET", "HEAD", "POST", "other"}
    assert all(re.fullmatch(r"[\w:-]+", route) for route in routes)


def test_answers_waits_and_version_are_told(port) -> None:
    held = figures(port)

    assert held["literacy_answers_recorded_total"] == 0
    assert held["literacy_writers_waiting"] == 0
    assert any(name.startswith("literacy_info{version=") for name in held)


def test_mail_that_fails_is_counted(port) -> None:
    before = figures(port).get('literacy_mails_total{outcome="failed"}', 0.0)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/en/account/login/code/")
    reply = connection.getresponse()
    cookies = "; ".join(one.partition(";")[0] for one in reply.msg.get_all("Set-Cookie", []))
    form = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', reply.read().decode())[1]
    connection.close()
    status, _ = asked(
        port, "/en/account/login/code/", "POST", f"csrfmiddlewaretoken={form}&email=nobody%40example.org",
        Cookie=cookies, Referer=f"http://127.0.0.1:{port}/en/",
    )  # fmt: skip

    assert status in (302, 303)
    assert figures(port)['literacy_mails_total{outcome="failed"}'] == before + 1


def test_mails_of_the_daily_command_are_counted_though_it_has_ended(port) -> None:
    """One learner who asked for it; first there is no mail server, then there is one."""
    before = figures(port)
    with closing(MailSink()) as sink:
        said = [remind(port, free_port()), remind(port, sink.port), remind(port, sink.port)]
    after = figures(port)

    assert said == ["reminders: 0 sent, 1 failed", "reminders: 1 sent, 0 failed", "reminders: 0 sent, 0 failed"]
    counted = {outcome: f'literacy_reminders_total{{outcome="{outcome}"}}' for outcome in ("sent", "failed")}
    assert {one: after[name] - before[name] for one, name in counted.items()} == {"sent": 1, "failed": 1}


@pytest.mark.parametrize("sent", [None, "Bearer wrong", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_without_the_token_there_is_no_such_page(port, sent) -> None:
    headers = {"Authorization": sent} if sent else {}

    assert asked(port, "/metrics/", **headers)[0] == 404


def test_without_the_setting_there_is_no_such_page_and_nothing_is_loaded(client, settings) -> None:
    assert settings.METRICS_TOKEN == ""
    assert client.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404
    assert client.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 404
    assert "prometheus_client" not in sys.modules
    assert any(getattr(one, "name", "") == "metrics" for one in get_resolver().url_patterns)


def test_folder_of_others_is_not_used(tmp_path: Path) -> None:
    made = tmp_path / f"literacy-metrics-{os.getuid()}-{os.getpid()}"
    made.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()

    command = [sys.executable, "manage.py", "shell", "-c", "import literacy.serving.metrics"]
    done = run(command, cwd=ROOT, environment={**os.environ, "METRICS_TOKEN": TOKEN, "TMPDIR": str(tmp_path)})

    assert "belongs to somebody else" in done.stderr
