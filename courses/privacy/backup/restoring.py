"""Brings a copy of the database back: everybody is signed out, and what was erased since is erased again."""

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.models import Organization
from courses.privacy.backup.copying import check_sqlite
from courses.privacy.backup.postgres_programs import BackupRefusedError, database_name, run, tables_in
from courses.privacy.erasure.erase import erase, erase_organizations
from courses.privacy.erasure.erased_lists import ListedErasure
from courses.privacy.erasure.known_erasures import gather
from courses.privacy.erasure.tombstones import complete_list, is_noted, keep_marks, register_key
from courses.privacy.models import ErasureKey

log = logging.getLogger(__name__)


class ErasuresUnknownError(BackupRefusedError):
    """Erased people could come back: `doubts` say what is missing. Nothing was changed."""

    def __init__(self, doubts: Iterable[str]) -> None:
        self.doubts = tuple(doubts)
        super().__init__("\n".join(("Erased people could come back with this copy:", *self.doubts)))


def restore_backup(
    source: Path, *, more_lists: Iterable[Path] = (), even_if_erased_come_back: bool = False
) -> Mapping[str, int]:
    """Put a copy in the database's place. `more_lists` are lists of erased people of other servers.

    Returns how many people there are, how many of them and of organisations were erased again, and how many erasures
    are known. Raises BackupRefusedError before anything is changed.
    """
    if not source.is_file():
        raise BackupRefusedError(f"There is no file {source}.")
    if connection.vendor == "sqlite":
        check_sqlite(source)
    known = gather(source, more_lists)
    if known.doubts and not even_if_erased_come_back:
        raise ErasuresUnknownError(known.doubts)
    _put_back_sqlite(source) if connection.vendor == "sqlite" else _put_back_postgres(source)
    call_command(MigrateCommand(), verbosity=0, interactive=False)  # the copy may be older than the program
    Session.objects.all().delete()  # a session that was ended since the copy must not live again
    UserSession.objects.all().delete()
    _remember(known.keys, known.marks)
    marks = frozenset(one.mark for one in known.marks)
    erased, organizations = _erase_again(marks), _erase_organizations_again(marks)
    _complete_list()
    return {
        "people": User.objects.count(), "erased": erased, "organizations": organizations, "known": len(known.marks),
    }  # fmt: skip


def _remember(keys: Iterable[tuple[str, str]], marks: Iterable[ListedErasure]) -> None:
    """What was noted since the copy was made is noted in it as well, here and beside the database."""
    ErasureKey.objects.bulk_create(
        [ErasureKey(fingerprint=key, since=since) for key, since in keys], ignore_conflicts=True
    )
    register_key(now=timezone.now())
    keep_marks(marks)


def _complete_list() -> None:
    try:
        complete_list()
    except OSError:  # everybody is erased again all the same, and the next daily run will try once more
        log.exception("erasures could not be noted outside the database")


def _erase_again(marks: frozenset[str]) -> int:
    noted = [person for person in User.objects.iterator() if is_noted(person, marks)] if marks else []
    for person in noted:
        erase(learner=person)
    return len(noted)


def _erase_organizations_again(marks: frozenset[str]) -> int:
    noted = [found.pk for found in Organization.objects.iterator() if is_noted(found, marks)] if marks else []
    return erase_organizations(Organization.objects.filter(pk__in=noted), now=timezone.now())


def _put_back_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        copy.backup(connection.connection)
    connection.close()  # the next connection sets the journal and the rest again


def _put_back_postgres(source: Path) -> None:
    held = tables_in(source)
    connection.close()
    wanted = ("--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={database_name()}")
    run("pg_restore", *wanted, str(source))
    newer = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - held
    with connection.cursor() as cursor:  # tables that came after the copy: migrate makes them anew
        for table in sorted(newer):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
    connection.close()
