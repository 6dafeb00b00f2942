"""`manage.py migrate`: Django's own, which looks at models and database only: it runs whatever is wrong with pages."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from courses.privacy.erasure.tombstones import KEY_TABLE, register_key


class Command(MigrateCommand):
    def check(self, *arguments: Any, **options: Any) -> None:
        super().check(*arguments, **{**options, "tags": (Tags.models, Tags.database)})

    def handle(self, *args: Any, **options: Any) -> None:
        """A public site's database is bound to its erasure key: commands without the site's settings then refuse."""
        super().handle(*args, **options)
        is_main = options["database"] == DEFAULT_DB_ALIAS
        if is_main and settings.IS_PUBLIC and KEY_TABLE in connection.introspection.table_names():
            register_key(now=timezone.now())
