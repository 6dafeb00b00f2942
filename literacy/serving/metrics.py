"""Figures for Prometheus: requests by page, how long they took, what failed; nothing about a person, and no address.

Loaded only where METRICS_TOKEN is set. Workers are processes: each writes into files of one folder, and whichever is
asked adds them up (the multiprocess mode of prometheus_client). The folder belongs to the process that started them.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import DatabaseError, InterfaceError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse

from courses.learning.models import Answer
from literacy import __version__
from literacy.serving import write_lock
from literacy.serving.command_mails import mails_so_far

FOLDER, START = "PROMETHEUS_MULTIPROC_DIR", f"literacy-metrics-{os.getuid()}-"


def own_folder() -> Path:
    """Named for the process that started this worker and its siblings; those of processes that are gone are removed."""
    here = Path(gettempdir())
    for old in here.glob(f"{START}*"):
        if not _is_running(int(old.name.rpartition("-")[2])):
            shutil.rmtree(old, ignore_errors=True)
    made = here / f"{START}{os.getppid()}"
    made.mkdir(mode=0o700, exist_ok=True)
    if made.is_symlink() or made.stat().st_uid != os.getuid():
        raise ImproperlyConfigured(f"METRICS_TOKEN: {made} belongs to somebody else. Remove it.")
    return made


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


os.environ.setdefault(FOLDER, str(own_folder()))

from prometheus_client import (  # noqa: E402 - it looks for the folder when it is loaded
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, InfoMetricFamily, Metric  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead  # noqa: E402
from prometheus_client.registry import Collector  # noqa: E402

REQUESTS = Counter("literacy_requests", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram(
    "literacy_request_seconds", "From the first middleware to the last", ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
CPU = Counter("literacy_request_cpu_seconds", "CPU time of the threads that answered")
MAILS = Counter("literacy_mails", "Mails that pages sent, or failed to send", ["outcome"])
DATABASE_ERRORS = Counter("literacy_database_errors", "Requests that failed because the database did", ["error"])
WAITING = Gauge("literacy_writers_waiting", "Requests that wait for SQLite's write lock", multiprocess_mode="livesum")
WAITED = Histogram(
    "literacy_write_lock_seconds", "From asking for SQLite's write lock to having it",
    buckets=(0.001, 0.01, 0.1, 0.5, 1, 3),
)  # fmt: skip


@contextmanager
def _watched() -> Iterator[None]:
    with WAITING.track_inprogress(), WAITED.time():
        yield


write_lock.watched = _watched


class MetricsMiddleware:
    """Counts and times every request, by the name of its page. What its address held is never a label."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, cpu_before = time.perf_counter(), time.thread_time()
        response = self.get_response(request)
        match = request.resolver_match
        route = (match.view_name or match.route) if match else "none"
        REQUESTS.labels(route, _known_method(request), f"{response.status_code // 100}xx").inc()
        SECONDS.labels(route).observe(time.perf_counter() - began)
        CPU.inc(time.thread_time() - cpu_before)
        return response


def _known_method(request: HttpRequest) -> str:
    """Anybody can invent methods: each would be a series of its own."""
    return str(request.method) if request.method in ("GET", "HEAD", "POST") else "other"


class DatabaseErrorsMiddleware:
    """Counts database errors of views. It is the innermost, to see an error before it becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, DatabaseError | InterfaceError):
            DATABASE_ERRORS.labels(type(exception).__name__).inc()


class CountingBackend(BaseEmailBackend):
    """Sends as the site's own backend does, and counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = get_connection(settings.UNCOUNTED_EMAIL_BACKEND, fail_silently=self.fail_silently)

    def open(self) -> bool | None:
        """Open the connection of the own backend; callers must see it fail here and not in send_messages."""
        return self.own.open()

    def close(self) -> None:
        self.own.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        try:
            sent = self.own.send_messages(email_messages) or 0
        except Exception:
            MAILS.labels("failed").inc(len(email_messages))
            raise
        MAILS.labels("sent").inc(sent)
        return sent


class SiteCollector(Collector):
    """What is read from the database and the cache when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        info = InfoMetricFamily("literacy", "This site")
        info.add_metric([], {"version": __version__})
        yield info
        with suppress(DatabaseError, InterfaceError):
            last = Answer.objects.aggregate(last=Max("pk"))["last"] or 0
            yield CounterMetricFamily("literacy_answers_recorded", "The number of the last answer", value=last)
        with suppress(Exception):  # the cache may be a table, a server or a file: each fails in its own way
            reminders = CounterMetricFamily("literacy_reminders", "Mails of send_reminders", labels=["outcome"])
            for outcome, number in mails_so_far().items():
                reminders.add_metric([outcome], number)
            yield reminders


def exposed() -> tuple[bytes, str]:
    """The figures of all workers together as text, and its content type."""
    folder = os.environ[FOLDER]
    for file in Path(folder).glob("gauge_live*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not _is_running(pid):
            mark_process_dead(pid, folder)  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    registry.register(SiteCollector())
    return generate_latest(registry), CONTENT_TYPE_LATEST
