"""Which migrations the release in use goes on beside: those that only add what it neither fills nor reads."""

from collections.abc import Iterable, Iterator

from django.db.migrations import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterModelManagers,
    AlterModelOptions,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation

FREE = (AddIndex, RemoveIndex, RemoveConstraint, AlterModelOptions, AlterModelManagers)


def more_than_additions(migrations: Iterable[Migration]) -> Iterator[str]:
    """Each operation beside which a release that does not know it may fail, or may write what is wrong afterwards."""
    made: set[tuple[str, str]] = set()
    for one in migrations:
        for operation in _on_the_database(one.operations):
            if isinstance(operation, CreateModel):
                made.add((one.app_label, operation.name_lower))
            elif not _is_addition(operation) and (one.app_label, _model(operation)) not in made:
                yield f"{one.app_label} {one.name}: {operation.describe()}"


def _on_the_database(operations: Iterable[Operation]) -> Iterator[Operation]:
    for one in operations:
        if isinstance(one, SeparateDatabaseAndState):
            yield from _on_the_database(one.database_operations)
        else:
            yield one


def _is_addition(operation: Operation) -> bool:
    """A column that may stay empty, or that the database fills, is left out by who does not know it."""
    if isinstance(operation, AddField):
        field = operation.field
        return bool(field.null or field.has_db_default() or field.many_to_many)
    return isinstance(operation, FREE)


def _model(operation: Operation) -> str:
    """The table that a further operation is about: a new one is known to nobody yet."""
    if isinstance(operation, AddField):
        return operation.model_name_lower
    return operation.model_name.lower() if isinstance(operation, AddConstraint) else ""
