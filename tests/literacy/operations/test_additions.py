"""`migrate --only-additions` makes what the release in use goes on beside, and else changes nothing."""

from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from literacy.setup.additions import more_than_additions

TEXT = models.CharField(max_length=9)
POSITIVE = models.CheckConstraint(condition=models.Q(size__gt=0), name="positive")
BY_SIZE = models.Index(fields=["size"], name="by_size")
NEW_TABLE = operations.CreateModel("Box", [("id", models.BigAutoField(primary_key=True))])


def named(*found: operations.base.Operation) -> list[str]:
    migration = Migration("0002_next", "shelf")
    migration.operations = [*found]
    return [*more_than_additions([migration])]


@pytest.mark.parametrize(
    "found",
    [
        [NEW_TABLE],
        [NEW_TABLE, operations.AddField("box", "size", TEXT), operations.AddConstraint("box", POSITIVE)],
        [operations.AddField("shelf", "size", models.CharField(max_length=9, null=True))],
        [operations.AddField("shelf", "size", models.CharField(max_length=9, default="", db_default=""))],
        [operations.AddField("shelf", "boxes", models.ManyToManyField("shelf.Box"))],
        [operations.AddIndex("shelf", BY_SIZE)],
        [operations.RemoveConstraint("shelf", "positive")],
        [operations.SeparateDatabaseAndState(state_operations=[operations.DeleteModel("Shelf")])],
    ],
)
def test_release_goes_on_beside_what_it_neither_fills_nor_reads(found) -> None:
    assert named(*found) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (operations.AddField("shelf", "size", models.CharField(max_length=9, default="")), "Add field size to shelf"),
        (operations.AddConstraint("shelf", POSITIVE), "Create constraint positive on model shelf"),
        (operations.AlterField("shelf", "size", TEXT), "Alter field size on shelf"),
        (operations.RenameField("shelf", "size", "width"), "Rename field size on shelf to width"),
        (operations.RemoveField("shelf", "size"), "Remove field size from shelf"),
        (operations.DeleteModel("Shelf"), "Delete model Shelf"),
        (operations.RunPython(operations.RunPython.noop), "Raw Python operation"),
        (operations.SeparateDatabaseAndState([operations.DeleteModel("Shelf")]), "Delete model Shelf"),
    ],
)
def test_all_else_is_named(found, said) -> None:
    assert named(found) == [f"shelf 0002_next: {said}"]


@pytest.mark.django_db
@pytest.mark.parametrize(("found", "runs"), [([operations.DeleteModel("Shelf")], []), ([NEW_TABLE], [True])])
def test_migrations_that_are_more_than_additions_are_not_made(monkeypatch, found, runs) -> None:
    migration, made = Migration("0002_next", "shelf"), []
    migration.operations = found
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [(migration, False)])
    monkeypatch.setattr(MigrateCommand, "handle", lambda *_, **__: made.append(True))

    with nullcontext() if runs else pytest.raises(CommandError, match="0002_next: Delete model Shelf\nNothing was"):
        call_command("migrate", only_additions=True, verbosity=0)

    assert made == runs


# ---- our own


STOPPED_ALL = {  # migrations of before this was asked for, and how many columns in each the database does not fill
    ("learning", "0011_language_and_assistance"): 4,
    ("learning", "0013_exercises_and_paths_with_help"): 2,
    ("organizations", "0002_sessions_on_the_wall"): 2,
    ("organizations", "0006_whose_way_in"): 2,
    ("organizations", "0009_days_can_be_changed"): 1,
    ("organizations", "0024_organizations_can_be_refused"): 1,
    ("organizations", "0029_earlier_calendar_addresses"): 1,
    ("organizations", "0030_days_noted"): 2,
}


def test_each_new_column_has_a_default_in_the_database_or_may_stay_empty() -> None:
    """Else machines cannot change over to a release one after the other: write `db_default` beside `default`."""
    found: dict[tuple[str, str], int] = {}
    for key, migration in MigrationLoader(None).disk_migrations.items():
        if migration.__module__.startswith("courses."):
            stopping = sum(": Add field " in line for line in more_than_additions([migration]))
            found.update({key: stopping} if stopping else {})

    assert found == STOPPED_ALL
