"""`manage.py migrate`: Django's own, which looks at models and database only: it runs whatever is wrong with pages."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import CommandError, CommandParser
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from courses.privacy.erasure.tombstones import KEY_TABLE, register_key
from literacy.setup.additions import more_than_additions


class Command(MigrateCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--only-additions", action="store_true",
            help="migrate only if the release in use goes on beside what is new; else say why not, and change nothing",
        )  # fmt: skip

    def check(self, *arguments: Any, **options: Any) -> None:
        super().check(*arguments, **{**options, "tags": (Tags.models, Tags.database)})

    def handle(self, *args: Any, **options: Any) -> None:
        """A public site's database is bound to its erasure key: commands without the site's settings then refuse."""
        if options["only_additions"]:
            _require_additions()
        super().handle(*args, **options)
        is_main = options["database"] == DEFAULT_DB_ALIAS
        if is_main and settings.IS_PUBLIC and KEY_TABLE in connection.introspection.table_names():
            register_key(now=timezone.now())


def _require_additions() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if more := tuple(more_than_additions(migration for migration, _ in plan)):
        lines = "\n".join(more)
        raise CommandError(
            f"The release in use would not go on beside these:\n{lines}\nNothing was migrated. Stop the site on every "
            "machine, then migrate without --only-additions."
        )
