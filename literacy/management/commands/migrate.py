"""`manage.py migrate`: Django's own, which looks at models and database only: it runs whatever is wrong with pages."""

from typing import Any

from django.core.checks import Tags
from django.core.management.commands.migrate import Command as MigrateCommand


class Command(MigrateCommand):
    def check(self, *arguments: Any, **options: Any) -> None:
        super().check(*arguments, **{**options, "tags": (Tags.models, Tags.database)})
