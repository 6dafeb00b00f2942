"""Queries that every page of a learner asks have their SQL written once: Django takes ten times as long to write it as
SQLite to answer it."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Value = int | str | date | datetime


class Prepared(Generic[Row]):
    """A query of a model with values left open: `Prepared(Answer, lambda learner: Answer.objects.filter(…), int)`.

    `make` is called once for each thread's connection, with marks of the given types in the places of the values, so
    the query must be of the same form whatever they are. It gives whole rows of the model, with what select_related
    asks for, or tuples (values_list).
    """

    def __init__(self, model: type[Model], make: Callable[..., QuerySet[Any, Row]], *types: type[Value]) -> None:
        self._model, self._make, self._types = model, make, types
        self._of_thread = threading.local()  # statements by alias; they hold the thread's connection

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values, in the order of the types; raises what the database raises."""
        alias = router.db_for_read(self._model)
        connection = connections[alias]
        statement: _Statement | None = getattr(self._of_thread, alias, None)
        if statement is None or statement.compiler.connection is not connection:
            statement = _Statement.of(self._make, self._types, connection)
            setattr(self._of_thread, alias, statement)
        return statement.rows(values)


class _Statement(NamedTuple):
    """SQL as one connection wants it; `parameters` are constants, or the place of a value."""

    compiler: SQLCompiler
    model: type[Model]
    sql: str
    parameters: tuple[Any, ...]
    columns: tuple[str, ...]  # of a model's row; none for tuples
    related: tuple[Any, ...]  # what puts each row of select_related into the row it belongs to

    @classmethod
    def of(
        cls, make: Callable[..., QuerySet[Any, Any]], types: tuple[type[Value], ...], connection: BaseDatabaseWrapper
    ) -> "_Statement":
        marks = [_MARKS[kind](place) for place, kind in enumerate(types)]
        asked = make(*marks)
        compiler = asked.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = {_as_sent(mark, connection): _Place(place) for place, mark in enumerate(marks)}
        is_model = asked._iterable_class is ModelIterable
        columns = tuple(field.attname for field in asked.model._meta.concrete_fields) if is_model else ()
        sent = tuple(places.get(one, one) for one in parameters)
        return cls(compiler, asked.model, sql, sent, columns, _related(compiler) if is_model else ())

    def rows(self, values: tuple[Value, ...]) -> list[Any]:
        connection = self.compiler.connection
        sent = [_as_sent(value, connection) for value in values]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [sent[one] if isinstance(one, _Place) else one for one in self.parameters])
            found = self.compiler.results_iter([cursor.fetchall()], tuple_expected=True)
        if not self.columns:
            return list(found)
        return [self._row(connection.alias, row) for row in found]

    def _row(self, alias: str, row: Sequence[Any]) -> Model:
        """One row of the model, whose columns stand before those of its relations."""
        made = self.model.from_db(alias, self.columns, row[: len(self.columns)])
        for one in self.related:
            one.populate(row, made)
        return made


def _related(compiler: SQLCompiler) -> tuple[Any, ...]:
    alias = compiler.connection.alias
    # The stubs describe a later Django, which takes one argument more.
    return tuple(get_related_populators(compiler.klass_info, compiler.select, alias))  # type: ignore[call-arg]


class _Place(int):
    """The place of a value among those that are given, to tell it from a number that is part of the query."""


_MARKS: dict[type, Callable[[int], Value]] = {
    int: lambda place: -8_675_309_000 - place,
    str: lambda place: f"the value in place {place}",
    date: lambda place: date(1000, 1, 1) + timedelta(days=place),
    datetime: lambda place: datetime(1000, 1, 1, tzinfo=UTC) + timedelta(days=place),
}


def _as_sent(value: Value, connection: BaseDatabaseWrapper) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
