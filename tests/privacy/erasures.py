"""Erasing people, losing the database, and changing the key."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from courses.accounts.models import User
from courses.privacy.backup.copying import make_backup
from courses.privacy.models import ErasureKey
from tests.conftest import NOW, make_account

LONG_AGO = NOW - timedelta(days=400)


def gone_after(door: Callable[[User], None], copy: Path) -> User:
    """Somebody who stands in the copy and was erased since by `door`."""
    make_account("stays")
    person = make_account("goes")
    make_backup(copy)
    door(person)
    assert not User.objects.filter(pk=person.pk).exists()
    return person


def rotate(settings) -> None:
    settings.ERASURE_KEY, settings.ERASURE_KEY_FALLBACKS = "a newer key", [settings.ERASURE_KEY]
    settings.SECRET_KEY = "another secret key altogether"


def lose_database() -> None:
    """What a new machine has: tables without a row."""
    call_command("flush", "--no-input", verbosity=0)
    ErasureKey.objects.create(fingerprint="ofthenewone", since=timezone.now())


def old_copy(copy: Path) -> None:
    from courses.privacy.backup import copying as backups

    backups._copy_sqlite(copy) if connection.vendor == "sqlite" else backups.run(
        "pg_dump", "--format=custom", f"--file={copy}"
    )
