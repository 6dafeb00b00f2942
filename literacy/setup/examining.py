"""What `doctor` and /ready/ look at: whether this site works, and what to do where it does not."""

import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from courses.accounts.rate_limits.counting import LimitsDown, require_counting
from courses.catalog.model.values.problems import Level
from courses.catalog.published.library import ContentProblems, catalog, load_content
from courses.languages.counting import counted
from courses.learning.course_progress.progress import wrong_progress
from courses.learning.course_progress.summaries import wrong_summaries
from courses.learning.models import Answer
from courses.privacy.backup.last_copy import last_copy
from courses.privacy.erasure.erased_lists import read_list
from courses.privacy.erasure.tombstones import OtherKeyError, not_in_table, require_own_key
from courses.privacy.models import ErasureMark
from literacy.serving.replica import ALIAS, WROTE_SECONDS
from literacy.setup.starting import NotReadyError, require_static_files

MOST_AHEAD = timedelta(minutes=5)  # clocks of several machines differ by less
OLDEST_COPY = timedelta(hours=36)  # a daily copy, and half a day for one that came late
LEAST_FREE, COPIES_FREE = 1024**3, 3  # bytes, and times the database: a copy, its check, and what grows meanwhile
BEHIND = (  # seconds; a replica that has replayed everything is not behind, however quiet the night
    "SELECT CASE WHEN NOT pg_is_in_recovery() THEN NULL WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"
    " THEN 0 ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END"
)
MAY_CHANGE_TABLES = (
    "SELECT has_schema_privilege('public', 'CREATE') OR EXISTS (SELECT 1 FROM pg_tables"
    " WHERE schemaname = 'public' AND pg_has_role(tableowner, 'MEMBER'))"
)
_complete: set[str] = set()  # what need not be looked at again
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
KEEPS = {"fsync", "synchronous_commit", "full_page_writes"}  # off: a power cut takes what PostgreSQL acknowledged


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the set-up, and what to do about it; a warning stops nothing."""

    says: str
    to_do: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    name: str
    find: Callable[[datetime], Iterator[Finding]]


def database(_now: datetime) -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        yield Finding(f"the database does not answer: {problem}", "Start it, and look at DATABASE_URL.")


def migrations(_now: datetime) -> Iterator[Finding]:
    """Findings about migrations that were not run; cached once there are none."""
    if "migrations" in _complete:
        return
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        first = f"{plan[0][0].app_label} {plan[0][0].name}"
        missing = counted(len(plan), "{} migration is missing", "{} migrations are missing")
        yield Finding(f"{missing}, {first} first", "python3 manage.py migrate")
    else:
        _complete.add("migrations")


def replica(_now: datetime) -> Iterator[Finding]:
    """Findings about the replica; none of them is more than a warning, since the primary can serve everything."""
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(BEHIND)
            seconds = cursor.fetchone()[0]
    except DatabaseError as problem:
        yield Finding(f"the replica does not answer: {problem}", "Start it, or take it out.", is_warning=True)
        return
    if seconds is None or seconds > WROTE_SECONDS:
        says = "follows no other database" if seconds is None else f"is {seconds:.0f} seconds behind"
        yield Finding(f"the replica {says}", "Take DATABASE_REPLICA_URL out until it follows.", is_warning=True)


def database_account(_now: datetime) -> Iterator[Finding]:
    """Findings about the rights of the site's account; whoever breaks into the site has them too."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_CHANGE_TABLES)
        may_change = cursor.fetchone()[0]
    if settings.IS_PUBLIC and may_change:
        to_do = "Let another account migrate: docs/operate.md, The machine with the database."
        yield Finding("the site's own account may change tables", to_do, is_warning=True)


def attempts(_now: datetime) -> Iterator[Finding]:
    """Findings about the cache that counts attempts to sign in; without it nobody may sign in."""
    try:
        require_counting()
    except LimitsDown:
        yield Finding("attempts to sign in cannot be counted", "Look at CACHE_URL, or run python3 manage.py migrate.")


def storage(_now: datetime) -> Iterator[Finding]:
    yield from _kept_by_sqlite() if connection.vendor == "sqlite" else _kept_by_postgres()


def _kept_by_postgres() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE setting = 'off'")
        off = KEEPS & {name for (name,) in cursor.fetchall()}
    for name in sorted(off):
        says = f"PostgreSQL runs with {name}=off: when its power fails, what people did is lost"
        yield Finding(says, f"There: ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();")


def _kept_by_sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            found = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if found != wanted:
                yield Finding(f"SQLite runs with {name}={found}, not {wanted}", "Put it on a local disk; restart.")
        verdict = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        yield Finding(f"the database is damaged: {verdict}", "Stop the site; python3 manage.py restore FILE --yes")


def static_files(_now: datetime) -> Iterator[Finding]:
    try:
        require_static_files()
    except NotReadyError as problem:
        yield Finding("static files are not collected", str(problem))


def content(now: datetime) -> Iterator[Finding]:
    problems = load_content(settings.CONTENT_DIR, now.date()).problems
    wrong = [one for one in problems if one.level is Level.ERROR]
    if wrong:
        yield Finding(
            f"{counted(len(wrong), '{} error', '{} errors')} in the content: {wrong[0]}",
            "python3 manage.py check_content",
        )


def mail(_now: datetime) -> Iterator[Finding]:
    if settings.IS_PUBLIC and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield Finding("mails appear in the terminal, nobody gets any", "Set EMAIL_URL.", is_warning=True)


def clock(now: datetime) -> Iterator[Finding]:
    latest = Answer.objects.order_by("-pk").values_list("at", flat=True).first()
    if latest is not None and latest > now + MOST_AHEAD:
        yield Finding(f"the last answer is of {latest:%Y-%m-%d %H:%M} UTC, in the future", "Set this machine's clock.")


def disk(_now: datetime) -> Iterator[Finding]:
    file = Path(str(settings.DATABASES["default"]["NAME"])) if connection.vendor == "sqlite" else settings.ERASED_FILE
    if not file.parent.is_dir():
        return
    free = shutil.disk_usage(file.parent).free
    needed = max(LEAST_FREE, COPIES_FREE * (file.stat().st_size if file.is_file() else 0))
    if free < needed:
        says = f"{free / 1024**3:.1f} GiB are free in {file.parent}, {needed / 1024**3:.1f} GiB are needed"
        yield Finding(says, "Delete copies that are older than 30 days, or make room.")


def backup(now: datetime) -> Iterator[Finding]:
    made = last_copy()
    if settings.IS_PUBLIC and (made is None or now - made > OLDEST_COPY):
        age = "no copy was made from here yet" if made is None else f"the last copy is of {made:%Y-%m-%d %H:%M} UTC"
        yield Finding(age, "python3 manage.py backup FILE, every day", is_warning=True)


def erasure_marks(_now: datetime) -> Iterator[Finding]:
    """Findings about the marks of who was erased; without them a restored copy would bring people back."""
    try:
        require_own_key()
    except OtherKeyError as problem:
        yield Finding("who was erased cannot be known again", str(problem))
    try:
        damaged = read_list(settings.ERASED_FILE).damaged
    except OSError as problem:
        if ErasureMark.objects.exists():
            yield Finding(f"the list of who was erased cannot be read: {problem}", "python3 manage.py age_out")
        return
    if came_back := len(not_in_table()):
        erasures = counted(came_back, "{} erasure is", "{} erasures are")
        says = f"{erasures} in {settings.ERASED_FILE} only: the database was put back without `restore`"
        yield Finding(says, "python3 manage.py age_out")
    if damaged:
        line = f"line {damaged[0]} of {settings.ERASED_FILE} is damaged"
        yield Finding(line, "Bring back the file of yesterday; then python3 manage.py age_out.")


def progress(_now: datetime) -> Iterator[Finding]:
    try:
        lessons = catalog()
    except ContentProblems:
        return  # said above
    for line in (*wrong_progress(lessons), *wrong_summaries()):
        yield Finding(line, "Keep a copy of the database, and report it.")


NEEDED = (Examination("database", database), Examination("migrations", migrations), Examination("attempts", attempts))
ALL = (
    Examination("disk", disk),  # first: on a full one SQLite does not even open
    *NEEDED,
    *([Examination("replica", replica)] if ALIAS in settings.DATABASES else ()),
    *([Examination("account of the database", database_account)] if connection.vendor == "postgresql" else ()),
    Examination("storage", storage),
    Examination("static files", static_files),
    Examination("content", content),
    Examination("mail", mail),
    Examination("clock", clock),
    Examination("backup", backup),
    Examination("erasure marks", erasure_marks),
    Examination("progress", progress),
)


def send_test_mail(address: str) -> Iterator[Finding]:
    """Send a message to whoever runs the site."""
    message = EmailMessage(
        "A test", "Mails of this site arrive.\n\n这封邮件说明：本站发出的邮件能收到。\n", to=[address]
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as problem:
        yield Finding(f"a mail to {address} was not taken: {problem}", "Look at EMAIL_URL and MAIL_FROM.")
