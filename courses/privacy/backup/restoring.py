"""Restores a backup of the database: everybody is signed out, and what was erased since is erased again."""

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
from courses.organizations.models import Member
from courses.privacy.backup.copying import check_sqlite
from courses.privacy.backup.postgres_programs import BackupRefusedError, database_name, run, tables_in
from courses.privacy.erasure.erase import erase_again
from courses.privacy.erasure.erased_lists import ListedErasure
from courses.privacy.erasure.known_erasures import KnownErasures, gather
from courses.privacy.erasure.tombstones import complete_list, keep_marks, note_in_list_now, register_key
from courses.privacy.models import ErasureKey, ErasureList

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
    left = _places_left() if known.is_same_site else ()
    _note_beside(known.marks)
    _put_back_sqlite(source) if connection.vendor == "sqlite" else _put_back_postgres(source)
    call_command(MigrateCommand(), verbosity=0, interactive=False)  # the copy may be older than the program
    Session.objects.all().delete()  # a session that was ended since the copy must not live again
    UserSession.objects.all().delete()
    _remember(known)
    erased = erase_again(frozenset(one.mark for one in known.marks), now=timezone.now())
    _leave_again(left)
    _complete_list()
    return {
        "people": User.objects.count(), "erased": erased.people, "organizations": erased.organizations,
        "known": len(known.marks),
    }  # fmt: skip


def _note_beside(marks: Iterable[ListedErasure]) -> None:
    """The list knows them all before the table that does is replaced: whoever is interrupted now can begin again."""
    try:
        note_in_list_now(marks)
    except OSError as problem:
        raise BackupRefusedError(f"Whoever was erased cannot be noted beside the database: {problem}") from problem


def _remember(known: KnownErasures) -> None:
    """What was noted since the copy was made is noted in it as well."""
    ErasureKey.objects.bulk_create(
        [ErasureKey(fingerprint=key, since=since) for key, since in known.keys], ignore_conflicts=True
    )
    ErasureList.objects.bulk_create(
        [ErasureList(list_id=one, since=timezone.now()) for one in known.lists], ignore_conflicts=True
    )
    register_key(now=timezone.now())
    keep_marks(known.marks)


def _places_left() -> tuple[Member, ...]:
    """Who has left a group, or was removed, and is still kept for an undo."""
    return tuple(
        Member.objects.exclude(left_at=None, removed_at=None).only("pk", "learner_id", "left_at", "removed_at")
    )


def _leave_again(left: Iterable[Member]) -> None:
    """A copy from before they left must not show them to the group again."""
    for one in left:
        here = Member.objects.present().filter(pk=one.pk, learner=one.learner_id)
        here.update(left_at=one.left_at, removed_at=one.removed_at)


def _complete_list() -> None:
    try:
        complete_list()
    except OSError:  # everybody is erased again all the same, and the next daily run will try once more
        log.exception("erasures could not be noted outside the database")


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
