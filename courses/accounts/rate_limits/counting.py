"""Counts attempts in a cache shared by all workers, a separate file on SQLite. Without it, sign-in is closed."""

import secrets
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections
from django.db.models import Model

ALIAS = "attempts"


class LimitsDown(DatabaseError):
    """The cache that counts attempts is unavailable, so sign-in is refused for everybody."""


class AttemptsRouter:
    """Sends the table of counted attempts to its own database, where there is one, and nothing else there."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return ALIAS if _is_elsewhere() and model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if db == ALIAS:
            return app_label == "django_cache"
        return False if app_label == "django_cache" and _is_elsewhere() else None


def _is_elsewhere() -> bool:
    return ALIAS in settings.DATABASES


def make_table(using: str = ALIAS, plan: object = None, **_: Any) -> None:
    """Make the table of attempts if the cache is a table and it is not there; called after every `migrate`.

    `flush` sends the same signal without a plan: there is nothing to make then.
    """
    if plan is not None and _uses_table():
        database = ALIAS if _is_elsewhere() else "default"
        if using in (database, "default"):
            _create_table(database)


def _create_table(database: str) -> None:
    """Two servers that start at the same moment may both find no table: whoever comes second is content."""
    try:
        call_command("createcachetable", database=database, verbosity=0)
    except (CommandError, DatabaseError):
        if settings.CACHES["default"]["LOCATION"] not in connections[database].introspection.table_names():
            raise


def _uses_table() -> bool:
    return "DatabaseCache" in settings.CACHES["default"]["BACKEND"]


def require_counting() -> None:
    """Raises LimitsDown unless an attempt written to the cache is really kept there."""
    probe = f"probe:{secrets.token_hex(8)}"
    try:
        kept = cache.add(probe, 1, timeout=5)
        if kept:
            cache.delete(probe)
    except Exception as problem:  # the cache may be a table, a server or a file: each fails in its own way
        raise LimitsDown from problem
    if not kept:
        raise LimitsDown
