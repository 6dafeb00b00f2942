"""Notices that something was written: cheaply by the database's own count of changed rows, surely by all rows."""

from collections.abc import Mapping
from hashlib import sha256

from django.apps import apps
from django.db import connection

SESSIONS = frozenset({"django_session", "usersessions_usersession"})  # opening a page may note that it was used


COUNTED = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"


def changes() -> int:
    """How many rows this connection (on PostgreSQL: this transaction) has changed so far."""
    if connection.vendor == "sqlite":
        return int(connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return int(cursor.fetchone()[0])


def digest() -> Mapping[str, str]:
    """One hash a table over all rows, sessions apart."""
    tables = {field.m2m_db_table() for model in apps.get_models() for field in model._meta.local_many_to_many}
    tables |= {model._meta.db_table for model in apps.get_models()}
    with connection.cursor() as cursor:
        return {table: _hash(cursor, table) for table in sorted(tables - SESSIONS)}


def _hash(cursor, table: str) -> str:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    return sha256(repr(cursor.fetchall()).encode()).hexdigest()


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {table for table in before if before[table] != after.get(table)}
