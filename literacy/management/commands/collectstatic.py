"""`manage.py collectstatic`: Django's own; a site for this machine alone, which needs none, is told so in words."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectCommand
from django.core.management.base import CommandError


class Command(CollectCommand):
    def handle(self, **options: Any) -> str | None:
        if settings.STATIC_ROOT is None:
            raise CommandError(
                "This is a site for this machine alone, which serves static files where they are. For a public site, "
                "write its settings first: python3 manage.py make_env learn.example.org"
            )
        said: str | None = super().handle(**options)
        return said
