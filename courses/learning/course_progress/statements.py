"""Inserts and upserts single rows in one short SQL statement each, while the write lock is held.

While one answer is written no other can be, and Django takes ten times as long to build a statement as SQLite to run
it: the SQL text is built once for each model. Both databases accept the same text.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model) -> None:
    """Insert a new row and set its primary key; raises IntegrityError like create()."""
    fetches = connection.features.can_return_columns_from_insert
    text = _insert_text(type(row))
    key = row._meta.pk.attname
    with connection.cursor() as cursor:
        cursor.execute(f"{text} RETURNING {_quoted(row._meta.pk.column)}" if fetches else text, _values(row))
        row.__dict__[key] = cursor.fetchone()[0] if fetches else cursor.lastrowid
    row._state.adding, row._state.db = False, connection.alias


def upsert(row: Model, *, unique: Sequence[str], replace: Sequence[str] = (), once: Sequence[str] = ()) -> None:
    """Insert the row, or update the one with equal `unique` fields: `replace` always, `once` only where empty."""
    with connection.cursor() as cursor:
        cursor.execute(_upsert_text(type(row), tuple(unique), tuple(replace), tuple(once)), _values(row))


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _values(row: Model) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in _columns(type(row))]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


@lru_cache
def _insert_text(model: type[Model]) -> str:
    columns = ", ".join(_quoted(field.column) for field in _columns(model))
    places = ", ".join("%s" for _ in _columns(model))
    return " ".join(("INSERT INTO", _quoted(model._meta.db_table), f"({columns}) VALUES ({places})"))


@lru_cache
def _upsert_text(
    model: type[Model], unique: tuple[str, ...], replace: tuple[str, ...], once: tuple[str, ...]
) -> str:  # fmt: skip
    table = _quoted(model._meta.db_table)
    column = {field.name: _quoted(field.column) for field in _columns(model)}
    changes = [f"{column[name]} = excluded.{column[name]}" for name in replace]
    changes += [f"{column[name]} = COALESCE({table}.{column[name]}, excluded.{column[name]})" for name in once]
    where = ", ".join(column[name] for name in unique)
    return f"{_insert_text(model)} ON CONFLICT ({where}) DO UPDATE SET {', '.join(changes)}"
